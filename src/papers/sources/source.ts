import type { Paper } from "../paper.ts";

/** Which part of a source is wanted; what a source has no use for it passes over. */
export type Wanted = {
  /** The list of one day, an ISO date. */
  readonly day?: string;
  /** What came out on that day or later, an ISO date, where the newest alone would leave a gap. */
  readonly since?: string;
};

/** Where papers come from; every pass over `papers()` asks the source anew. */
export type PaperSource = {
  readonly name: string;
  /** What is wanted, or all that the source has to show, each paper once or again when more is known of it. */
  papers(wanted?: Wanted): AsyncIterable<Paper>;
  /** The papers with these arXiv ids that the source knows. */
  byId?(ids: readonly string[]): AsyncIterable<Paper>;
  /** What the source itself finds for some words, best first; where whoever runs the bot allows it. */
  search?(words: string): AsyncIterable<Paper>;
};
