import { type Paper, trending } from "#papers";
import { usualShare } from "../../../src/papers/growth.ts";
import { dayBefore, type Look, looksByPaper } from "../../../src/papers/looks.ts";
import { type Lean, paceOf, trendScore } from "../../../src/papers/trend-score.ts";
import { shelfOf } from "../../../src/papers/trend-shelf.ts";
import type { Record } from "./archive.ts";

/** Papers as they were known at a moment: each with the looks until then, at least one. */
export type Pool = {
  readonly now: number;
  readonly window: "day" | "week";
  readonly known: readonly Record[];
};

/** A score for each paper of a pool. */
export type Ranking = (pool: Pool) => readonly number[];

/** What is compared, by name. */
export const RANKINGS = {
  ours,
  "plain upvotes": byCount((upvotes) => upvotes),
  "upvotes ÷ share": byCount((upvotes, hours) => upvotes / usualShare(hours)),
  "upvotes × (1/share − 1)": byCount((upvotes, hours) => upvotes * (1 / usualShare(hours) - 1)),
  "Hacker News": byCount(
    (upvotes, hours) => Math.max(0, upvotes - 1) ** 0.8 / (Math.max(0, hours) + 2) ** 1.8,
  ),
  // Ten times the votes are worth twelve and a half hours.
  "Reddit hot": byCount((upvotes, hours) => Math.log10(Math.max(1, upvotes)) - hours / 12.5),
} as const satisfies Readonly<{ [name: string]: Ranking }>;

/** The score of one lean over the published growth, to see what each part of it gives. */
export function leaning(lean: Lean): Ranking {
  return ({ known, now }) => {
    const looks = looksByPaper(shelfOf(known.map(paperOf)).get, snapshotsOf(known), now);
    return known.map(({ id }) => scoreOf(looks.get(keyOf(id)) ?? [], lean));
  };
}

/** What the bot does, through its own door. */
function ours({ known, now, window }: Pool): readonly number[] {
  const trend = trending({
    papers: known.map(paperOf),
    snapshots: snapshotsOf(known),
    window,
    now,
  });
  const scores = new Map(trend.hits.map(({ paper, score }) => [paper.key, score]));
  return known.map(({ id }) => scores.get(keyOf(id)) ?? -1);
}

function byCount(score: (upvotes: number, hours: number) => number): Ranking {
  return ({ known, now }) =>
    known.map(({ looks, start }) => score(looks.at(-1)?.upvotes ?? 0, (now - start) / 3_600_000));
}

function scoreOf(looks: readonly Look[], lean: Lean): number {
  const last = looks.at(-1);
  const earlier = dayBefore(looks);
  if (!last) return -1;
  const pace = earlier ? paceOf(earlier, last) : 1;
  return trendScore({ ...last, pace, votes: 0, saves: 0 }, lean);
}

function paperOf({ id, daily, looks }: Record): Paper {
  const upvotes = looks.at(-1)?.upvotes ?? 0;
  return { key: keyOf(id), title: id, abstract: "", daily, upvotes };
}

function keyOf(id: string): string {
  return `arxiv:${id}`;
}

function snapshotsOf(known: readonly Record[]) {
  return known.flatMap(({ id, looks }) => looks.map((look) => ({ paper: keyOf(id), ...look })));
}
