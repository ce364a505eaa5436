import fc from "fast-check";
import { NodeType } from "slack-message-parser";
import { describe, expect, test } from "vitest";
import { webAddress } from "../../../src/platforms/slack/address.ts";
import { clean, cleanLine, isBlank } from "../../../src/platforms/slack/clean.ts";
import {
  escaped,
  escapedLength,
  fitEscaped,
  literal,
} from "../../../src/platforms/slack/escape.ts";
import { shorten } from "../../../src/platforms/slack/shorten.ts";
import { HOSTILE } from "./hostile.ts";
import { isLive, marksIn } from "./strict.ts";

const seeded = { seed: 20261124, numRuns: 500 };
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 6 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));
const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

describe("text for Slack's markup", () => {
  test.each([
    ["<!channel>", "&lt;!channel&gt;"],
    ["<@U1> & <#C1|general>", "&lt;@U1&gt; &amp; &lt;#C1|general&gt;"],
    ["&lt;!here&gt;", "&amp;lt;!here&amp;gt;"],
    ["<\u202e!channel>", "&lt;!channel&gt;"],
    ["<\u0000!channel>", "&lt;!channel&gt;"],
    ["Q* and A*", "Q* and A*"],
    ["\ud83d", "\ufffd"],
  ])("%j is escaped once", (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test.each([
    ["*bold* _it_ ~gone~ `code`", "∗bold∗ ˍitˍ ∼gone∼ ˋcodeˋ"],
    ["> quoted", "›\u0020quoted"],
    [":100: at 10:30", "∶100: at 10:30"],
    ["two\nlines", "two lines"],
  ])("%j can't format where we write markup around it", (text, expected) => {
    expect(literal(text)).toBe(expected);
  });

  test("an independent parser finds nothing live in what is escaped", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(marksIn(escaped(text)).filter(isLive)).toEqual([]);
        expect(marksIn(literal(text))).toEqual([]);
        expect(unescaped(escaped(text))).toBe(clean(text));
      }),
      seeded,
    );
  });

  test("the same parser finds what is not escaped, so that it would tell", () => {
    const found = marksIn("<!channel> <@U1> <#C1> <https://a.org|b>").filter(isLive);
    expect(found.map(({ type }) => type)).toEqual([
      NodeType.Command,
      NodeType.UserLink,
      NodeType.ChannelLink,
      NodeType.URL,
    ]);
  });

  test("it is cut before it is escaped: never within an entity, never too long", () => {
    fc.assert(
      fc.property(hostile, fc.nat(60), (text, max) => {
        for (const by of [escaped, literal]) {
          const fitting = fitEscaped(text, max, by);
          expect(fitting.length).toBeLessThanOrEqual(max);
          expect(fitting).not.toMatch(/&(?!amp;|lt;|gt;)/);
        }
        expect(escapedLength(clean(text))).toBe(escaped(text).length);
      }),
      seeded,
    );
    expect(fitEscaped("a & b & c", 12, escaped)).toBe("a &amp; b…");
  });
});

describe("cleaned text", () => {
  test.each([
    ["esrever\u202e\u2066", "esrever"],
    ["a\u0000\u0007\u001b[31mb", "a[31mb"],
    ["one\r\ntwo\u2028three", "one\ntwo\nthree"],
    ["half \ud83d", "half \ufffd"],
    ["👩‍🔬🏳️‍🌈🇩🇪 图", "👩‍🔬🏳️‍🌈🇩🇪 图"],
    [`a${"\u0301".repeat(50)}`, `a${"\u0301".repeat(8)}`],
  ])("%j", (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test("on one line", () => {
    expect(cleanLine(" a\n\t b\u2028c ")).toBe("a b c");
  });

  test("what shows nothing is blank", () => {
    for (const text of ["", " \n", "\u200b", "\u202e", "\u3164", "\u2800", "\u00a0"])
      expect(isBlank(text)).toBe(true);
    for (const text of ["a", ".", "图", "👩‍🔬"]) expect(isBlank(text)).toBe(false);
  });
});

describe("addresses", () => {
  test.each([
    ["https://a.org/b?c=d&e=f", "https://a.org/b?c=d&e=f"],
    ["https://a.org/b|c<d>?e|f<g>#h|i", "https://a.org/b%7Cc%3Cd%3E?e%7Cf%3Cg%3E#h%7Ci"],
    ["https://müller.example/\u202e ", "https://xn--mller-kva.example/%E2%80%AE"],
    ["HTTP://a.org", "http://a.org/"],
    ["javascript:alert(1)", undefined],
    ["slack://channel?id=C1", undefined],
    ["data:text/html,x", undefined],
    ["not an address", undefined],
    [`https://a.org/${"x".repeat(3000)}`, undefined],
  ])("%j", (url, expected) => {
    expect(webAddress(url)).toBe(expected);
  });
});

describe("shortened text", () => {
  test.each([
    ["short", 10, "short"],
    ["One sentence. Another one follows here.", 20, "One sentence. …"],
    ["Words that go on and on", 15, "Words that go…"],
    ["Version 1.5 of it is here now", 12, "Version 1.5…"],
    ["Incomprehensibilities", 10, "Incompreh…"],
    ["ab, cdefgh", 5, "ab…"],
    ["图神经网络的拓扑结构。更多的文字在这里", 13, "图神经网络的拓扑结构。 …"],
    ["👩‍🔬👩‍🔬👩‍🔬", 12, "👩‍🔬👩‍🔬…"],
    ["anything", 0, ""],
  ])("%j in %i", (text, max, expected) => {
    expect(shorten(text, max)).toBe(expected);
  });

  test("never too long, never half a character, always visibly cut", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (raw, max) => {
        const text = clean(raw);
        const short = shorten(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
        if (text.length > max) expect(short.endsWith("…")).toBe(true);
        else expect(short).toBe(text);
      }),
      seeded,
    );
  });
});
