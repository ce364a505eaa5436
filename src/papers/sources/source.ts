import type { Paper } from "../paper.ts";

/** Where papers come from; every pass over `papers()` reads the source anew. */
export type PaperSource = {
  readonly name: string;
  papers(): AsyncIterable<Paper>;
};
