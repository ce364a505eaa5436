import type { Catalogue, Extent } from "../catalogue.ts";
import type { Embedder } from "../meaning/embedder.ts";
import type { KeyPage } from "../meaning/embedding.ts";
import { withEmbedding } from "../meaning/meaningful.ts";
import { createNotes } from "../notes.ts";
import { present } from "../present.ts";
import type { Page } from "../query.ts";
import { shelfOf } from "../trend-shelf.ts";
import { trendsOf } from "../trends-of.ts";
import { createTurn, type Hold } from "../turn.ts";
import { ask, quoted } from "./ask.ts";
import { ORDERS } from "./browse.ts";
import { connected } from "./connected.ts";
import { currentCounts } from "./current-counts.ts";
import { heldUnder } from "./held.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import type { Table } from "./lancedb.ts";
import { loadLanceDb } from "./load.ts";
import { nearest } from "./nearest.ts";
import type { Place } from "./place.ts";
import { resolve } from "./resolve.ts";
import { search } from "./search.ts";
import type { Shelf } from "./shelf.ts";
import { similar } from "./similar.ts";
import { ALONE, type Source } from "./source.ts";
import type { Environment } from "./storage.ts";
import { suggest } from "./suggest.ts";
import { createTables } from "./tables.ts";
import { trends } from "./trends.ts";
import { vectorTable } from "./vector-table.ts";

/** Where a catalogue lies and who writes to it. */
export type LanceOptions = {
  /** A folder, or `s3://bucket/path`. */
  readonly uri: string;
  /** The lock of the one process that writes; without it this process is alone. */
  readonly hold?: Hold;
  /** The store that it follows. */
  readonly source?: Source;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Where the AWS_… variables stand. */
  readonly env?: Environment;
  /** Adds meaning to words. */
  readonly embedder?: Embedder;
  /** Tells an operator, in a sentence, what went wrong. */
  readonly tell?: (sentence: string) => void;
};

/** A catalogue that many processes read and one of them feeds. */
export type LanceCatalogue = Catalogue & Pick<Keeper, "reached" | "known" | "take">;

/**
 * A catalogue for millions of papers: papers and index lie in tables of LanceDB, in a folder or in an
 * object store, and nothing of their size is held in memory.
 * @throws CatalogueError when LanceDB is not installed, or what is at `uri` can't be used
 */
export async function createLanceCatalogue(options: LanceOptions): Promise<LanceCatalogue> {
  const { uri, hold, source = ALONE, now = Date.now, env = process.env, embedder } = options;
  const loaded = await loadLanceDb();
  const connection = await connected(uri, env, now, loaded);
  const tables = createTables(connection, now, embedder?.model);
  const place: Place = { tables, loaded, now };
  const keeper = createKeeper(place, createTurn(`lancedb ${uri}`, hold), source);
  const counts = currentCounts(place, keeper);
  const notes = createNotes();
  let isOpen = true;
  const whileOpen =
    <Asked extends readonly unknown[], Answer>(answer: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      if (!isOpen) throw new Error("The catalogue is closed.");
      return await answer(...asked);
    };
  /** Asks the papers; answers `nothing` while nobody has written any. */
  const asked = async <Answer>(nothing: Answer, ask: (shelf: Shelf) => Promise<Answer>) => {
    const papers = await tables.newest("papers");
    if (!papers) return nothing;
    return await ask({ papers, counts: await counts(), lance: loaded.lance });
  };
  const under = (keys: readonly string[]) =>
    asked([], async ({ papers }) => {
      const held = await heldUnder(papers, [...new Set(keys)]);
      return keys.flatMap((key) => held.papers.get(held.replaced.get(key) ?? key) ?? []);
    });
  const catalogue: LanceCatalogue = {
    add: whileOpen(keeper.add),
    reached: whileOpen(keeper.reached),
    known: whileOpen(keeper.known),
    take: whileOpen(keeper.take),
    get: whileOpen(async (key) => (await under([key]))[0]),
    getAll: whileOpen(under),
    resolve: whileOpen((text) => asked(undefined, (shelf) => resolve(text, shelf))),
    search: whileOpen((query) => asked(NO_PAGE, (shelf) => search(query, shelf))),
    similar: whileOpen((key, count) => asked([], (shelf) => similar(key, count, shelf))),
    suggest: whileOpen((typed, count) => asked([], (shelf) => suggest(typed, count, shelf))),
    nearest: whileOpen((text) => asked(undefined, (shelf) => nearest(text, shelf))),
    trending: whileOpen((ask) =>
      asked(
        trendsOf(ask, shelfOf([]), notes.all(), () => []),
        (shelf) => trends(ask, notes.all(), shelf),
      ),
    ),
    note: whileOpen(async (snapshots, from) => notes.replace(snapshots, from)),
    extent: whileOpen(() => asked({ papers: 0 }, ({ papers }) => extentOf(papers))),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await keeper.close();
      tables.close();
    },
  };
  if (!embedder) return catalogue;
  return withEmbedding(catalogue, {
    ...{ embedder, vectors: vectorTable(place, embedder.dimensions) },
    pageAfter: (after) => asked({ keys: [] }, ({ papers }) => pageAfter(after, papers)),
    tell: options.tell ?? (() => {}),
  });
}

/** Keys of papers in their order, so many after one. */
async function pageAfter(after: string, papers: Table): Promise<KeyPage> {
  const rows = await ask(papers, ["key"], {
    where: `leads IS NULL AND key > ${quoted(after)}`,
    order: [{ columnName: "key", ascending: true, nullsFirst: false }],
    limit: KEYS,
  });
  const keys = rows.map(({ key }) => key);
  const last = keys.at(-1);
  return last === undefined ? { keys } : { keys, after: last };
}

const KEYS = 500;

const NO_PAGE: Page = { hits: [], total: 0, whole: 0, page: 1, pages: 1 };

async function extentOf(papers: Table): Promise<Extent> {
  const where = "published IS NOT NULL";
  const [count, [newest]] = await Promise.all([
    papers.countRows("leads IS NULL"),
    ask(papers, ["published"], { where, order: ORDERS.newest, limit: 1 }),
  ]);
  return present({ papers: count, newest: newest?.published ?? undefined });
}
