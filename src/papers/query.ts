import type { Paper } from "./paper.ts";

/** What is searched for; all filters must hold. */
export type Query = {
  readonly text: string;
  /** Part of an author's name. */
  readonly author?: string;
  /** An arXiv category, or an archive such as `cs` for all of its own. */
  readonly category?: string;
  /** Not older than `2024`, `2024-05` or `2024-05-31`. */
  readonly since?: string;
  readonly sort?: "best" | "newest" | "upvotes";
  /** Only papers that match every word, not any. */
  readonly every?: boolean;
  /** Page, from 1. */
  readonly page?: number;
  /** Papers on a page; 5 unless told. */
  readonly size?: number;
};

/** A paper found, with the words of the query that it matched, as they are in the catalogue. */
export type Hit = {
  readonly paper: Paper;
  readonly score: number;
  readonly matches: readonly string[];
};

/** A page of hits; `instead` is the query as it was corrected, when a word of it was unknown. */
export type Page = {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly instead?: string;
};

/** Whether a paper passes the filters of a query. */
export function passes(paper: Paper, { author, category, since }: Query): boolean {
  if (author && !paper.authors?.some((name) => folded(name).includes(folded(author)))) return false;
  if (category && !paper.categories?.some((one) => inCategory(one, category))) return false;
  return !since || (paper.published ?? "") >= since.slice(0, paper.published?.length);
}

function inCategory(one: string, asked: string): boolean {
  const [a, b] = [one.toLowerCase(), asked.toLowerCase()];
  return a === b || a.startsWith(`${b}.`);
}

function folded(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
