import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lead } from "#papers";
import { cpuTime } from "../cpu-time.ts";

const graphemes = (text: string) => [...new Intl.Segmenter("en").segment(text)].length;

describe("the beginning of an abstract", () => {
  test.each<[string, number, string]>([
    ["Short.", 80, "Short."],
    ["One sentence. Another one. A third.", 27, "One sentence. Another one."],
    ["We use e.g. trees. Then more follows here.", 30, "We use e.g. trees."],
    ["As Smith et al. Show it works. Then more follows.", 34, "As Smith et al. Show it works."],
    ["It is, i.e. Not here. And more words follow.", 30, "It is, i.e. Not here."],
    ["See Fig. 2 for this. And more words follow.", 25, "See Fig. 2 for this."],
    ["It holds. Compare cf. Smith for more of it.", 22, "It holds."],
    ["By J. Doe and A. B. Roe now. And more words.", 32, "By J. Doe and A. B. Roe now."],
    ["A gain of 3.5 points. And more words follow.", 26, "A gain of 3.5 points."],
    ["Does it work? Yes! We show that it does.", 20, "Does it work? Yes!"],
    ['He said "so." Then he left the room.', 20, 'He said "so."'],
    ["This sentence is far too long to fit.", 20, "This sentence is…"],
    ["A comma, then more", 10, "A comma…"],
    ["  white \n space  ", 80, "white space"],
    ["Supercalifragilistic", 6, "Super…"],
    ["anything", 0, ""],
    ["anything", 1, "…"],
    ["", 10, ""],
  ])("%s in %i is %s", (text, max, expected) => {
    expect(lead(text, max)).toBe(expected);
  });

  test("a family emoji counts as one and is never cut", () => {
    expect(lead("👨‍👩‍👧 👨‍👩‍👧 👨‍👩‍👧 👨‍👩‍👧", 4)).toBe("👨‍👩‍👧 👨‍👩‍👧…");
    expect(lead("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2)).toBe("👨‍👩‍👧…");
  });

  test("any text gives a beginning of itself within the limit", () => {
    const unit = fc.constantFrom(
      "a",
      "B",
      ".",
      " ",
      "é",
      "e\u0301",
      "😀",
      "👨‍👩‍👧",
      "…",
      "3",
      "\n",
      "\ud800",
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 80 }),
        fc.integer({ min: -1, max: 60 }),
        (units, max) => {
          const text = units.join("").trim().replace(/\s+/g, " ");
          const short = lead(text, max);
          expect(graphemes(short)).toBeLessThanOrEqual(Math.max(0, max));
          expect(text.startsWith(short) || text.startsWith(short.slice(0, -1))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("100 KB are no trouble", () => {
    const start = cpuTime();
    for (const piece of ["a", "a. ", " ", ".", "e\u0301"]) lead(piece.repeat(50_000), 300);
    expect(cpuTime() - start).toBeLessThan(1000);
  });
});
