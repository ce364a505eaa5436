import { setImmediate } from "node:timers/promises";
import { type Fed, merge } from "#papers";
import type { Changes, Store } from "#store";

/** Papers that are read, and handed over, in one turn of this thread: some 3 ms of work each. */
const BATCH = 100;

/**
 * Takes into the catalogue what came into the store since it was last asked, whichever process wrote
 * it, and lets other work in between.
 */
export type Follow = (stopped?: () => boolean) => Promise<void>;

/** Follows the store from the change number that the catalogue has reached; where another process feeds it there is nothing to do. */
export function createFollower(catalogue: Fed, papers: Store["papers"]): Follow {
  /** Reads in a turn of its own, so that none is long. */
  const read = async (from: number) => {
    await setImmediate();
    return { from, changes: await papers.changedSince(from, BATCH) };
  };
  return async (stopped = () => false) => {
    let reached = await catalogue.reached();
    if (reached === undefined) return;
    let next = await read(reached);
    while (!stopped()) {
      const { from, changes } = next;
      // What comes next is read meanwhile, so that a catalogue in another thread never waits for it.
      const work = [
        catalogue.reached(),
        changes.seq === from ? 0 : takeIn(changes, from, catalogue, papers),
        changes.seq === from ? next : read(changes.seq),
      ] as const;
      // All are waited for, also where one fails, so that nothing goes on unseen.
      await Promise.allSettled(work);
      // Another process feeds it by now, for which what was handed over is refused.
      if ((await work[0]) === undefined) return;
      const [stood, moved, ahead] = await Promise.all(work);
      next = ahead;
      if (stood === from && changes.seq === from) return;
      if (stood === from && moved === 0) continue;
      // What held the papers was lost, or moved to where they are to be read once more; or something was
      // put into the store here, which is to be read, too.
      reached = await catalogue.reached();
      if (reached === undefined) return;
      next = await read(reached);
    }
  };
}

/**
 * Takes changes into the catalogue. Where it finds that a paper known by its title alone has an
 * arXiv id, the store learns it too: what both records knew goes under the id, with votes and saves.
 * Answers how many those were.
 */
async function takeIn(
  changes: Changes,
  from: number,
  catalogue: Fed,
  papers: Store["papers"],
): Promise<number> {
  const moved = await catalogue.take(changes.papers, from, changes.seq);
  for (const [title, id] of moved) {
    const whole = await catalogue.get(id);
    if (whole) await papers.learn([whole], merge);
    await papers.rename(title, id);
  }
  return moved.size;
}
