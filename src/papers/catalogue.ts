import type { Snapshot } from "./looks.ts";
import type { Paper } from "./paper.ts";
import type { Neighbour, Page, Query } from "./query.ts";
import type { Trend, TrendQuery } from "./trending.ts";

/** What became of papers that were added. */
export type Addition = {
  readonly added: readonly Paper[];
  /** Papers that were known and learnt something, as they are now. */
  readonly changed: readonly Paper[];
  /** Title key → arXiv key where an id is known now; the title key keeps working in this catalogue. */
  readonly replaced: ReadonlyMap<string, string>;
};

/** A trending question: which window, of which topics, liked by whom. */
export type TrendAsk = Pick<TrendQuery, "window" | "now" | "community" | "also"> & {
  /** Only papers on one of these: searches with commas between. */
  readonly topic?: string;
  /** No papers on any of these: searches with commas between. */
  readonly exclude?: string;
  /** Least upvotes. */
  readonly least?: number;
  /** Longest list; 500 when not given. */
  readonly most?: number;
};

/** A catalogue at a glance. */
export type Extent = {
  readonly papers: number;
  /** The newest `published` of all. */
  readonly newest?: string;
};

/**
 * Every paper that is known, each once, and the ways to find them. It may live in this thread, in
 * another one or in an index on disk, so everything is answered by a promise.
 */
export type Catalogue = {
  /** Adds papers or merges them with what is known; each of `added` and `changed` is listed once. */
  add(papers: readonly Paper[]): Promise<Addition>;
  /** By key, a replaced one too. */
  get(key: string): Promise<Paper | undefined>;
  /** By keys, in their order; those that are not known are passed over. */
  getAll(keys: readonly string[]): Promise<readonly Paper[]>;
  /**
   * By key, id, any link that `parseId` takes, the paper's own url, the one id or link among other
   * words, or its title: exact, unambiguously begun, or slightly misspelt.
   */
  resolve(text: string): Promise<Paper | undefined>;
  search(query: Query): Promise<Page>;
  /** The nearest papers, nearest first, never the paper itself; none for an unknown key. */
  similar(key: string, count: number): Promise<readonly Neighbour[]>;
  /** Papers for what is typed so far, by id or by any word of the title; the newest of all for nothing. */
  suggest(typed: string, count: number): Promise<readonly Paper[]>;
  /** The nearest spelling of a query that found nothing, for "did you mean"; one that finds something. */
  nearest(text: string): Promise<string | undefined>;
  /** What is trending by the papers and by what was noted of their upvotes. */
  trending(ask: TrendAsk): Promise<Trend>;
  /**
   * Takes note of upvotes: everything noted from `from` (epoch ms) on gives way to these snapshots,
   * oldest first; what is older stays for as long as a trend looks back.
   */
  note(snapshots: readonly Snapshot[], from: number): Promise<void>;
  extent(): Promise<Extent>;
  /** Lets go of what it holds besides memory; a call after that fails. */
  close(): Promise<void>;
};
