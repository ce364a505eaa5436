import { setImmediate } from "node:timers/promises";
import { adding } from "./adding.ts";
import { type Followed, following } from "./followed.ts";
import { type Holdings, noHoldings } from "./holdings.ts";
import { createNotes } from "./notes.ts";
import { present } from "./present.ts";
import type { SearchEngine } from "./search/engine.ts";
import { nearestQuery, searchPapers } from "./search-papers.ts";
import { trendsOf } from "./trends-of.ts";

/** An empty catalogue in the memory of this thread, over a search engine, which is MiniSearch unless another is given. */
export function createCatalogue(engine?: SearchEngine): Followed {
  return catalogueOver(noHoldings(engine));
}

/**
 * A catalogue over a collection and an engine that hold the same papers, those of a store up to a change
 * number. While it adds many, it lets other work in between.
 */
export function catalogueOver({ collection, engine }: Holdings, reached = 0): Followed {
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
  const add: Followed["add"] = async (papers) => {
    const steps = adding(papers, collection, engine);
    for (let step = steps.next(); ; step = steps.next()) {
      if (!isOpen) throw new Error("The catalogue is closed.");
      if (step.done) return step.value;
      await setImmediate();
    }
  };
  const get = whileOpen((key: string) => collection.get(key));
  return {
    ...following({ add, get }, reached),
    ...{ add, get },
    getAll: whileOpen((keys) => keys.flatMap(paperOf)),
    resolve: whileOpen((text) => collection.resolve(text)),
    search: whileOpen((query) => searchPapers(query, collection, engine)),
    similar: whileOpen(async (key, count) => {
      for (const _ of engine.learn()) {
        await setImmediate();
        if (!isOpen) throw new Error("The catalogue is closed.");
      }
      return engine
        .similar(collection.get(key)?.key ?? key, count)
        .flatMap(({ key, ...rest }) => [paperOf(key)].flat().map((paper) => ({ paper, ...rest })));
    }),
    suggest: whileOpen((typed, count) => engine.suggest(typed, count).flatMap(paperOf)),
    nearest: whileOpen((text) => nearestQuery(text, collection, engine)),
    trending: whileOpen((ask) => trendsOf(ask, collection.shelf, notes.all(), topic)),
    note: whileOpen((snapshots, from) => notes.replace(snapshots, from)),
    extent: whileOpen(() => present({ papers: collection.size, newest: collection.newest })),
    close: async () => {
      isOpen = false;
    },
  };
}
