import type { Growth } from "./growth.ts";
import { usualShare } from "./growth.ts";

/** What a score is made of. */
export type Standing = {
  /** Upvotes so far, or those gained within the window by a paper from before it. */
  readonly upvotes: number;
  /** Age in hours of the paper's list when they were counted; infinite when it is not known. */
  readonly hours: number;
  /** Times the usual growth between the last two looks; 1 when it is not known. */
  readonly pace: number;
  /** Votes and saves of this community. */
  readonly votes: number;
  readonly saves: number;
};

/** How far a list leans towards what is still to come, between 0 and 1, and how much the pace counts. */
export type Lean = { readonly toCome: number; readonly pace: number };

/**
 * A day and a week look for what rises; a month for what was best. Chosen on every other of the even
 * weeks of the archive and measured on the rest: docs/trending.md has the sweep.
 */
export const LEANS = {
  day: { toCome: 0.6, pace: 0 },
  week: { toCome: 0.6, pace: 0.15 },
  month: { toCome: 0, pace: 0 },
} as const satisfies Record<string, Lean>;

/**
 * The upvotes that a paper is expected to end with, its community's votes among them, less the part
 * of those it has that the lean takes off, times its pace. More upvotes or votes never make it less.
 */
export function trendScore(standing: Standing, lean: Lean, growth?: Growth): number {
  const lift = liftOf(standing, lean, growth);
  const known = (standing.upvotes / usualShare(standing.hours, growth)) * lift;
  return known + localScore(standing, lift);
}

/** What the votes and saves of a community add to a score; `lift` is what one upvote in the end adds. */
export function localScore(
  { votes, saves }: Pick<Standing, "votes" | "saves">,
  lift: number,
): number {
  return lift * localUpvotes(votes, saves);
}

/** What one upvote more in the end adds to a score. */
export function liftOf(
  { hours, pace }: Pick<Standing, "hours" | "pace">,
  lean: Lean,
  growth?: Growth,
): number {
  return (1 - lean.toCome * usualShare(hours, growth)) * pace ** lean.pace;
}

/**
 * How many times faster than usual a paper grew between two looks, from ⅓ to 3; a few votes tell
 * little, so that both sides begin with four.
 */
export function paceOf(
  earlier: { readonly upvotes: number; readonly hours: number },
  later: { readonly upvotes: number; readonly hours: number },
  growth?: Growth,
): number {
  const [before, now] = [usualShare(earlier.hours, growth), usualShare(later.hours, growth)];
  const usual = (later.upvotes * Math.max(0, now - before)) / now;
  const gained = Math.max(0, later.upvotes - earlier.upvotes);
  return Math.min(3, Math.max(1 / 3, (gained + CHANCE) / (usual + CHANCE)));
}

const CHANCE = 4;

/**
 * Votes and saves of one community in upvotes: 15 for its first vote, 31 for three votes and two saves,
 * never more than 46. So a handful moves a middling paper (22 upvotes in the end) among the upper
 * quarter (46) of a day, and no community, however large, puts a paper above the day's best by itself.
 */
function localUpvotes(votes: number, saves: number): number {
  const marks = 2 * votes + saves;
  return (MOST_LOCAL * marks) / (marks + 4);
}

/** The upper quartile of final upvotes on 14,000 papers of Hugging Face's daily lists, 2024 to 2026. */
const MOST_LOCAL = 46;
