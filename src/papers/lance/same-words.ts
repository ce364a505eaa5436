import { isDeepStrictEqual } from "node:util";
import type { Paper } from "../paper.ts";

/** Whether a search finds both by the same words: counts, dates and links are not looked at. */
export function hasSameWords(a: Paper, b: Paper): boolean {
  return (
    a.title === b.title &&
    a.abstract === b.abstract &&
    isDeepStrictEqual(a.authors, b.authors) &&
    isDeepStrictEqual(a.categories, b.categories)
  );
}
