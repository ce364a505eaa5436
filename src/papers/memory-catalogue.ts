import type { Addition, Catalogue } from "./catalogue.ts";
import { type Collection, createCollection } from "./collection.ts";
import { createNotes } from "./notes.ts";
import type { Paper } from "./paper.ts";
import { present } from "./present.ts";
import type { SearchEngine } from "./search/engine.ts";
import { miniSearchEngine } from "./search/minisearch.ts";
import { searchPapers } from "./search-papers.ts";
import { trendsOf } from "./trends-of.ts";

/** An empty catalogue in the memory of this thread, over a search engine, which is MiniSearch unless another is given. */
export function createCatalogue(engine: SearchEngine = miniSearchEngine()): Catalogue {
  const collection = createCollection();
  const notes = createNotes();
  const paperOf = (key: string) => collection.get(key) ?? [];
  const topic = (text: string, size: number) =>
    searchPapers({ text, size }, collection, engine).hits;
  return {
    add: async (papers) => add(papers, collection, engine),
    get: async (key) => collection.get(key),
    getAll: async (keys) => keys.flatMap(paperOf),
    resolve: async (text) => collection.resolve(text),
    search: async (query) => searchPapers(query, collection, engine),
    similar: async (key, count) =>
      engine
        .similar(collection.get(key)?.key ?? key, count)
        .flatMap(({ key, ...rest }) => [paperOf(key)].flat().map((paper) => ({ paper, ...rest }))),
    suggest: async (typed, count) => engine.suggest(typed, count).flatMap(paperOf),
    nearest: async (text) => engine.nearest(text),
    trending: async (ask) => trendsOf(ask, collection.papers(), notes.all(), topic),
    note: async (snapshots, from) => notes.replace(snapshots, from),
    extent: async () => present({ papers: collection.size, newest: collection.newest }),
    close: async () => {},
  };
}

function add(papers: readonly Paper[], collection: Collection, engine: SearchEngine): Addition {
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
}
