import { setImmediate } from "node:timers/promises";
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
  let isOpen = true;
  const whileOpen =
    <Asked extends readonly unknown[], Answer>(answer: (...asked: Asked) => Answer) =>
    async (...asked: Asked): Promise<Awaited<Answer>> => {
      if (!isOpen) throw new Error("The catalogue is closed.");
      return await answer(...asked);
    };
  return {
    add: whileOpen((papers) => add(papers, collection, engine)),
    get: whileOpen((key) => collection.get(key)),
    getAll: whileOpen((keys) => keys.flatMap(paperOf)),
    resolve: whileOpen((text) => collection.resolve(text)),
    search: whileOpen((query) => searchPapers(query, collection, engine)),
    similar: whileOpen(async (key, count) => {
      for (const _ of engine.learn()) await setImmediate();
      return engine
        .similar(collection.get(key)?.key ?? key, count)
        .flatMap(({ key, ...rest }) => [paperOf(key)].flat().map((paper) => ({ paper, ...rest })));
    }),
    suggest: whileOpen((typed, count) => engine.suggest(typed, count).flatMap(paperOf)),
    nearest: whileOpen((text) => engine.nearest(text)),
    trending: whileOpen((ask) => trendsOf(ask, collection.papers(), notes.all(), topic)),
    note: whileOpen((snapshots, from) => notes.replace(snapshots, from)),
    extent: whileOpen(() => present({ papers: collection.size, newest: collection.newest })),
    close: async () => {
      isOpen = false;
    },
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
