import fc from "fast-check";
import { NodeType } from "slack-message-parser";
import { describe, expect, test } from "vitest";
import { clean } from "#chat";
import { address } from "../../../src/platforms/slack/address.ts";
import {
  escaped,
  escapedLength,
  fitEscaped,
  literal,
} from "../../../src/platforms/slack/escape.ts";
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
    expect(address(url)).toBe(expected);
  });
});
