import type { Addition } from "../catalogue.ts";
import { CatalogueError } from "../catalogue-error.ts";
import type { Paper } from "../paper.ts";
import type { Turn } from "../turn.ts";
import { readMark } from "./feed-mark.ts";
import { heldUnder } from "./held.ts";
import type { Place } from "./place.ts";
import { ALONE, type Source } from "./source.ts";
import type { WordCounts } from "./word-counts.ts";
import { beginWork, keep, note, reach, tend, type Work } from "./work.ts";
import { addPapers } from "./writer.ts";

/** The one that writes to the tables, while it is this process's turn. */
export type Keeper = {
  /** @throws CatalogueError while another process has the turn */
  add(papers: readonly Paper[]): Promise<Addition>;
  /** The change number up to which the tables know the store, having tended them; undefined while another process has the turn. */
  reached(): Promise<number | undefined>;
  /** The change number up to which the tables know the store, whoever writes to them; 0 when they know another. */
  known(): Promise<number>;
  /**
   * Adds the papers that changed after the change number `from`, up to `to`, and has reached `to` then
   * if it stood at `from`. Answers title key → arXiv key for those that live under an arXiv key by now.
   * @throws CatalogueError while another process has the turn
   */
  take(papers: readonly Paper[], from: number, to: number): Promise<ReadonlyMap<string, string>>;
  /** The counts of words as they grow, while this process has the turn. */
  readonly counts: WordCounts | undefined;
  /** Ends the turn. */
  close(): Promise<void>;
};

/** A keeper that asks for the turn whenever there is something to do. */
export function createKeeper(place: Place, turn: Turn, source: Source): Keeper {
  let work: Work | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** One thing after another: two writers in one process would be as bad as in two. */
  const inOrder = <T>(run: () => Promise<T>): Promise<T> => {
    const done = last.then(run);
    last = done.catch(() => {});
    return done;
  };
  const current = async (): Promise<Work | undefined> => {
    await turn.take();
    const { number } = turn;
    if (number === undefined) return undefined;
    if (work?.turn !== number)
      work = await beginWork(number, place, source, () => turn.number === number);
    return work;
  };
  const mine = async (): Promise<Work> => {
    const own = await current();
    if (own) return own;
    throw new CatalogueError("Another process writes to the catalogue: leave it to that one.");
  };
  /** The lock lies in the store, so it says nothing to a bot that has another one. */
  const refuseStrangers = async () => {
    const mark = await readMark(place.tables, 0);
    if (source === ALONE || !mark || mark.source === (await source.identity())) return;
    throw new CatalogueError(
      "Another bot, with another database, writes to the catalogue at LANCEDB_URI: give one of them a place of its own, or both the same DATABASE_URL.",
    );
  };
  const add = async (papers: readonly Paper[], own: Work): Promise<Addition> => {
    await refuseStrangers();
    const addition = await addPapers(papers, own.desk);
    note(own, addition, place.now());
    await tend(own, place);
    return addition;
  };
  return {
    add: (papers) => inOrder(async () => await add(papers, await mine())),
    reached: () =>
      inOrder(async () => {
        const own = await current();
        if (own) await tend(own, place);
        return own?.reached;
      }),
    known: async () => {
      const mark = await readMark(place.tables);
      return mark?.source === (await source.identity()) ? Math.max(0, mark.seq) : 0;
    },
    take: (papers, from, to) =>
      inOrder(async () => {
        const own = await mine();
        const { replaced } = await add(papers, own);
        // Another process may have stored again what was moved here already; only titles ever move.
        const titles = papers.filter(({ key }) => key.startsWith("title:")).map(({ key }) => key);
        const led = (await heldUnder(own.desk.papers, titles)).replaced;
        if (own.reached === from) await reach(to, own, place, source);
        return new Map([...replaced, ...led]);
      }),
    get counts() {
      return work && work.turn === turn.number ? work.desk.counts : undefined;
    },
    close: async () => {
      const own = work;
      await inOrder(async () => {
        if (own && own.turn === turn.number && own.learnt > 0) await keep(own, place);
      }).catch(() => {});
      await turn.release();
    },
  };
}
