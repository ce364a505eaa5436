import type { Snapshot } from "./looks.ts";

/** What is known of upvotes over time, as far back as a trend looks. */
export type Notes = {
  /** Puts these snapshots, oldest first, in the place of everything taken at `from` (epoch ms) or later. */
  replace(snapshots: readonly Snapshot[], from: number): void;
  /** Oldest first. */
  all(): readonly Snapshot[];
};

/** The longest window is a month, and a gain needs one snapshot from before it: 35 days in milliseconds. */
export const LOOKED_BACK_MS = 35 * 24 * 60 * 60 * 1000;

/** Nothing noted yet. */
export function createNotes(): Notes {
  let noted: readonly Snapshot[] = [];
  return {
    replace: (snapshots, from) => {
      const newest = snapshots.at(-1)?.at ?? noted.at(-1)?.at ?? from;
      const older = noted.slice(firstAt(noted, newest - LOOKED_BACK_MS), firstAt(noted, from));
      noted = older.length > 0 ? [...older, ...snapshots] : snapshots;
    },
    all: () => noted,
  };
}

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
