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
 * What was seen of these papers until `now`, by key: for each the looks that agree, oldest first, in
 * whatever order and however often they come; impossible counts are passed over.
 */
export function looksByPaper(
  papers: readonly Paper[],
  snapshots: readonly Snapshot[],
  now: number,
): ReadonlyMap<string, readonly Look[]> {
  const starts = new Map<string, number>();
  if (snapshots.length > 0) for (const paper of papers) starts.set(paper.key, listedAt(paper));
  const byPaper = new Map<string, Look[]>();
  for (const { paper, at, upvotes } of snapshots) {
    const start = starts.get(paper);
    if (start === undefined || !(at <= now && upvotes >= 0 && upvotes < Infinity)) continue;
    const hours = Number.isNaN(start) ? Infinity : (at - start) / HOUR;
    const looks = byPaper.get(paper);
    if (looks) looks.push({ at, upvotes, hours });
    else byPaper.set(paper, [{ at, upvotes, hours }]);
  }
  return new Map([...byPaper].map(([key, looks]) => [key, agreeing(looks.sort(byTime))]));
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

function byTime(a: Look, b: Look): number {
  return a.at - b.at || a.upvotes - b.upvotes;
}
