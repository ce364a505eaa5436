import type { Asked } from "../asked.ts";
import type { Paper } from "../paper.ts";
import type { Query } from "../query.ts";

/** What is asked of an engine: words as `readAsked` read them, and which part of the answer is wanted. */
export type Ask = Pick<Asked, "text"> &
  Partial<Pick<Asked, "phrases" | "without">> &
  Pick<Query, "sort"> & {
    /** Papers that it does not let through are neither found nor counted. */
    readonly lets?: (paper: Paper) => boolean;
    /** Papers that come first when the best do, whatever they hold: those that the query names. */
    readonly first?: readonly string[];
    /** How many are passed over. */
    readonly from?: number;
    /** How many are wanted after those; 50 when not given. */
    readonly count?: number;
  };

/** A paper that was found: its key, how well it fits (only comparable within one answer), and the words that it holds. */
export type Found = {
  readonly key: string;
  readonly score: number;
  readonly matches: readonly string[];
};

/** An answer to a query; `whole`: the paper holds every word of it, stop words aside. */
export type Answer = Found & { readonly whole: boolean };

/** The part that was asked for of what was found, and how much there is in all. */
export type Finding = {
  readonly found: readonly Answer[];
  readonly total: number;
  /** How many hold every word. */
  readonly whole: number;
  /** Misspelt words of the query, folded, with the words that were taken for them. */
  readonly corrected: ReadonlyMap<string, string>;
};

/** What a catalogue in memory needs of a search engine. Keys that are not known are passed over. */
export type SearchEngine = {
  /** Adds papers, or replaces those whose keys it holds; what only changed its counts costs next to nothing. */
  add(papers: Iterable<Paper>): void;
  remove(keys: Iterable<string>): void;
  /**
   * Papers with words of the text, best first; all that pass when the text is empty. Sorted by anything
   * but fit, only papers with the most words are kept, lest the newest one with any word lead.
   */
  find(ask: Ask): Finding;
  /** Papers like one, nearest first, never that one itself nor another version of it. */
  similar(key: string, count: number): readonly Found[];
  /** Keys of papers with a word of the title, an author's name or an id that begins as typed, the newest of all for nothing. */
  suggest(typed: string, count: number): readonly string[];
  /** The nearest spelling of a query, looser than `find` corrects by itself; undefined when there is none. */
  nearest(text: string): string | undefined;
  readonly size: number;
  /**
   * Learns from the papers which are alike in other words, in steps of a few milliseconds, and comes back
   * after each; nothing to do means no step. `similar` knows it from the end on, and is good without it.
   */
  learn(): Iterable<void>;
  /**
   * The index without the papers, as chunks of bytes that are parts of it: write each one before the engine
   * changes. `loadMiniSearchEngine` reads them.
   */
  save(): Iterable<Uint8Array>;
};
