import type { Addition } from "../catalogue.ts";
import { CatalogueError } from "../catalogue-error.ts";
import type { Paper } from "../paper.ts";
import { readMark, writeMark } from "./feed-mark.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Turn } from "./turn.ts";
import { beginWork, keep, type Place, tend, type Work } from "./work.ts";
import { addPapers } from "./writer.ts";

/** The one that writes to the tables, while it is this process's turn. */
export type Keeper = {
  /** @throws CatalogueError while another process has the turn */
  add(papers: readonly Paper[]): Promise<Addition>;
  /** The change number up to which the tables go, having tended them; undefined while another process has the turn. */
  reached(): Promise<number | undefined>;
  /** Notes that they go up to here. */
  reach(seq: number): Promise<void>;
  /** The lexicon as it grows, while this process has the turn. */
  readonly lexicon: Lexicon | undefined;
  /** Ends the turn. */
  close(): Promise<void>;
};

/**
 * A keeper that asks for the turn whenever there is something to do. `source` names the database whose
 * changes are followed: the mark of another one says nothing.
 */
export function createKeeper(place: Place, turn: Turn, source: string): Keeper {
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
    if (work?.turn !== number) work = await beginWork(number, place);
    return work;
  };
  const mine = async (): Promise<Work> => {
    const own = await current();
    if (own) return own;
    throw new CatalogueError("Another process writes to the catalogue: leave it to that one.");
  };
  return {
    add: (papers) =>
      inOrder(async () => {
        const own = await mine();
        const addition = await addPapers(papers, own.desk);
        const learnt = addition.added.length + addition.changed.length;
        own.learnt += learnt;
        own.loose += learnt + addition.replaced.size;
        own.commits += Math.ceil(papers.length / 200);
        await tend(own, place);
        return addition;
      }),
    reached: () =>
      inOrder(async () => {
        const own = await current();
        if (!own) return undefined;
        await tend(own, place);
        const mark = await readMark(place.tables);
        return mark?.source === source ? mark.seq : 0;
      }),
    reach: (seq) =>
      inOrder(async () => {
        await mine();
        await writeMark({ source, seq }, place.tables, place.loaded);
      }),
    get lexicon() {
      return work && work.turn === turn.number ? work.desk.lexicon : undefined;
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
