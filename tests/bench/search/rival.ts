import type { Paper } from "#papers";

/** A search engine that is measured, filled with papers. */
export type Opened = {
  /** Keys of the best papers for a text, best first, so many at most. */
  search(text: string, count: number): Promise<readonly string[]>;
  /** Keys of the papers nearest to one, without it. */
  similar?(paper: Paper, count: number): Promise<readonly string[]>;
  /** Suggestions while typing, of any kind. */
  suggest?(typed: string, count: number): Promise<readonly unknown[]>;
  /** Adds one more paper. */
  add?(paper: Paper): Promise<void>;
  close?(): Promise<void>;
};

/** Something that finds papers, by its name in the table. */
export type Rival = {
  readonly name: string;
  open(papers: readonly Paper[]): Promise<Opened>;
};
