import type { Growth } from "./growth.ts";
import {
  countedLook,
  dayBefore,
  gainSince,
  type Look,
  listedAt,
  looksByPaper,
  type Snapshot,
} from "./looks.ts";
import { byDate, byUpvotes } from "./order.ts";
import type { Paper } from "./paper.ts";
import { present } from "./present.ts";
import { type ShownList, shownList } from "./shown-list.ts";
import { LEANS, type Lean, liftOf, localUpvotes, paceOf, trendScore } from "./trend-score.ts";
import { usualGrowth } from "./usual-growth.ts";

/** What is known, and the stretch of time up to `now` (epoch milliseconds) that is asked about. */
export type TrendQuery = {
  /** Every paper that is known. */
  readonly papers: Iterable<Paper>;
  readonly window: "day" | "week" | "month";
  readonly now: number;
  /** In any order; those after `now` are passed over. */
  readonly snapshots?: readonly Snapshot[];
  /** Keys of the papers that the list is narrowed to. */
  readonly only?: ReadonlySet<string>;
  /** By key: what this community's own people did; the caller decides over which time. */
  readonly community?: Community;
};

/** Votes and saves of one community, by the paper's key. */
export type Community = ReadonlyMap<string, { readonly votes: number; readonly saves: number }>;

/** A paper of the list and why it is there. */
export type TrendHit = {
  readonly paper: Paper;
  /** Only comparable within one list. */
  readonly score: number;
  /** What one upvote more in the end would add to the score. */
  readonly lift: number;
  /** Upvotes gained between the last look and the one about a day before it, unless that was too long ago. */
  readonly gained?: number;
  /** Hours between those looks. */
  readonly gainedIn?: number;
  /** It grew at least twice as fast between them as is usual at its age. */
  readonly rising?: true;
  readonly votes?: number;
  readonly saves?: number;
};

/** The list, best first, with what it rests on. */
export type Trend = {
  readonly hits: readonly TrendHit[];
  /**
   * `upvotes`: upvotes so far; `aged`: upvotes for the papers' age and pace; `gained`: upvotes that
   * older papers gained within the window; `community`: votes and saves here alone; `newest`: dates alone.
   */
  readonly basis: "upvotes" | "aged" | "gained" | "community" | "newest";
  /** False: nothing known came out or gained upvotes within the window, so the list reaches back. */
  readonly inWindow: boolean;
  /** The newest date of a paper that was asked about. */
  readonly asOf?: string;
  /** The daily list that this is, in a trend of the day where one is known. */
  readonly list?: ShownList;
  /** Whole days since upvotes were last counted, when that is two or more. */
  readonly staleDays?: number;
};

/**
 * What is trending by what is known. A day is the last complete daily list of Hugging Face; where none
 * is known, and for weeks and months, it is what came out or gained upvotes within the window. Upvotes
 * count for the age at which they were counted; votes and saves of the community stand beside them.
 * When nothing lies within the window the list reaches back to everything, and says so.
 */
export function trending(query: TrendQuery): Trend {
  const { window, now, only, snapshots = [] } = query;
  const papers = [...query.papers];
  const looks = looksByPaper(papers, snapshots, now);
  const looksAt = (paper: Paper) => looks.get(paper.key) ?? countedLook(paper, now);
  const list = window === "day" ? shownList(papers, looks, now) : undefined;
  const asked = only ? papers.filter(({ key }) => only.has(key)) : papers;
  const within = list ? asked.filter(({ daily }) => daily === list.day) : asked;
  const placed = within
    .map((paper) => place(paper, looksAt(paper), query, list))
    .filter((one) => one !== undefined);
  const inWindow = placed.length > 0;
  const chosen = inWindow ? placed : asked.map((paper) => whole(paper, looksAt(paper)));
  const lean = inWindow ? LEANS[window] : LEANS.month;
  const growth = usualGrowth(listedLooks(papers, looks));
  const hits = chosen.map((one) => toHit(one, lean, growth, query)).sort(byTrend);
  const stale = Math.floor((now - (newestLook(chosen) ?? now)) / DAY);
  const trend: Trend = present({
    hits,
    basis: basisOf(chosen, window === "day" || !inWindow),
    inWindow,
    asOf: newestDate(asked),
    list: inWindow ? list : undefined,
    staleDays: stale >= STALE_DAYS ? stale : undefined,
  });
  return query.community ? likedBy(query.community, trend) : trend;
}

/**
 * A list as it is for one community: its votes and saves counted beside the upvotes, and told. What is
 * dear, the list itself, can be made once for many communities.
 */
