import { createCollection } from "./collection.ts";
import type { Paper } from "./paper.ts";
import type { Neighbour, Page, Query } from "./query.ts";
import type { SearchEngine } from "./search/engine.ts";
import { miniSearchEngine } from "./search/minisearch.ts";
import { searchPapers } from "./search-papers.ts";

/** What became of papers that were added. */
export type Addition = {
  readonly added: readonly Paper[];
  /** Papers that were known and learnt something, as they are now. */
  readonly changed: readonly Paper[];
  /** Title key → arXiv key where an id is known now; the title key keeps working in this catalogue. */
  readonly replaced: ReadonlyMap<string, string>;
};

/** Every paper that is known, each once, and the ways to find them. */
export type Catalogue = {
  /** Adds papers or merges them with what is known; each of `added` and `changed` is listed once. */
  add(papers: Iterable<Paper>): Addition;
  /** By key, a replaced one too. */
  get(key: string): Paper | undefined;
  /**
   * By key, id, any link that `parseId` takes, the paper's own url, the one id or link among other
   * words, or its title: exact, unambiguously begun, or slightly misspelt.
   */
  resolve(text: string): Paper | undefined;
  search(query: Query): Page;
  /** The nearest papers, nearest first, never the paper itself; none for an unknown key. */
  similar(key: string, count: number): readonly Neighbour[];
  /** Papers for what is typed so far, by id or by any word of the title; the newest of all for nothing. */
  suggest(typed: string, count: number): readonly Paper[];
  /** The nearest spelling of a query that found nothing, for "did you mean". */
  nearest(text: string): string | undefined;
  papers(): Iterable<Paper>;
  readonly size: number;
  /** The newest `published` of all. */
  readonly newest: string | undefined;
};

/** An empty catalogue over a search engine, which is MiniSearch unless another is given. */
export function createCatalogue(engine: SearchEngine = miniSearchEngine()): Catalogue {
  const collection = createCollection();
  const paperOf = (key: string) => collection.get(key) ?? [];
  return {
    add: (papers) => {
      const added = new Map<string, Paper>();
      const changed = new Map<string, Paper>();
      const replaced = new Map<string, string>();
      for (const one of papers) {
        const { kind, paper, replaced: gone } = collection.add(one);
        if (gone !== undefined) replaced.set(gone, paper.key);
        if (kind === "known") continue;
        // What came twice in one go is still new, under the key that it has at the end.
        const isNew = kind === "added" || added.has(paper.key) || added.delete(gone ?? "");
        (isNew ? added : changed).set(paper.key, paper);
        if (gone !== undefined) changed.delete(gone);
      }
      engine.remove(replaced.keys());
      engine.add([...added.values(), ...changed.values()]);
      return { added: [...added.values()], changed: [...changed.values()], replaced };
    },
    get: collection.get,
    resolve: collection.resolve,
    search: (query) => searchPapers(query, collection, engine),
    similar: (key, count) =>
      engine
        .similar(collection.get(key)?.key ?? key, count)
        .flatMap(({ key, ...rest }) => [paperOf(key)].flat().map((paper) => ({ paper, ...rest }))),
    suggest: (typed, count) => engine.suggest(typed, count).flatMap(paperOf),
    nearest: engine.nearest,
    papers: collection.papers,
    get size() {
      return collection.size;
    },
    get newest() {
      return collection.newest;
    },
  };
}
