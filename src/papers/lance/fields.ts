import type { Document } from "../search/document.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";

/** The fields that a word is looked for in. */
export const FIELDS = ["title", "text", "authors", "categories"] as const;
export type Field = (typeof FIELDS)[number];

/** The stems of a field in order, stop words left out. */
export function stemsOf(document: Document, field: Field): readonly string[] {
  return document[field].filter((word) => !STOP_WORDS.has(word)).map(stem);
}

/** How long a field is for BM25: how many different words it has, and one at least, as MiniSearch counts. */
export function lengthOf(document: Document, field: Field): number {
  return Math.max(1, new Set(document[field]).size);
}
