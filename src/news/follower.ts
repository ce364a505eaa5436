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
        const taken = await takeNext(from, catalogue, hand);
        if (taken === undefined) return;
        if (taken.moved.size > 0) await keepMoved(taken.moved, catalogue, papers);
        // Otherwise it lost what it knew meanwhile, as when its thread died, and reads that again.
        if (taken.to === from && (await catalogue.reached()) === from) return;
      }
    } finally {
      await hand.empty();
    }
  };
}

type Hand = ReturnType<typeof createHand>;

/** Has the catalogue take what changed next; undefined where another process feeds it by now, and it takes nothing more. */
async function takeNext(
  from: number,
  catalogue: Fed,
  hand: Hand,
): Promise<Pick<Taken, "to" | "moved"> | undefined> {
  try {
    return (await catalogue.takeNext?.(from, BATCH)) ?? (await hand.over(from));
  } catch (error) {
    const reached = await catalogue.reached().catch(() => from);
    if (reached === undefined) return undefined;
    throw error;
  }
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
    // What it knows of that besides, as from the bundled papers. It may be behind the store, whose record counts
    // as the fresh one. The store joins its own two records by itself.
    const whole = await catalogue.get(id);
    if (whole) await papers.learn([whole], (stored, known) => merge(known, stored));
    await papers.rename(title, id, merge);
  }
}
