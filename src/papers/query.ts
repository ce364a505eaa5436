import type { Paper } from "./paper.ts";

/** What a reader asks of the catalogue. */
export type Query = {
  /** Words, an id, a link or a title; empty for every paper that the filters let through, newest first. */
  readonly text: string;
  /** Words of one author's name, each from its beginning, in any case and without accents. */
  readonly author?: string;
  /** An arXiv class, `cs.LG`, or a whole archive, `cs`. */
  readonly category?: string;
  /** First year, month or day of publication: `2024`, `2024-05`, `2024-05-01`. */
  readonly since?: string;
  readonly sort?: "best" | "newest" | "upvotes";
  /** From 1; one beyond the end is the last page. */
  readonly page?: number;
  /** Papers on a page; 5 when not given. */
  readonly size?: number;
};

/** A paper near another one, and the words that they share. */
export type Neighbour = {
  readonly paper: Paper;
  /** Only comparable within one answer. */
  readonly score: number;
  readonly matches: readonly string[];
};

/** A paper that was found, by which words of the query (corrected where they were misspelt), and whether by all of them. */
export type Hit = Neighbour & { readonly whole: boolean };

/** One page of an answer. */
export type Page = {
  readonly hits: readonly Hit[];
  /** Papers on all pages. */
  readonly total: number;
  /** How many of them hold every word of the query; the others hold some. */
  readonly whole: number;
  readonly page: number;
  /** At least 1, even when nothing was found. */
  readonly pages: number;
  /**
   * Not everything was counted: `some`, there are more that hold some word, so that `total` is the least
   * that there can be; `whole`, there are more that hold every word too.
   */
  readonly more?: "some" | "whole";
  /** The query that was answered when words of the one asked were misspelt. */
  readonly instead?: string;
};
