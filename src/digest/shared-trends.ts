import { type Community, likedBy, type Trend } from "#papers";
import type { Trends } from "./trends.ts";

/** What a channel asks of its daily post. */
export type Filter = {
  readonly topics?: string;
  readonly exclude?: string;
  readonly least: number;
};

/** How long a list is good for everybody who asks for the same, in milliseconds. */
const FRESH_MS = 60_000;

/** Lists that are kept at a time, of up to 500 papers each. */
const KEPT = 100;

/** A list is cut here; what a community likes below that is looked for on its own account. */
const MOST = 500;

/**
 * The week's trend for many channels: composed once a minute for each distinct filter, whatever the number of
 * channels. A community's votes and saves are counted into it for that community alone; where it likes a
 * paper that the cut list may have lost, the list is made anew for it.
 */
export function shareTrends(
  trends: Trends,
  now: () => number,
): (filter: Filter, community: Community) => Promise<Trend> {
  const lists = new Map<string, { readonly at: number; readonly trend: Promise<Trend> }>();
  const ask = ({ topics, exclude, least }: Filter) => ({
    ...{ window: "week" as const, least, most: MOST },
    ...(topics && { topic: topics }),
    ...(exclude && { exclude }),
  });
  const listOf = (filter: Filter): Promise<Trend> => {
    const key = JSON.stringify(ask(filter));
    const known = lists.get(key);
    if (known && now() >= known.at && now() - known.at < FRESH_MS) return known.trend;
    const trend = trends(ask(filter));
    lists.delete(key);
    lists.set(key, { at: now(), trend });
    for (const oldest of lists.keys()) if (lists.size > KEPT) lists.delete(oldest);
    trend.catch(() => lists.delete(key));
    return trend;
  };
  return async (filter, community) => {
    const list = await listOf(filter);
    if (community.size === 0) return list;
    const held = new Set(list.hits.map(({ paper }) => paper.key));
    const isWhole = list.hits.length < MOST || [...community.keys()].every((key) => held.has(key));
    return isWhole ? likedBy(community, list) : await trends({ ...ask(filter), community });
  };
}
