import type { Snapshot } from "#papers";

/** Where snapshots are kept: those taken at `at` (epoch milliseconds) or later, oldest first. */
export type SnapshotReader = { since(at: number): Promise<readonly Snapshot[]> };

/**
 * The snapshots of the last `span` milliseconds, kept between questions: a channel's post and every
 * command ask for the same tens of thousands. Only what is newer than the newest known, less six hours
 * for those that came late, is read each time; everything is read again each hour.
 */
export function recentSnapshots(
  store: SnapshotReader,
  span: number,
): (now: number) => Promise<readonly Snapshot[]> {
  let kept: readonly Snapshot[] = [];
  let readAt = -Infinity;
  return async (now) => {
    const isWhole = now - readAt >= WHOLE_MS || now < readAt;
    const from = isWhole ? now - span : (kept.at(-1)?.at ?? now - span) - LATE_MS;
    const fresh = await store.since(from);
    const older = isWhole ? [] : kept.slice(0, firstAt(kept, from));
    kept = older.length > 0 ? [...older, ...fresh] : fresh;
    if (isWhole) readAt = now;
    return kept;
  };
}

const HOUR_MS = 3_600_000;

/** A round of looks over several days' lists is done well within this. */
const LATE_MS = 6 * HOUR_MS;

/** After this much time even a snapshot that came days late is seen. */
const WHOLE_MS = HOUR_MS;

/** Index of the first snapshot taken at `at` or later, found by halving. */
function firstAt(snapshots: readonly Snapshot[], at: number): number {
  let [low, high] = [0, snapshots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((snapshots[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
