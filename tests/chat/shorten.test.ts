import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanLine, shorten } from "#chat";
import { hostile } from "../platforms/discord/hostile.ts";

const seeded = { seed: 20261124, numRuns: 3000 };

describe("a text that is cut", () => {
  test.each([
    ["is left alone when it fits", "Short.", 6, "Short."],
    ["ends after a sentence", "One sentence here. Another one there", 30, "One sentence here. …"],
    ["ends after a word", "several words without any stop at all", 24, "several words without…"],
    ["ends within a word that is too long", "a".repeat(30), 10, `${"a".repeat(9)}…`],
    ["ends before an emoji, not within", "👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…"],
    ["is only its mark where there is no room", "word", 1, "…"],
  ])("%s", (_, text, most, expected) => {
    expect(shorten(text, most)).toBe(expected);
  });

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
  ])("%j in %i", (text, most, expected) => {
    expect(shorten(text, most)).toBe(expected);
  });

  test("always fits, is well-formed, and begins as it did", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 200 }), (foreign, most) => {
        const text = cleanLine(foreign);
        const short = shorten(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.isWellFormed()).toBe(true);
        if (text.length > most) expect(short.endsWith("…")).toBe(true);
        expect(text.startsWith(short.replace(/ ?…$/, ""))).toBe(true);
      }),
      seeded,
    );
  });
});
