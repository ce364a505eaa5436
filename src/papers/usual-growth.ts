import { type Growth, PUBLISHED_GROWTH, usualShare } from "./growth.ts";
import type { Look } from "./looks.ts";

/**
 * The usual growth as papers show it, each by its looks, oldest first. Only papers that were looked at until they were seven days
 * old tell anything, and from 100 of them on they count: an age moves from the published share
 * towards their median, by n / (n + 300) for n looks near that age. Shares never fall with age.
 */
export function usualGrowth(papers: Iterable<readonly Look[]>): Growth {
  const shares: number[][] = PUBLISHED_GROWTH.map(() => []);
  let grown = 0;
  for (const looks of papers) {
    const last = looks.at(-1);
    if (!last || last.hours < GROWN_HOURS || last.upvotes < FEWEST_UPVOTES) continue;
    grown += 1;
    const final = last.upvotes / usualShare(last.hours);
    for (const look of looks) {
      const at = nearestAge(look.hours);
      if (at !== undefined) shares[at]?.push(Math.min(1, look.upvotes / final));
    }
  }
  if (grown < FEWEST_PAPERS) return PUBLISHED_GROWTH;
  let least = 0;
  return PUBLISHED_GROWTH.map(([hours, published], index) => {
    const own = shares[index] ?? [];
    const weight = own.length < FEWEST_LOOKS ? 0 : own.length / (own.length + PRIOR_LOOKS);
    const share = published + weight * (median(own) - published);
    least = Math.max(least, LEAST_SHARE, share);
    return [hours, least] as const;
  });
}

/** Seven days less the hours by which a look at that age may come early. */
const GROWN_HOURS = 160;

/** Shares of fewer upvotes than this are mostly chance. */
const FEWEST_UPVOTES = 5;

/** About four full lists: fewer papers would follow the mood of a week. */
const FEWEST_PAPERS = 100;

/** A median of fewer looks moves nothing. */
const FEWEST_LOOKS = 30;

/** The published shares count as this many looks: at 25 papers a list, own looks outweigh them after some three weeks. */
const PRIOR_LOOKS = 300;

/** Keeps an expected count finite whatever was seen. */
const LEAST_SHARE = 0.05;

/** The index of the age of the curve that a look belongs to: within a tenth of it, or two hours. */
function nearestAge(hours: number): number | undefined {
  for (const [index, [age]] of PUBLISHED_GROWTH.entries()) {
    const near = Math.max(2, age / 10);
    if (hours < age - near) return undefined;
    if (age > 0 && age <= 168 && hours <= age + near) return index;
  }
  return undefined;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
