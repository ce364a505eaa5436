import type { Paper } from "../paper.ts";

/** A paper that was found: its key, how well it fits (only comparable within one answer), and the words that it holds. */
export type Found = {
  readonly key: string;
  readonly score: number;
  readonly matches: readonly string[];
};

/** An answer to a query; `whole`: the paper holds every word of it, stop words aside. */
export type Answer = Found & { readonly whole: boolean };

/** What was found, best first; `instead` is the query that was answered when words were misspelt. */
export type Finding = { readonly found: readonly Answer[]; readonly instead?: string };

/** What a catalogue needs of a search engine. Keys that are not known are passed over. */
export type SearchEngine = {
  /** Adds papers, or replaces those whose keys it holds. */
  add(papers: Iterable<Paper>): void;
  remove(keys: Iterable<string>): void;
  find(text: string): Finding;
  /** Papers like one, never that one itself. */
  similar(key: string, count: number): readonly Found[];
  /** Keys of papers with a word of the title, or an id, that begins as typed. */
  suggest(typed: string, count: number): readonly string[];
  /** The nearest spelling of a query, looser than `find` corrects by itself; undefined when there is none. */
  nearest(text: string): string | undefined;
  readonly size: number;
};
