import { ask } from "../../../src/papers/lance/ask.ts";
import { connected } from "../../../src/papers/lance/connected.ts";
import { loadLanceDb } from "../../../src/papers/lance/load.ts";
import { holding } from "../../../src/papers/lance/shelf.ts";
import { createTables } from "../../../src/papers/lance/tables.ts";
import { stem } from "../../../src/papers/search/stem.ts";
import { STOP_WORDS } from "../../../src/papers/search/stop-words.ts";
import { words } from "../../../src/papers/words.ts";

/**
 * LanceDB's own full-text search over the papers of a catalogue: any of the words, ranked by its BM25.
 * @throws Error when nobody has filled it
 */
export async function bareEngine(uri: string) {
  const loaded = await loadLanceDb();
  const tables = createTables(await connected(uri, {}, Date.now, loaded), Date.now);
  const papers = await tables.newest("papers");
  if (!papers) throw new Error(`There are no papers at ${uri}.`);
  return {
    search: async (text: string, limit: number) => {
      const any = words(text)
        .filter((word) => !STOP_WORDS.has(word))
        .map(stem);
      if (any.length === 0) return [];
      return await ask(papers, ["key", "_score"], { match: holding({ any }, loaded.lance), limit });
    },
    close: () => tables.close(),
  };
}
