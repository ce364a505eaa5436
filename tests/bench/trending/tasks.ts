import type { Record } from "./archive.ts";
import { ndcg, precision, spearman } from "./measures.ts";
import type { Pool } from "./rankings.ts";

/** One question with its answer: what was known, and how each paper of it went on. */
export type Task = {
  readonly pool: Pool;
  /** Tasks of one group share papers. */
  readonly group: string;
  readonly final: readonly number[];
  readonly toCome: readonly number[];
};

/** A figure of a task, undefined where it has none. */
export type Measure = (scores: readonly number[], task: Task) => number | undefined;

/** Figures of the order within one day. */
export const WITHIN_DAY: Readonly<{ [name: string]: Measure }> = {
  "nDCG@5": (scores, { final }) => ndcg(scores, final, 5),
  "nDCG@10": (scores, { final }) => ndcg(scores, final, 10),
  "P@3": (scores, { final }) => precision(scores, final, 3),
  Spearman: (scores, { final }) => spearman(scores, final),
};

/** Figures of the order across days. */
export const POOLED: Readonly<{ [name: string]: Measure }> = {
  "to come nDCG@10": (scores, { toCome }) => ndcg(scores, toCome, 10),
  "to come P@10": (scores, { toCome }) => precision(scores, toCome, 10),
  "final nDCG@10": (scores, { final }) => ndcg(scores, final, 10),
  "final P@10": (scores, { final }) => precision(scores, final, 10),
};

/**
 * The papers of each day at the look nearest to an age (within two hours of it), against the last look,
 * which must be 60 hours later at least. Days of fewer than five such papers tell nothing.
 */
export function withinDay(records: readonly Record[], hours: number): readonly Task[] {
  const days = Map.groupBy(records, ({ daily }) => daily);
  return [...days].flatMap(([group, papers]) => {
    const known = papers.flatMap((paper) => {
      const look = nearest(paper, hours);
      const last = paper.looks.at(-1);
      if (!look || !last || last.at < look.at + 60 * HOUR) return [];
      return [
        { paper: { ...paper, looks: until(paper, look.at) }, final: last.upvotes, at: look.at },
      ];
    });
    if (known.length < 5) return [];
    const pool: Pool = {
      window: "day",
      now: Math.max(...known.map(({ at }) => at)),
      known: known.map(({ paper }) => paper),
    };
    return [{ pool, group, final: known.map(({ final }) => final), toCome: [] }];
  });
}

/**
 * The papers of the seven days before 01:00 UTC of each day, or of Mondays, by what was known then,
 * against the last look, which must be later. Moments with fewer than ten such papers, or where none gained, tell nothing.
 */
export function pooled(records: readonly Record[], days: "mondays" | "daily"): readonly Task[] {
  const starts = records.map(({ start }) => start);
  const first = Math.min(...starts);
  const end = Math.max(...starts) + 8 * DAY;
  const tasks: Task[] = [];
  for (let now = first + HOUR; now <= end; now += DAY) {
    if (days === "mondays" && new Date(now).getUTCDay() !== 1) continue;
    const known = records.flatMap((paper) => {
      const last = paper.looks.at(-1);
      const looks = until(paper, now);
      // A list opens at 01:30 UTC or later, so that Monday's is not seven days old on the next at 01:00.
      const isIn = paper.start >= now - 7 * DAY - HOUR && paper.start <= now;
      return isIn && looks.length > 0 && last && last.at > now
        ? [{ paper: { ...paper, looks }, final: last.upvotes, before: looks.at(-1)?.upvotes ?? 0 }]
        : [];
    });
    const toCome = known.map(({ final, before }) => Math.max(0, final - before));
    if (known.length < 10 || !toCome.some((gain) => gain > 0)) continue;
    const pool: Pool = { window: "week", now, known: known.map(({ paper }) => paper) };
    tasks.push({ pool, group: mondayBefore(now), final: known.map(({ final }) => final), toCome });
  }
  return tasks;
}

/** ISO weeks divisible by four were tuned on; `held` are the others. */
export function ofWeeks(records: readonly Record[], weeks: "all" | "tuned" | "held") {
  if (weeks === "all") return records;
  return records.filter(({ start }) => (isoWeek(start) % 4 === 0) === (weeks === "tuned"));
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function until({ looks }: Record, at: number) {
  return looks.filter((look) => look.at <= at);
}

function nearest({ looks, start }: Record, hours: number) {
  const off = ({ at }: { readonly at: number }) => Math.abs(at - start - hours * HOUR);
  return looks.filter((look) => off(look) <= 2 * HOUR).sort((a, b) => off(a) - off(b))[0];
}

function mondayBefore(at: number): string {
  // What is known at 01:00 is of the days before.
  const day = Math.floor((at - 2 * HOUR) / DAY);
  return new Date((day - ((day + 3) % 7)) * DAY).toISOString().slice(0, 10);
}

/** The ISO 8601 number of a week: that of its Thursday. */
function isoWeek(at: number): number {
  const day = Math.floor(at / DAY);
  const thursday = day - ((day + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  return Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) + 1;
}
