import { setImmediate } from "node:timers/promises";
import { type Catalogue, merge, type Paper } from "#papers";
import type { Store } from "#store";

/** Papers that are read at once. */
const BATCH = 20;

/** Papers that are indexed at once: some 2 ms of work, during which nothing else is answered. */
const SLICE = 4;

/**
 * Follows the store from the change number `seq` on: each call takes into the catalogue what came since,
 * whichever process wrote it, and lets other work in between.
 */
export function createFollower(
  catalogue: Catalogue,
  papers: Store["papers"],
  seq: number,
  stopped: () => boolean = () => false,
): () => Promise<void> {
  let reached = seq;
  return async () => {
    while (!stopped()) {
      const changes = await papers.changedSince(reached, BATCH);
      if (changes.seq === reached) return;
      // What was put at once comes at once, however much it is.
      for (let start = 0; start < changes.papers.length; start += SLICE) {
        if (stopped()) return;
        await takeIn(changes.papers.slice(start, start + SLICE), catalogue, papers);
        await setImmediate();
      }
      reached = changes.seq;
    }
  };
}

/**
 * Takes stored papers into the catalogue. Where it finds that a paper known by its title alone has an
 * arXiv id, the store learns it too: what both records knew goes under the id, with votes and saves.
 */
export async function takeIn(
  stored: readonly Paper[],
  catalogue: Catalogue,
  papers: Store["papers"],
): Promise<void> {
  const moved = new Map((await catalogue.add(stored)).replaced);
  // Another process may have stored again what this one has moved already.
  for (const { key } of stored) {
    const home = await catalogue.get(key);
    if (home && home.key !== key) moved.set(key, home.key);
  }
  for (const [from, to] of moved) {
    const whole = await catalogue.get(to);
    if (whole) await papers.learn([whole], merge);
    await papers.rename(from, to);
  }
}
