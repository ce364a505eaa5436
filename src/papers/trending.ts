import { countedLook, type Look, looksByPaper, type Snapshot } from "./looks.ts";
import type { Paper } from "./paper.ts";
import {
  best,
  DAY,
  isWithin,
  type Measure,
  type Placed,
  place,
  STALE_DAYS,
  toHit,
} from "./placed.ts";
import { present } from "./present.ts";
import { type ShownList, shownList } from "./shown-list.ts";
import { LEANS } from "./trend-score.ts";
import { shelfOf, type TrendShelf } from "./trend-shelf.ts";
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
  /** Papers that may be listed; all when not given. What the list rests on is told of all the same. */
  readonly keeps?: (paper: Paper) => boolean;
  /** Longest list; all papers when not given. */
  readonly most?: number;
  /** Keys of papers that are listed beyond that too, where they belong in the list: those that somebody may like. */
  readonly also?: ReadonlySet<string>;
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
export function trending({ papers, ...query }: TrendQuery): Trend {
  return trendOn(shelfOf(papers), query);
}

/** The same over papers on a shelf, which takes time for those alone that can be in the list. */
export function trendOn(shelf: TrendShelf, query: Omit<TrendQuery, "papers">): Trend {
  const { window, now, only, snapshots = [], community, keeps = () => true } = query;
  const looks = looksByPaper(shelf.get, snapshots, now);
  const whole = (paper: Paper): Placed => ({
    paper,
    looks: looks.get(paper.key) ?? countedLook(paper, now) ?? [],
  });
  const list = window === "day" ? shownList(dailies(shelf), looks, now) : undefined;
  const asked = only && known(only, shelf);
  const placed = [...(asked ?? candidates(shelf, looks, query, list))].flatMap((paper) => {
    if (list) return paper.daily === list.day ? whole(paper) : [];
    return place(whole(paper), query) ?? [];
  });
  const inWindow = placed.length > 0;
  const liked = [...(community?.keys() ?? []), ...(query.also ?? [])];
  const told = asked ?? new Set([...shelf.counted(), ...known([...looks.keys(), ...liked], shelf)]);
  const chosen = inWindow ? placed : [...told].map(whole);
  const growth = usualGrowth(listedLooks(shelf, looks));
  const lean = inWindow ? LEANS[window] : LEANS.month;
  const measure: Measure = { window, now, lean, growth, ...(community && { community }) };
  const most = query.most ?? Number.POSITIVE_INFINITY;
  const others = inWindow || asked ? [] : silent(shelf, told, keeps, most).map(whole);
  const listed = best(
    [...chosen.filter(({ paper }) => keeps(paper)), ...others],
    measure,
    most,
    query.also,
  );
  const stale = Math.floor((now - (newestLook(chosen) ?? now)) / DAY);
  return present({
    hits: listed.map(({ score, ...one }) => toHit(one, score, measure)),
    basis: basisOf(chosen, community, window === "day" || !inWindow),
    inWindow,
    asOf: newestDate(asked ?? shelf.groups()),
    list: inWindow ? list : undefined,
    staleDays: stale >= STALE_DAYS ? stale : undefined,
  });
}

type Looks = ReadonlyMap<string, readonly Look[]>;

/** Papers of these keys. */
function known(keys: Iterable<string>, shelf: TrendShelf): readonly Paper[] {
  return [...keys].flatMap((key) => shelf.get(key) ?? []);
}

/** Papers that may be within the window: those of the list or of its dates, and those that were looked at. */
function candidates(
  shelf: TrendShelf,
  looks: Looks,
  query: Pick<TrendQuery, "window" | "now">,
  list: ShownList | undefined,
): ReadonlySet<Paper> {
  const found = new Set<Paper>();
  for (const { daily, began, papers } of shelf.groups()) {
    const fits = list ? daily === list.day : isWithin(began, query);
    if (fits) for (const paper of papers) found.add(paper);
  }
  if (!list) for (const paper of known(looks.keys(), shelf)) found.add(paper);
  return found;
}

/** The newest of the others, so many; all of them have the same score. */
function silent(
  shelf: TrendShelf,
  told: ReadonlySet<Paper> | readonly Paper[],
  keeps: (paper: Paper) => boolean,
  most: number,
): readonly Paper[] {
  const others = new Set(told);
  const byDate = Map.groupBy(shelf.groups(), ({ published }) => published);
  const found: Paper[] = [];
  for (const [, groups] of [...byDate].sort(([a], [b]) => (a < b ? 1 : -1))) {
    if (found.length >= most) break;
    const papers = groups.flatMap(({ papers }) => [...papers]);
    const kept = papers.filter((paper) => !others.has(paper) && keeps(paper));
    found.push(...kept.sort((a, b) => (a.key < b.key ? -1 : 1)));
  }
  return found;
}

/** Of the papers whose list's day is known, which is what ages count from. */
function listedLooks(shelf: TrendShelf, looks: Looks): readonly (readonly Look[])[] {
  return [...looks].flatMap(([key, own]) => (shelf.get(key)?.daily === undefined ? [] : [own]));
}

function basisOf(
  chosen: readonly Placed[],
  community: Community | undefined,
  isPlain: boolean,
): Trend["basis"] {
  const counted = ({ paper, looks }: Placed) => looks.at(-1)?.upvotes ?? paper.upvotes ?? 0;
  if (!chosen.some((one) => counted(one) > 0)) {
    const marks = chosen.map(({ paper }) => community?.get(paper.key));
    return marks.some((own) => own && own.votes + own.saves > 0) ? "community" : "newest";
  }
  if (chosen.every(({ gain }) => gain !== undefined)) return "gained";
  return isPlain ? "upvotes" : "aged";
}

function newestLook(chosen: readonly Placed[]): number | undefined {
  let newest: number | undefined;
  for (const { looks } of chosen) {
    const { at } = looks.at(-1) ?? {};
    if (at !== undefined && at > (newest ?? -Infinity)) newest = at;
  }
  return newest;
}

function* dailies(shelf: TrendShelf): Generator<string> {
  for (const { daily } of shelf.groups()) if (daily !== undefined) yield daily;
}

/** The newest day of a list, or of publication where there was none. */
function newestDate(dated: Iterable<Pick<Paper, "daily" | "published">>): string | undefined {
  let newest = "";
  for (const { published = "", daily = published } of dated) if (daily > newest) newest = daily;
  return newest || undefined;
}
