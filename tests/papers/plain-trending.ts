import type { Paper, Trend, TrendHit, TrendQuery } from "#papers";
import type { Growth } from "../../src/papers/growth.ts";
import {
  countedLook,
  dayBefore,
  gainSince,
  type Look,
  listedAt,
  looksByPaper,
} from "../../src/papers/looks.ts";
import { byDate, byUpvotes } from "../../src/papers/order.ts";
import { present } from "../../src/papers/present.ts";
import { type ShownList, shownList } from "../../src/papers/shown-list.ts";
import { LEANS, type Lean, liftOf, paceOf, trendScore } from "../../src/papers/trend-score.ts";
import { usualGrowth } from "../../src/papers/usual-growth.ts";

/** What the oracle is asked. */
type PlainQuery = Omit<TrendQuery, "keeps" | "most" | "also">;

/** What trends are, in the plainest way: every paper is looked at. */
export function plainTrending(query: PlainQuery): Trend {
  const { window, now, only, snapshots = [] } = query;
  const papers = [...query.papers];
  const looks = looksByPaper((key) => papers.find((one) => one.key === key), snapshots, now);
  const looksAt = (paper: Paper) => looks.get(paper.key) ?? countedLook(paper, now);
  const list =
    window === "day"
      ? shownList(
          papers.flatMap(({ daily }) => daily ?? []),
          looks,
          now,
        )
      : undefined;
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
  return present({
    hits,
    basis: basisOf(chosen, hits, window === "day" || !inWindow),
    inWindow,
    asOf: newestDate(asked),
    list: inWindow ? list : undefined,
    staleDays: stale >= STALE_DAYS ? stale : undefined,
  });
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
  { window, now }: PlainQuery,
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
  { community, now, window }: PlainQuery,
): TrendHit {
  const own = community?.get(paper.key);
  const last = looks.at(-1);
  const earlier = dayBefore(looks);
  const pace = last && earlier ? paceOf(earlier, last, growth) : 1;
  const isFresh = last !== undefined && last.at > now - Math.max(STALE_DAYS, DAYS[window]) * DAY;
  const gained = isFresh && earlier ? Math.max(0, last.upvotes - earlier.upvotes) : undefined;
  const upvotes = gain ?? last?.upvotes ?? paper.upvotes ?? 0;
  const hours = last?.hours ?? (now - listedAt(paper)) / HOUR;
  const marks = { votes: own?.votes ?? 0, saves: own?.saves ?? 0 };
  return present({
    paper,
    score: trendScore({ upvotes, hours, pace, ...marks }, lean, growth),
    lift: liftOf({ hours, pace }, lean, growth),
    gained,
    gainedIn: isFresh && earlier ? (last.at - earlier.at) / HOUR : undefined,
    rising: pace >= FAST && (gained ?? 0) >= MARKED_GAIN ? (true as const) : undefined,
    votes: own?.votes,
    saves: own?.saves,
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

function basisOf(
  chosen: readonly Placed[],
  hits: readonly TrendHit[],
  isPlain: boolean,
): Trend["basis"] {
  const counted = ({ paper, looks }: Placed) => looks.at(-1)?.upvotes ?? paper.upvotes ?? 0;
  if (!chosen.some((one) => counted(one) > 0)) {
    const hasMarks = hits.some(({ votes = 0, saves = 0 }) => votes + saves > 0);
    return hasMarks ? "community" : "newest";
  }
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
