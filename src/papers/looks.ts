import { agreeing } from "./agreeing.ts";
import type { Paper } from "./paper.ts";

/** The counts of a paper at one moment; `at` in epoch milliseconds. */
export type Snapshot = {
  /** Key of the paper. */
  readonly paper: string;
  readonly at: number;
  readonly upvotes: number;
  readonly comments?: number;
  readonly stars?: number;
};

/** One count of a paper, with the age in hours that its list had then: infinite when no date is known. */
export type Look = { readonly at: number; readonly upvotes: number; readonly hours: number };

/**
 * What was seen of papers that are known until `now`, by key: for each the looks that agree, oldest first, in
 * whatever order and however often they come; impossible counts are passed over.
 */
export function looksByPaper(
  paperOf: (key: string) => Paper | undefined,
  snapshots: readonly Snapshot[],
  now: number,
): ReadonlyMap<string, readonly Look[]> {
  const taken = new Map<string, Snapshot[]>();
  for (const snapshot of snapshots) {
    if (!(snapshot.at <= now && snapshot.upvotes >= 0 && snapshot.upvotes < Infinity)) continue;
    const own = taken.get(snapshot.paper);
    if (own) own.push(snapshot);
    else taken.set(snapshot.paper, [snapshot]);
  }
  const byPaper = new Map<string, readonly Look[]>();
  for (const [key, own] of taken) {
    const paper = paperOf(key);
    if (paper) byPaper.set(key, agreeing(withAges(inOrder(own), listedAt(paper))));
  }
  return byPaper;
}

/** What a paper itself says of when it was counted, as the only look; for one that was never looked at. */
export function countedLook(paper: Paper, now: number): readonly Look[] | undefined {
  const { key, upvotes, countedAt: at } = paper;
  if (upvotes === undefined || at === undefined || at > now) return undefined;
  return withAges([{ paper: key, at, upvotes }], listedAt(paper));
}

/** When the list of a paper began, or else its day of publication, in epoch milliseconds; NaN for no date. */
export function listedAt({ daily, published = "" }: Paper): number {
  const date = daily ?? published;
  return Date.parse(date.length === 7 ? `${date}-01` : date);
}

/** Upvotes gained since the last look before `from`, or since the first; undefined when nobody looked after it. */
export function gainSince(from: number, looks: readonly Look[]): number | undefined {
  const last = looks.at(-1);
  const first = looks.findLast(({ at }) => at <= from) ?? looks[0];
  if (!last || !first || first === last || last.at <= from) return undefined;
  return Math.max(0, last.upvotes - first.upvotes);
}

/** The look that lies nearest to a day before the last one, six hours before it at least. */
export function dayBefore(looks: readonly Look[]): Look | undefined {
  const last = looks.at(-1);
  if (!last) return undefined;
  const off = ({ at }: Look) => Math.abs(last.at - at - 24 * HOUR);
  let nearest: Look | undefined;
  for (const look of looks) {
    if (last.at - look.at < 6 * HOUR) break;
    if (!nearest || off(look) <= off(nearest)) nearest = look;
  }
  return nearest;
}

const HOUR = 3_600_000;

/** By time, each once; the store gives them so already, and sorting is what would cost most. */
function inOrder(own: readonly Snapshot[]): readonly Snapshot[] {
  if (own.every((one, index) => index === 0 || byTime(own[index - 1] ?? one, one) < 0)) return own;
  return own
    .toSorted(byTime)
    .filter((one, index, { [index - 1]: before }) => !before || byTime(before, one) < 0);
}

function withAges(own: readonly Snapshot[], start: number): readonly Look[] {
  const from = Number.isNaN(start) ? -Infinity : start;
  return own.map(({ at, upvotes }) => ({ at, upvotes, hours: (at - from) / HOUR }));
}

function byTime(a: Snapshot, b: Snapshot): number {
  return a.at - b.at || a.upvotes - b.upvotes;
}
