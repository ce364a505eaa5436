import type { Document } from "../search/document.ts";
import { FIELDS, type Field, lengthOf, stemsOf } from "./fields.ts";

/** What ranking looks at of a paper. */
export type Ranked = {
  readonly key: string;
  /** Where it was read. */
  readonly row: bigint;
  readonly fields: Readonly<Record<Field, RankedField>>;
  /** Folded words of the title and of the abstract. */
  readonly title: readonly string[];
  readonly abstract: readonly string[];
};

/** Stems with a blank before and after each, and the field's length for BM25. */
type RankedField = { readonly stems: string; readonly length: number };

/** All of it in one text, a line for each part. */
export function toRanked(document: Document): string {
  const { key, title, text } = document;
  const lengths = FIELDS.map((field) => lengthOf(document, field));
  const stems = FIELDS.map((field) => stemsOf(document, field).join(" "));
  return [
    ...[key, lengths.join(" ")],
    ...[...stems, title.join(" "), text.slice(title.length).join(" ")],
  ].join("\n");
}

/** Reads it again. */
export function readRanked(ranked: string, row = -1n): Ranked {
  const [key = "", sizes = "", ...lines] = ranked.split("\n");
  const lengths = sizes.split(" ").map(Number);
  const field = (at: number): RankedField => ({
    stems: ` ${lines[at] ?? ""} `,
    length: lengths[at] ?? 1,
  });
  return {
    key,
    row,
    fields: { title: field(0), text: field(1), authors: field(2), categories: field(3) },
    title: wordsOf(lines[4]),
    abstract: wordsOf(lines[5]),
  };
}

function wordsOf(line = ""): readonly string[] {
  return line === "" ? [] : line.split(" ");
}
