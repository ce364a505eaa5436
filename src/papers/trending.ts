import { usualShare } from "./growth.ts";
import { byDate, byUpvotes } from "./order.ts";
import type { Paper } from "./paper.ts";
import { present } from "./present.ts";

/** The counts of a paper at one moment; `at` in epoch milliseconds. */
export type Snapshot = {
  /** Key of the paper. */
  readonly paper: string;
  readonly at: number;
  readonly upvotes: number;
  readonly comments?: number;
  readonly stars?: number;
};

/** What is known, and the stretch of time up to `now` (epoch milliseconds) that is asked about. */
export type TrendQuery = {
  readonly papers: Iterable<Paper>;
  readonly window: "day" | "week" | "month";
  readonly now: number;
  readonly snapshots?: readonly Snapshot[];
  /** By key: what this community's own people did; the caller decides over which time. */
  readonly community?: ReadonlyMap<string, { readonly votes: number; readonly saves: number }>;
};

/** A paper of the list and why it is there. */
export type TrendHit = {
  readonly paper: Paper;
  readonly score: number;
  /** Upvotes gained within the window, by snapshots; a lower bound when none was taken before it began. */
  readonly gained?: number;
  readonly votes?: number;
  readonly saves?: number;
};

/** The list, best first, with what it rests on. */
export type Trend = {
  readonly hits: readonly TrendHit[];
  /** Upvotes gained within the window, upvotes (and the community's votes) so far, or dates alone. */
  readonly basis: "gained" | "upvotes" | "newest";
  /** False: nothing known was published or gained upvotes within the window, so the list reaches back. */
  readonly inWindow: boolean;
  /** How fresh that is: ISO time of the newest snapshot when gains count, else the newest date of publication. */
  readonly asOf?: string;
};

/**
 * What is trending by what is known: gains by snapshots where there are any, otherwise upvotes divided
 * by the share that is usual at a paper's age, otherwise the newest. Votes and saves of the community
 * count beside upvotes. When nothing lies within the window the list reaches back to everything, and says so.
 */
export function trending(query: TrendQuery): Trend {
  const from = query.now - DAYS[query.window] * DAY;
  const gains = gainsSince(from, query);
  const all = [...query.papers].map((paper) => toHit(paper, gains.get(paper.key), query));
  const within = all.filter(
    ({ paper, gained }) => (gained ?? 0) > 0 || isPublishedSince(paper, from, query.now),
  );
  const inWindow = within.length > 0;
  const hits = (inWindow ? within : all).toSorted(byTrend);
  const gained = inWindow && hits.some((hit) => (hit.gained ?? 0) > 0);
  const basis = gained ? "gained" : hits.some(({ score }) => score > 0) ? "upvotes" : "newest";
  const asOf = gained
    ? newestSnapshot(query)
    : all.map(({ paper }) => paper).sort(byDate)[0]?.published;
  return present({ hits, basis, inWindow, asOf } as const);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = { day: 1, week: 7, month: 30 } as const;

/** A vote by one of a small group says more than an upvote among thousands; a save a little less than a vote. */
const WEIGHTS = { vote: 2, save: 1 } as const;

function toHit(paper: Paper, gained: number | undefined, query: TrendQuery): TrendHit {
  const own = query.community?.get(paper.key);
  const age = query.now - startOf(paper.published ?? "");
  const upvotes =
    gained ?? (paper.upvotes ?? 0) / usualShare(Number.isNaN(age) ? Infinity : age / HOUR);
  const score = upvotes + WEIGHTS.vote * (own?.votes ?? 0) + WEIGHTS.save * (own?.saves ?? 0);
  return present({ paper, score, gained, votes: own?.votes, saves: own?.saves });
}

function byTrend(a: TrendHit, b: TrendHit): number {
  return (
    b.score - a.score ||
    byUpvotes(a.paper, b.paper) ||
    byDate(a.paper, b.paper) ||
    (a.paper.key < b.paper.key ? -1 : 1)
  );
}

/** Midnight UTC of a day, or of the first day of a month; NaN for no date. */
function startOf(published: string): number {
  return Date.parse(published.length === 7 ? `${published}-01` : published);
}

/** Whether any part of the day of publication lies within the window. */
function isPublishedSince(paper: Paper, from: number, now: number): boolean {
  const start = startOf(paper.published ?? "");
  return start + DAY > from && start <= now + DAY;
}

/** Upvotes gained by each paper that has snapshots on both sides, since the last one before the window or the first within it. */
function gainsSince(
  from: number,
  { snapshots = [], now }: TrendQuery,
): ReadonlyMap<string, number> {
  const byPaper = new Map<string, { first: Snapshot; last: Snapshot }>();
  for (const snapshot of snapshots.toSorted((a, b) => a.at - b.at)) {
    if (snapshot.at > now) break;
    const seen = byPaper.get(snapshot.paper);
    const first = seen && snapshot.at > from ? seen.first : snapshot;
    byPaper.set(snapshot.paper, { first, last: snapshot });
  }
  const gains = new Map<string, number>();
  for (const [paper, { first, last }] of byPaper) {
    // Upvotes can be taken back: a loss is no gain.
    if (last.at > from && first !== last)
      gains.set(paper, Math.max(0, last.upvotes - first.upvotes));
  }
  return gains;
}

function newestSnapshot({ snapshots = [], now }: TrendQuery): string | undefined {
  const times = snapshots.map(({ at }) => at).filter((at) => at <= now);
  return times.length > 0
    ? new Date(times.reduce((a, b) => Math.max(a, b))).toISOString()
    : undefined;
}
