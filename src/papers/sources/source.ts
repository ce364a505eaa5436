import type { Paper } from "../paper.ts";

/** Where papers come from. */
export type PaperSource = {
  readonly name: string;
  /** Every paper it has, one after the other; what can't be read is left out and reported. */
  papers(): AsyncIterable<Paper>;
};