export function likedBy(community: Community, trend: Trend): Trend {
  const hits = trend.hits.map((hit): TrendHit => {
    const own = community.get(hit.paper.key);
    if (!own) return hit;
    const { votes, saves } = own;
    return { ...hit, score: hit.score + hit.lift * localUpvotes(votes, saves), votes, saves };
  });
  const isLiked = hits.some(({ votes = 0, saves = 0 }) => votes + saves > 0);
  const basis = trend.basis === "newest" && isLiked ? "community" : trend.basis;
  return { ...trend, hits: hits.sort(byTrend), basis };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = { day: 1, week: 7, month: 30 } as const;

/** Counts are looked at less than daily as papers grow old, so that one day says nothing. */
const STALE_DAYS = 2;

/** Times the usual growth that are called fast. */
const FAST = 2;

/** Fewer upvotes gained than this are not called fast. */
const MARKED_GAIN = 10;

/** A paper of the list with its looks, and what it gained within the window if it is from before. */
type Placed = {
  readonly paper: Paper;
  readonly looks: readonly Look[];
  readonly gain?: number;
};

/** A paper that belongs to the window: one of the list that is shown, one that came out then, or an older one that gained. */
function place(
  paper: Paper,
  looks: readonly Look[] = [],
  { window, now }: TrendQuery,
  list: ShownList | undefined,
): Placed | undefined {
  if (list) return whole(paper, looks);
  const start = listedAt(paper);
  const from = now - DAYS[window] * DAY;
  // Any part of the day may lie in the window, and clocks may be a day off.
  if (start + DAY > from && start <= now + DAY) return whole(paper, looks);
  const gain = gainSince(from, looks);
  return gain ? { paper, looks, gain } : undefined;
}

function whole(paper: Paper, looks: readonly Look[] = []): Placed {
  return { paper, looks };
}

function toHit(
  { paper, looks, gain }: Placed,
  lean: Lean,
  growth: Growth,
  { now, window }: TrendQuery,
): TrendHit {
  const last = looks.at(-1);
  const earlier = dayBefore(looks);
  const pace = last && earlier ? paceOf(earlier, last, growth) : 1;
  const isFresh = last !== undefined && last.at > now - Math.max(STALE_DAYS, DAYS[window]) * DAY;
  const gained = isFresh && earlier ? Math.max(0, last.upvotes - earlier.upvotes) : undefined;
  const upvotes = gain ?? last?.upvotes ?? paper.upvotes ?? 0;
  const hours = last?.hours ?? (now - listedAt(paper)) / HOUR;
  return present({
    paper,
    score: trendScore({ upvotes, hours, pace, votes: 0, saves: 0 }, lean, growth),
    lift: liftOf({ hours, pace }, lean, growth),
    gained,
    gainedIn: isFresh && earlier ? (last.at - earlier.at) / HOUR : undefined,
    rising: pace >= FAST && (gained ?? 0) >= MARKED_GAIN ? (true as const) : undefined,
  });
}

/** Of the papers whose list's day is known, which is what ages count from. */
function listedLooks(
  papers: readonly Paper[],
  looks: ReadonlyMap<string, readonly Look[]>,
): readonly (readonly Look[])[] {
  return papers
    .map(({ key, daily }) => (daily === undefined ? undefined : looks.get(key)))
    .filter((own) => own !== undefined);
}

function basisOf(chosen: readonly Placed[], isPlain: boolean): Trend["basis"] {
  const counted = ({ paper, looks }: Placed) => looks.at(-1)?.upvotes ?? paper.upvotes ?? 0;
  if (!chosen.some((one) => counted(one) > 0)) return "newest";
  if (chosen.every(({ gain }) => gain !== undefined)) return "gained";
  return isPlain ? "upvotes" : "aged";
}

function byTrend(a: TrendHit, b: TrendHit): number {
  return (
    b.score - a.score ||
    byUpvotes(a.paper, b.paper) ||
    byDate(a.paper, b.paper) ||
    (a.paper.key < b.paper.key ? -1 : 1)
  );
}

function newestLook(chosen: readonly Placed[]): number | undefined {
  let newest: number | undefined;
  for (const { looks } of chosen) {
    const { at } = looks.at(-1) ?? {};
    if (at !== undefined && at > (newest ?? -Infinity)) newest = at;
  }
  return newest;
}

function newestDate(papers: readonly Paper[]): string | undefined {
  let newest = "";
  for (const { published = "", daily = published } of papers) if (daily > newest) newest = daily;
  return newest || undefined;
}
