import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean } from "#chat";
import { address } from "../../../src/platforms/discord/address.ts";
import { escaped, isPlain } from "../../../src/platforms/discord/escape.ts";
import { tidy } from "../../../src/platforms/discord/tidy.ts";
import { hostile } from "./hostile.ts";
import { kinds, read, seen } from "./markdown.ts";

const seeded = { seed: 20261124, numRuns: 3000 };
const shown = (wire: string) => seen(read(wire)).replaceAll("\u200b", "");

describe("foreign text on the wire", () => {
  test.each([
    [
      "emphasis",
      "*a* **b** _c_ __d__ ~~e~~",
      String.raw`\*a\* \*\*b\*\* \_c\_ \_\_d\_\_ \~\~e\~\~`,
    ],
    ["spoilers", "||a||", String.raw`\|\|a\|\|`],
    ["code", "`a` ```b```", "\\`a\\` \\`\\`\\`b\\`\\`\\`"],
    ["a backslash of its own", "\\*a* \\\\", String.raw`\\\*a\* \\\\`],
    ["headings", "# a\n## b\n### c", "\\# a\n\\#\\# b\n\\#\\#\\# c"],
    ["subtext", "-# a", String.raw`\-\# a`],
    ["quotes", "> a\n>>> b", "\\> a\n\\>\\>\\> b"],
    ["lists", "- a\n* b\n+ c\n1. d\n  22) e", "\\- a\n\\* b\n\\+ c\n1\\. d\n  22\\) e"],
    ["a dash and a number elsewhere", "a - b, 1. c", "a - b, 1. c"],
    ["a person", "<@1> <@!1>", String.raw`\<\@1\> \<\@!1\>`],
    ["a role", "<@&1>", String.raw`\<\@&1\>`],
    ["everyone", "@everyone @here @Everyone", "\\@\u200beveryone \\@\u200bhere \\@\u200bEveryone"],
    ["a channel", "<#1> #general", String.raw`\<\#1\> \#general`],
    ["a moment", "<t:0> <t:0:R>", String.raw`\<t\:0\> \<t\:0\:R\>`],
    ["a command", "</papers:1>", String.raw`\</papers\:1\>`],
    ["emoji", "<:x:1> <a:x:1> :100:", String.raw`\<\:x\:1\> \<a\:x\:1\> \:100\:`],
    ["places of a server", "<id:customize>", String.raw`\<id\:customize\>`],
    ["an address", "https://evil.example", String.raw`https\://evil.example`],
    [
      "addresses of other kinds",
      "steam://run/1 mailto:a@b.c",
      String.raw`steam\://run/1 mailto\:a\@b.c`,
    ],
    [
      "addresses in brackets",
      "<tel:+49> <a@b.c> <x:/y>",
      String.raw`\<tel\:+49\> \<a\@b.c\> \<x\:/y\>`,
    ],
    [
      "invitations without a scheme",
      "discord.gg/a discord.com/invite/a",
      String.raw`discord\.gg/a discord\.com/invite/a`,
    ],
    ["a masked link", "[a](https://evil.example)", String.raw`\[a\]\(https\://evil.example)`],
    [
      "the end of a masked link",
      "a](https://evil.example)",
      String.raw`a\]\(https\://evil.example)`,
    ],
    ["LaTeX", "$x_1^{*} < \\alpha$", String.raw`$x\_1^{\*} \< \\alpha$`],
    [
      "an ordinary sentence",
      "Graphs (2nd ed.): a survey, 50% & more!",
      "Graphs (2nd ed.): a survey, 50% & more!",
    ],
  ])("keeps %s literal", (_, text, wire) => {
    expect(escaped(text)).toBe(wire);
    expect(kinds(read(wire))).toEqual([]);
    expect(shown(wire)).toBe(text);
  });

  test("reads as it was and does nothing, whatever it is", () => {
    const within = fc.tuple(
      hostile,
      fc.constantFrom("", "a ", "[x](<https://a.example/>) ", "## "),
    );
    fc.assert(
      fc.property(within, ([text, before]) => {
        const cleaned = clean(text).trim().replace(/\s+/g, " ");
        fc.pre(cleaned !== "");
        const ours = kinds(read(`${before}x`));
        expect(kinds(read(`${before}${escaped(cleaned)}x`))).toEqual(ours);
        if (!before.startsWith("#")) expect(shown(escaped(cleaned))).toBe(cleaned);
      }),
      seeded,
    );
  });

  test("never holds what Discord's server takes for a mention", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escaped(clean(text))).not.toMatch(/@(everyone|here)|<[@#][!&]?\d+>/i);
      }),
      seeded,
    );
  });
});

test("a message shows runs of blanks as one, and at most one line empty", () => {
  expect(tidy("a \t\u00a0\u3000 b")).toBe("a b");
  expect(tidy("a\n \n\n\nb")).toBe("a\n\nb");
});

describe("the label of a masked link", () => {
  test.each(["Attention Is All You Need", "CLIP: 3D-VLA, 50% (v2)", "图神经网络", "E = mc²"])(
    "can be %s",
    (label) => {
      expect(isPlain(label)).toBe(true);
    },
  );

  test.each([
    "A*",
    "a_b",
    "[a",
    "a]",
    "<@1>",
    "@here",
    "10:30",
    "🎉",
    "1️⃣",
    "🇩🇪",
    "a\\b",
    "www.a.b",
  ])("can't be %s", (label) => {
    expect(isPlain(label)).toBe(false);
  });
});

describe("an address", () => {
  test.each([
    ["https://arxiv.org/abs/2402.02005", "https://arxiv.org/abs/2402.02005"],
    ["https://a.example/x)y(z", "https://a.example/x%29y%28z"],
    ["https://a.example/<b>?q='c'\"`", "https://a.example/%3Cb%3E?q=%27c%27%22%60"],
    ["https://a.example/@here", "https://a.example/%40here"],
    ["https://a.example/\\b c", "https://a.example//b%20c"],
    ["https://a.example/ü", "https://a.example/%C3%BC"],
    ["https://a.example/**_b_|", "https://a.example/%2A%2A_b_%7C"],
  ])("%s is written so that nothing ends it early", (url, wire) => {
    expect(address(url)).toBe(wire);
  });

  test.each([
    undefined,
    "",
    "javascript:alert(1)",
    "discord://-/settings",
    "https://arxiv.org@evil.example/",
    "not one",
    `https://a.example/${"a".repeat(1000)}`,
  ])("is not made of %s", (url) => {
    expect(address(url)).toBeUndefined();
  });
});
