import type { Paper } from "./paper.ts";

/** A key found with its score, and the terms that matched. */
export type Scored = {
  readonly key: string;
  readonly score: number;
  readonly terms: readonly string[];
};

/** What an engine made of a query: the terms it looked for as typed and as corrected, and the keys, best first. */
export type Found = {
  readonly scored: readonly Scored[];
  /** Words of the query that say something, each with the terms that stand for it. */
  readonly words: readonly {
    readonly typed: string;
    readonly read: string;
    readonly terms: readonly string[];
  }[];
};

/** An index of papers by their words. */
export type SearchEngine = {
  /** Adds papers, or replaces those with the same key. */
  add(papers: readonly Paper[]): void;
  remove(keys: readonly string[]): void;
  find(text: string): Found;
  /** Papers nearest to one, best first, itself not among them; empty when it is not known. */
  similar(key: string, count: number): readonly Scored[];
  readonly size: number;
};
