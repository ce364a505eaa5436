import type { Analysis, Field } from "./analysis.ts";

/** What ranking looks at of a paper. */
export type Ranked = {
  readonly key: string;
  readonly fields: Readonly<Record<Field, RankedField>>;
  /** Folded words of the title, and of title and abstract, with one blank between. */
  readonly title: string;
  readonly text: string;
};

/** Stems with a blank before and after each, and the field's length for BM25. */
type RankedField = { readonly stems: string; readonly size: number };

/** All of it in one text, a line for each part. */
export function toRanked({ document, fields }: Analysis): string {
  const { title, text, authors, categories } = fields;
  const sizes = [title, text, authors, categories].map(({ size }) => size).join(" ");
  const stems = [title, text, authors, categories].map(({ stems }) => stems.join(" "));
  return [document.key, sizes, ...stems, document.title, document.text].join("\n");
}

/** Reads it again. */
export function readRanked(ranked: string): Ranked {
  const [key = "", sizes = "", ...lines] = ranked.split("\n");
  const lengths = sizes.split(" ").map(Number);
  const field = (at: number): RankedField => ({
    stems: ` ${lines[at] ?? ""} `,
    size: lengths[at] ?? 1,
  });
  return {
    key,
    fields: { title: field(0), text: field(1), authors: field(2), categories: field(3) },
    title: lines[4] ?? "",
    text: lines[5] ?? "",
  };
}
