import { expect, test } from "vitest";
import type { Paper } from "#papers";
import { paperIn, readMarks, toMarks } from "../../../src/papers/lance/marks.ts";
import { toDocument } from "../../../src/papers/search/document.ts";

const PAPER: Paper = {
  key: "title:schrödinger",
  title: "Schrödinger’s équations",
  abstract: "A “naïve” reading of ψ.",
  authors: ["Émilie du Châtelet"],
};

test.each([0, 1, 2, 3])(
  "what ranking looks at and the paper itself are read again, %i bytes into a buffer",
  (offset) => {
    const bytes = toMarks(toDocument(PAPER), PAPER);
    expect(bytes.length % 4).toBe(0);
    const within = new Uint8Array(bytes.length + offset);
    within.set(bytes, offset);
    const marks = readMarks(within.subarray(offset));
    expect(marks.key).toBe(PAPER.key);
    expect(marks.words.length).toBe(marks.sizes.reduce((sum, size) => sum + size, 0));
    expect(paperIn(marks)).toEqual(PAPER);
  },
);
