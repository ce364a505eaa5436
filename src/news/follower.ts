import { setImmediate } from "node:timers/promises";
import { type Fed, merge } from "#papers";
import type { Changes, Store } from "#store";

/** Papers that are read and handed over at once: some 5 ms of work for this thread. */
const BATCH = 100;

/**
 * Takes into the catalogue what came into the store since it was last asked, whichever process wrote
 * it, and lets other work in between.
 */
export type Follow = (stopped?: () => boolean) => Promise<void>;

/** Follows the store from the change number that the catalogue has reached; where another process feeds it there is nothing to do. */
export function createFollower(catalogue: Fed, papers: Store["papers"]): Follow {
  return async (stopped = () => false) => {
    while (!stopped()) {
      const reached = await catalogue.reached();
      if (reached === undefined) return;
      const changes = await papers.changedSince(reached, BATCH);
      if (changes.seq === reached) return;
      await takeIn(changes, reached, catalogue, papers);
      await setImmediate();
    }
  };
}

/**
 * Takes changes into the catalogue. Where it finds that a paper known by its title alone has an
 * arXiv id, the store learns it too: what both records knew goes under the id, with votes and saves.
 */
async function takeIn(
  changes: Changes,
  from: number,
  catalogue: Fed,
  papers: Store["papers"],
): Promise<void> {
  for (const [title, id] of await catalogue.take(changes.papers, from, changes.seq)) {
    const whole = await catalogue.get(id);
    if (whole) await papers.learn([whole], merge);
    await papers.rename(title, id);
  }
}
