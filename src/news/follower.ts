import { setImmediate } from "node:timers/promises";
import { type Fed, merge, type Taken } from "#papers";
import type { Changes, Store } from "#store";

/** Papers that are read, and handed over, in one turn: some 3 ms of work each. */
const BATCH = 100;

/**
 * Takes into the catalogue what came into the store since it was last asked, whichever process wrote
 * it, and lets other work in between.
 */
export type Follow = (stopped?: () => boolean) => Promise<void>;

/** Follows the store from the change number that the catalogue has reached; where another process feeds it there is nothing to do. */
export function createFollower(catalogue: Fed, papers: Store["papers"]): Follow {
  return async (stopped = () => false) => {
    const hand = createHand(catalogue, papers);
    try {
      while (!stopped()) {
        const from = await catalogue.reached();
        if (from === undefined) return;
        const { to, moved } = (await catalogue.takeNext?.(from, BATCH)) ?? (await hand.over(from));
        if (to === from) return;
        if (moved.size > 0) await keepMoved(moved, catalogue, papers);
      }
    } catch (error) {
      // Another process feeds it by now, for which what was handed over is refused.
      if ((await catalogue.reached()) !== undefined) throw error;
    } finally {
      await hand.empty();
    }
  };
}

/**
 * Hands what changed in the store over to a catalogue that has no way there by itself. What comes next is read
 * meanwhile, so that a catalogue in another thread never waits for it.
 */
function createHand(catalogue: Fed, papers: Store["papers"]) {
  type Part = { readonly from: number; readonly changes: Changes };
  let ahead: Promise<Part | undefined> | undefined;
  /** Reads in a turn of its own, so that none is long. */
  const read = async (from: number): Promise<Part> => {
    await setImmediate();
    return { from, changes: await papers.changedSince(from, BATCH) };
  };
  /** What is still being read is waited for, so that nothing goes on unseen. */
  const empty = async () => {
    await ahead;
    ahead = undefined;
  };
  return {
    over: async (from: number): Promise<Pick<Taken, "to" | "moved">> => {
      const kept = await ahead;
      const { changes } = kept?.from === from ? kept : await read(from);
      const { seq: to } = changes;
      if (to === from) return { to, moved: new Map() };
      ahead = read(to).catch(() => undefined);
      const moved = await catalogue.take(changes.papers, from, to);
      // The store is about to learn of these, and what was read ahead may be from before.
      if (moved.size > 0) await empty();
      return { to, moved };
    },
    empty,
  };
}

/**
 * Where it showed that a paper known by its title alone has an arXiv id, the store learns it too: what
 * both records knew goes under the id, with votes and saves.
 */
async function keepMoved(
  moved: Taken["moved"],
  catalogue: Fed,
  papers: Store["papers"],
): Promise<void> {
  for (const [title, id] of moved) {
    const whole = await catalogue.get(id);
    if (whole) await papers.learn([whole], merge);
    await papers.rename(title, id);
  }
}
