import { type Community, likedBy, type Trend, type TrendAsk } from "#papers";
import type { Trends } from "./trends.ts";

/** What a channel asks of its daily post. */
export type Wish = {
  readonly topics?: string;
  readonly exclude?: string;
  /** Least upvotes; 0 when they don't matter. */
  readonly least: number;
};

/** How long a list is good for everybody who asks for the same, in ms: a minute, for 3,000 posts; an import is seen after it. */
const FRESH_MS = 60_000;

/** Most papers in all lists that are kept: some 50 MB where the catalogue lives in another thread. */
const KEPT = 50_000;

/** A list is cut here, but for what anybody likes: more than a channel can have had in 30 days. */
const MOST = 500;

/** A list that is good for many, and the keys of papers that are in it however low they stand. */
type Made = { readonly trend: Trend; readonly also: ReadonlySet<string> };

/** A list that is made or being made; how long it is, is known afterwards. */
type Kept = { readonly at: number; readonly made: Promise<Made>; length: number };

/**
 * The week's trend for many channels: one question to the catalogue for each distinct wish, whatever the
 * number of channels. A community's votes and saves are counted into it for that community alone; `liked`
 * answers what any of them likes, so that the cut list has whatever could rise in it. Nothing is kept that
 * was made while `settled` answers false.
 */
export function shareTrends(from: {
  readonly trends: Trends;
  readonly liked: () => Promise<readonly string[]>;
  readonly settled: () => Promise<boolean>;
  readonly now: () => number;
}): (wish: Wish, community: Community) => Promise<Trend> {
  const lists = new Map<string, Kept>();
  const isFresh = ({ at }: Kept) => from.now() >= at && from.now() - at < FRESH_MS;
  const forget = (key: string, list: Kept) => {
    if (lists.get(key) === list) lists.delete(key);
  };
  const clear = () => {
    let held = 0;
    for (const [key, list] of [...lists].reverse()) {
      held += list.length;
      if (held > KEPT || !isFresh(list)) lists.delete(key);
    }
  };
  const ask = async (wish: Wish, more: readonly string[]): Promise<Made> => {
    const also = new Set([...more, ...(await from.liked())]);
    return { trend: await from.trends({ ...askOf(wish), also }), also };
  };
  const make = (key: string, wish: Wish, more: readonly string[]): Kept => {
    const list: Kept = { at: from.now(), made: ask(wish, more), length: MOST };
    lists.delete(key);
    lists.set(key, list);
    const keep = async () => {
      list.length = (await list.made).trend.hits.length;
      if (!(await from.settled())) forget(key, list);
      clear();
    };
    keep().catch(() => forget(key, list));
    return list;
  };
  return async (wish, community) => {
    const key = JSON.stringify(askOf(wish));
    const mine = [...community.keys()];
    let list = lists.get(key);
    if (!list || !isFresh(list)) list = make(key, wish, mine);
    for (;;) {
      const { trend, also }: Made = await list.made;
      if (trend.hits.length < MOST || mine.every((paper) => also.has(paper)))
        return cut(likedBy(community, trend));
      // Somebody liked a paper since this list was made, which may be below the cut.
      const newest = lists.get(key);
      list = newest && newest !== list ? newest : make(key, wish, [...also, ...mine]);
    }
  };
}

function askOf({ topics, exclude, least }: Wish): Omit<TrendAsk, "now"> {
  return {
    ...{ window: "week", least, most: MOST },
    ...(topics && { topic: topics }),
    ...(exclude && { exclude }),
  };
}

function cut(trend: Trend): Trend {
  return { ...trend, hits: trend.hits.slice(0, MOST) };
}
