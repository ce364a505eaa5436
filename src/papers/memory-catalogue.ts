import { addTo } from "./add-to.ts";
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
    async (...asked: Asked): Promise<Answer> => {
      if (!isOpen) throw new Error("The catalogue is closed.");
      return answer(...asked);
    };
  return {
    add: whileOpen((papers) => add(papers, collection, engine)),
    get: whileOpen((key) => collection.get(key)),
    getAll: whileOpen((keys) => keys.flatMap(paperOf)),
    resolve: whileOpen((text) => collection.resolve(text)),
    search: whileOpen((query) => searchPapers(query, collection, engine)),
    similar: whileOpen((key, count) =>
      engine
        .similar(collection.get(key)?.key ?? key, count)
        .flatMap(({ key, ...rest }) => [paperOf(key)].flat().map((paper) => ({ paper, ...rest }))),
    ),
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
  const addition = addTo(collection, papers);
  engine.remove(addition.replaced.keys());
  engine.add([...addition.added, ...addition.changed]);
  return addition;
}
