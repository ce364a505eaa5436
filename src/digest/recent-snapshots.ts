import { setImmediate } from "node:timers/promises";
import { type Catalogue, LOOKED_BACK_MS, type Snapshot } from "#papers";

/** Where snapshots are kept: those taken at `at` (epoch milliseconds) or later, oldest first, about `most` of them. */
export type SnapshotReader = { since(at: number, most: number): Promise<readonly Snapshot[]> };

/**
 * Keeps a catalogue told of the snapshots in a store, whoever took them; call it before a trend is
 * asked for. Commands and posts would else read the same tens of thousands each time: only what is
 * newer than the newest known, less six hours for those that came late, is read; everything again
 * each hour.
 */
export function followSnapshots(
  store: SnapshotReader,
  papers: Pick<Catalogue, "note">,
): (now: number) => Promise<void> {
  let newest = -Infinity;
  let readAt = -Infinity;
  return async (now) => {
    const isWhole = now - readAt >= WHOLE_MS || now < readAt || newest === -Infinity;
    const from = isWhole ? now - LOOKED_BACK_MS : newest - LATE_MS;
    const fresh = await everythingSince(store, from);
    await papers.note(fresh, from);
    newest = fresh.at(-1)?.at ?? newest;
    if (isWhole) readAt = now;
  };
}

/** Reads a few at a time, with other work in between. */
async function everythingSince(store: SnapshotReader, from: number): Promise<readonly Snapshot[]> {
  const all: Snapshot[] = [];
  for (let at = from; ; await setImmediate()) {
    const page = await store.since(at, READ_AT_ONCE);
    for (const one of page) all.push(one);
    if (page.length < READ_AT_ONCE) return all;
    at = (page.at(-1)?.at ?? at) + 1;
  }
}

/** Snapshots that are read at once: some 3 ms of work. */
const READ_AT_ONCE = 1000;

/** A round of looks over several days' lists is done well within this. */
const LATE_MS = 6 * 3_600_000;

/** After this much time even a snapshot that came days late is seen. */
const WHOLE_MS = 3_600_000;
