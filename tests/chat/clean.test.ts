import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, cleanLine, isBlank } from "#chat";
import { hostile } from "../platforms/discord/hostile.ts";

const seeded = { seed: 20261124, numRuns: 3000 };

describe("cleaning", () => {
  test.each([
    ["escape sequences", "\u001b[31mred\u0007", "[31mred"],
    ["overrides of direction", "a\u202eb\u2066c\u200fd", "abcd"],
    ["what can't be seen", "a\u200bb\u2060c\ufeffd\u00ade\u180ef", "abcdef"],
    ["joiners between ASCII letters", "@every\u200done", "@everyone"],
    ["hidden tags", "a\u{e0041}\u{e0042}b", "ab"],
    ["half characters", "a\ud800b", "a\ufffdb"],
    ["blanks that are letters", "\u3164\u115f\u2800", "   "],
    ["tabs", "a\tb", "a    b"],
    ["line ends of every kind", "a\r\nb\u2028c\u0085d", "a\nb\nc\nd"],
    ["towers of marks", `e${"\u0301".repeat(50)}`, `e${"\u0301".repeat(8)}`],
  ])("takes away %s", (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test.each([
    ["families", "👩‍👩‍👧"],
    ["flags", "🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪"],
    ["scripts that join", "می‌خواهم क्‍ष"],
    ["scripts that don't", "图神经网络 العربية עברית"],
  ])("keeps %s", (_, text) => {
    expect(clean(text)).toBe(text);
  });

  test("of all that can be seen of ASCII takes nothing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(cleanLine(text).replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
      seeded,
    );
  });

  test("leaves one line where one is asked for, and is done after once", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = cleanLine(text);
        expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200b]/u);
        expect(line.isWellFormed()).toBe(true);
        expect(cleanLine(line)).toBe(line);
      }),
      seeded,
    );
  });
});

test("on one line, blanks of every kind are one", () => {
  expect(cleanLine(" a\n\t b\u2028c ")).toBe("a b c");
});

test("what shows nothing is blank", () => {
  for (const text of ["", " \n", "\u200b", "\u202e", "\u3164", "\u2800", "\u00a0"])
    expect(isBlank(text)).toBe(true);
  for (const text of ["a", ".", "图", "👩‍🔬"]) expect(isBlank(text)).toBe(false);
});
