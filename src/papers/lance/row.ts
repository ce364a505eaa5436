import type { Paper } from "../paper.ts";
import { normalTitle, titleKey } from "../paper.ts";
import type { Document } from "../search/document.ts";
import { words } from "../words.ts";
import { stemsOf } from "./fields.ts";
import { paperIn, readMarks, titleTerm, toMarks } from "./marks.ts";
import { toProse } from "./prose.ts";

/** A paper as the table holds it, or an old key that leads to one. */
export type Row = {
  readonly key: string;
  /** The key that this one gave way to; the row has nothing else then. */
  readonly leads: string | null;
  /** All that ranking looks at and the paper itself in one column, since each column costs a search as much again; see `Marks`. */
  readonly body: Uint8Array | null;
  /** What the full-text index reads: stems, and the mark of the title. */
  readonly terms: string | null;
  /** All that likeness looks at; see `Prose`. */
  readonly prose: string | null;
  /** The normal title, and the key that it gives, by which equal titles meet. */
  readonly title: string | null;
  readonly named: string | null;
  readonly url: string | null;
  /** Folded names of the authors, each between bars: `| ada lovelace | bo li |`. */
  readonly names: string | null;
  /** Categories in lower case with their archives: `cs.lg`, `cs`. */
  readonly labels: readonly string[] | null;
  readonly published: string | null;
  /** The daily list that it stood on, and the day from which its age counts. */
  readonly daily: string | null;
  readonly listed: string | null;
  readonly upvotes: number | null;
  readonly countedAt: number | null;
};

/** The row of a paper. */
export function toRow(paper: Paper, document: Document): Row {
  return {
    ...NOTHING,
    key: paper.key,
    body: toMarks(document, paper),
    terms: [
      titleTerm(normalTitle(paper.title)),
      ...INDEXED.flatMap((field) => stemsOf(document, field)),
    ].join(" "),
    prose: toProse(document),
    title: normalTitle(paper.title),
    named: titleKey(paper.title),
    url: paper.url ?? null,
    names: `| ${(paper.authors ?? []).map((name) => words(name).join(" ")).join(" | ")} |`,
    labels: labels(paper.categories ?? []),
    published: paper.published ?? null,
    daily: paper.daily ?? null,
    listed: paper.daily ?? paper.published ?? null,
    upvotes: paper.upvotes ?? null,
    countedAt: paper.countedAt ?? null,
  };
}

/** The fields that the full-text index reads; the title is part of the text. */
const INDEXED = ["text", "authors", "categories"] as const;

/** The row of a key that gave way to another one. */
export function toLead(from: string, to: string): Row {
  return { ...NOTHING, key: from, leads: to };
}

/** The paper of a row; undefined for a key that only leads to another. */
export function paperOf({ body }: Pick<Row, "body">): Paper | undefined {
  return body === null ? undefined : paperIn(readMarks(body));
}

const NOTHING: Omit<Row, "key"> = {
  ...{
    leads: null,
    body: null,
    terms: null,
    prose: null,
    title: null,
    named: null,
    url: null,
  },
  ...{ names: null, labels: null, published: null, daily: null, listed: null, upvotes: null },
  countedAt: null,
};

function labels(categories: readonly string[]): readonly string[] {
  const classes = categories.map((one) => one.toLowerCase());
  return [...new Set(classes.flatMap((one) => [one, one.split(".")[0] ?? one]))];
}
