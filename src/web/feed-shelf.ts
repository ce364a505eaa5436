import { createHash } from "node:crypto";
import type { Feed } from "#cards";
import { createRecent, createThrottle } from "#chat";

/** What a feed is asked for. */
export type FeedAsked = { readonly window: "day" | "week" | "month"; readonly topic?: string };

/** A feed with what tells whether it has changed. */
export type Shelved = {
  readonly feed: Feed;
  /** The same as long as the feed is. */
  readonly hash: string;
  /** Since when it is as it is, in epoch milliseconds, whole seconds. */
  readonly updated: number;
};

/** Feeds, each made anew after some minutes at the earliest. */
export type Shelf = {
  /** The feed; undefined when too many different ones are asked for at a time. */
  get(asked: FeedAsked): Promise<Shelved | undefined>;
};

/** How long a feed is good, in milliseconds: its sources are asked hourly. */
export const GOOD_MS = 5 * 60_000;

/** Most feeds that are kept, some 60 kB each: one for each topic that somebody follows. */
const MOST = 50;

/**
 * How often a feed may be made that is not kept: each is a search over everything, some 10 ms of processor.
 * One for all topics together, which strangers can think up without end, and one for each feed without.
 */
const RATE = { burst: 20, every: 3_000 };

type Kept = Shelved & { readonly madeAt: number };

/** A shelf over what makes feeds; `now` in epoch milliseconds. */
export function createShelf(make: (asked: FeedAsked) => Promise<Feed>, now: () => number): Shelf {
  const kept = createRecent<Kept>(MOST);
  const making = new Map<string, Promise<Kept>>();
  const throttle = createThrottle(RATE, now);
  const anew = async (name: string, asked: FeedAsked, before: Kept | undefined): Promise<Kept> => {
    const feed = await make(asked);
    const hash = createHash("sha256").update(JSON.stringify(feed)).digest("base64url").slice(0, 22);
    const madeAt = now();
    const updated = before?.hash === hash ? before.updated : Math.floor(madeAt / 1000) * 1000;
    const made = { feed, hash, updated, madeAt };
    kept.set(name, made);
    return made;
  };
  return {
    async get(asked) {
      const name = nameOf(asked);
      const before = kept.get(name);
      if (before && Math.abs(now() - before.madeAt) < GOOD_MS) return before;
      const underWay = making.get(name);
      if (underWay !== undefined) return await underWay;
      if (throttle(asked.topic ? "topics" : name) > 0) return before;
      const made = anew(name, asked, before).finally(() => making.delete(name));
      making.set(name, made);
      return await made;
    },
  };
}

/** The same for every spelling of the same question. */
export function nameOf({ window, topic = "" }: FeedAsked): string {
  return `trending ${window} ${topic.toLowerCase()}`.trim();
}
