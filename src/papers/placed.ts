import type { Growth } from "./growth.ts";
import { dayBefore, gainSince, type Look, listedAt } from "./looks.ts";
import { byDate, byUpvotes } from "./order.ts";
import type { Paper } from "./paper.ts";
import { present } from "./present.ts";
import { type Lean, liftOf, paceOf, trendScore } from "./trend-score.ts";
import type { TrendHit, TrendQuery } from "./trending.ts";

/** A paper of a trend with its looks, and what it gained within the window if it is from before. */
export type Placed = {
  readonly paper: Paper;
  readonly looks: readonly Look[];
  readonly gain?: number;
};

/** What the papers of one list are scored by. */
export type Measure = Pick<TrendQuery, "window" | "now" | "community"> & {
  readonly lean: Lean;
  readonly growth: Growth;
};

const HOUR = 3_600_000;

/** A day in milliseconds. */
export const DAY = 24 * HOUR;

/** Days of each window. */
const DAYS = { day: 1, week: 7, month: 30 } as const;

/** Counts are looked at less than daily as papers grow old, so that one day says nothing. */
export const STALE_DAYS = 2;

/** Times the usual growth that are called fast. */
const FAST = 2;

/** Fewer upvotes gained than this are not called fast. */
const MARKED_GAIN = 10;

/** Whether something that began then may lie in the window: any part of its day, and clocks may be a day off. */
export function isWithin(began: number, { window, now }: Pick<TrendQuery, "window" | "now">) {
  return began + DAY > now - DAYS[window] * DAY && began <= now + DAY;
}

/** A paper that belongs to the window: one that came out then, or an older one that gained. */
export function place(
  { paper, looks }: Placed,
  query: Pick<TrendQuery, "window" | "now">,
): Placed | undefined {
  if (isWithin(listedAt(paper), query)) return { paper, looks };
  const gain = gainSince(query.now - DAYS[query.window] * DAY, looks);
  return gain ? { paper, looks, gain } : undefined;
}

type Ranked = Pick<TrendHit, "paper" | "score">;
type Scored = Placed & Ranked;

/**
 * The `most` best of these and those of the keys in `also`, best first; equal ones by upvotes, then the
 * newest, then by key.
 */
export function best(
  all: readonly Placed[],
  measure: Measure,
  most: number,
  also: ReadonlySet<string> = new Set(),
): readonly Scored[] {
  const scores = Float64Array.from(all, (one) => scoreOf(one, measure));
  // Only what may be among them is worth sorting with all its ties.
  const least = most < all.length ? (scores.toSorted()[all.length - most] ?? 0) : -Infinity;
  return all
    .map((one, at): Scored => ({ ...one, score: scores[at] ?? 0 }))
    .filter(({ score, paper }) => score >= least || also.has(paper.key))
    .sort(byTrend)
    .filter(({ paper }, at) => at < most || also.has(paper.key));
}

/** What a placed paper is worth in its list. */
function scoreOf(one: Placed, measure: Measure): number {
  const { paper, looks, gain } = one;
  const { lean, growth, now, community } = measure;
  const own = community?.get(paper.key);
  return trendScore(
    {
      upvotes: gain ?? looks.at(-1)?.upvotes ?? paper.upvotes ?? 0,
      hours: hoursOf(one, now),
      pace: paceAt(one, growth),
      votes: own?.votes ?? 0,
      saves: own?.saves ?? 0,
    },
    lean,
    growth,
  );
}

function hoursOf({ paper, looks }: Placed, now: number): number {
  return looks.at(-1)?.hours ?? (now - listedAt(paper)) / HOUR;
}

function paceAt({ looks }: Placed, growth: Growth): number {
  const [last, earlier] = [looks.at(-1), dayBefore(looks)];
  return last && earlier ? paceOf(earlier, last, growth) : 1;
}

/** A placed paper as it is shown, with the reasons why it is there. */
export function toHit(one: Placed, score: number, measure: Measure): TrendHit {
  const { paper, looks } = one;
  const { community, now, window, growth, lean } = measure;
  const own = community?.get(paper.key);
  const [last, earlier] = [looks.at(-1), dayBefore(looks)];
  const isFresh = last !== undefined && last.at > now - Math.max(STALE_DAYS, DAYS[window]) * DAY;
  const gained = isFresh && earlier ? Math.max(0, last.upvotes - earlier.upvotes) : undefined;
  const pace = paceAt(one, growth);
  const isRising = pace >= FAST && (gained ?? 0) >= MARKED_GAIN;
  return present({
    ...{ paper, score, gained },
    lift: liftOf({ hours: hoursOf(one, now), pace }, lean, growth),
    gainedIn: isFresh && earlier ? (last.at - earlier.at) / HOUR : undefined,
    rising: isRising ? (true as const) : undefined,
    votes: own?.votes,
    saves: own?.saves,
  });
}

/** Best first; equal ones by upvotes, then the newest, then by key. */
export function byTrend(a: Ranked, b: Ranked): number {
  return (
    b.score - a.score ||
    byUpvotes(a.paper, b.paper) ||
    byDate(a.paper, b.paper) ||
    (a.paper.key < b.paper.key ? -1 : 1)
  );
}
