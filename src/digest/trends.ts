import type { Catalogue, Trend, TrendAsk } from "#papers";
import { followSnapshots, type SnapshotReader } from "./recent-snapshots.ts";

/** Answers trending questions as of now, from the catalogue and the snapshots of its upvotes. */
export type Trends = (ask: Omit<TrendAsk, "now">) => Promise<Trend>;

/** Trending over what is known now; `now` in epoch milliseconds. */
export function createTrends(from: {
  readonly papers: Catalogue;
  readonly snapshots: SnapshotReader;
  readonly now: () => number;
}): Trends {
  const catchUp = followSnapshots(from.snapshots, from.papers);
  return async (ask) => {
    const now = from.now();
    await catchUp(now);
    return await from.papers.trending({ ...ask, now });
  };
}
