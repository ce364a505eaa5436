import type { Paper } from "../paper.ts";
import { type Document, toDocument } from "../search/document.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";

/** The fields that a word is looked for in. */
export const FIELDS = ["title", "text", "authors", "categories"] as const;
export type Field = (typeof FIELDS)[number];

/** One field of a paper: its stems in order, stop words left out, and how many different words it has, which BM25 counts as its length. */
type FieldStems = { readonly stems: readonly string[]; readonly size: number };

/** A paper as search sees it, made once for all that need it. */
export type Analysis = {
  readonly document: Document;
  readonly fields: Readonly<Record<Field, FieldStems>>;
};

/** Analyses a paper as the engine in memory does. */
export function analyse(paper: Paper): Analysis {
  const document = toDocument(paper);
  const of = (field: Field): FieldStems => {
    const words = document[field].split(" ");
    const stems = words.filter((word) => word !== "" && !STOP_WORDS.has(word)).map(stem);
    return { stems, size: new Set(words).size };
  };
  return {
    document,
    fields: {
      title: of("title"),
      text: of("text"),
      authors: of("authors"),
      categories: of("categories"),
    },
  };
}
