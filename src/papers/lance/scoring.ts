import { bitCount } from "../search/bit-count.ts";
import type { Clause } from "../search/clauses.ts";
import { SETTINGS } from "../search/settings.ts";
import { FIELDS } from "./fields.ts";
import type { Ranked } from "./ranked.ts";
import type { WordCounts } from "./word-counts.ts";

/** A paper with its score, and the words of the query that it holds as bits. */
export type Scored = { readonly paper: Ranked; readonly score: number; readonly mask: number };

/** BM25's inverse document frequency of what so many papers hold. */
export function rarity(papersWith: number, { papers }: WordCounts): number {
  // A word that was let go of, or is newer than the counts, is a rare one.
  const [all, having] = [Math.max(1, papers), Math.max(1, papersWith)];
  return Math.log(1 + (Math.max(0, all - having) + 0.5) / (having + 0.5));
}

/** BM25+ for a word that stands so often in a field of that length, without its rarity. */
export function saturated(times: number, length: number, average: number): number {
  const { k, b, d } = SETTINGS.scoring.bm25;
  return d + (times * (k + 1)) / (times + k * (1 - b + (b * length) / average));
}

/** Scores papers by the formula that ranks in memory; those that satisfy no clause are left out. */
export function scored(
  papers: Iterable<Ranked>,
  clauses: readonly Clause[],
  counts: WordCounts,
): readonly Scored[] {
  const rarities = new Map(
    clauses
      .flatMap(({ stems }) => stems)
      .map((stem) => [stem, FIELDS.map((field) => rarity(counts.papersWith(field, stem), counts))]),
  );
  const averages = FIELDS.map((field) => counts.average(field));
  const worth = (paper: Ranked, stem: string): number => {
    let sum = 0;
    for (const [at, field] of FIELDS.entries()) {
      const { stems, length } = paper.fields[field];
      const times = occurrences(stems, stem);
      if (times === 0) continue;
      const weight = SETTINGS.scoring.boost[field] * (rarities.get(stem)?.[at] ?? 0);
      sum += weight * saturated(times, length, averages[at] ?? 1);
    }
    return sum;
  };
  return [...papers].flatMap((paper) => {
    let [score, mask] = [0, 0];
    for (const { stems, all, weight, bits } of clauses) {
      const own = stems.map((stem) => worth(paper, stem));
      const sum = all && own.includes(0) ? 0 : own.reduce((sum, one) => sum + one, 0);
      if (sum === 0) continue;
      score += weight * sum;
      mask |= bits;
    }
    return score > 0 ? [{ paper, score, mask }] : [];
  });
}

/** What papers gain by the number of the query's words that they hold. */
export function rewarded(papers: readonly Scored[], words: number): readonly Scored[] {
  const { mostWords, power } = SETTINGS.matched;
  if (words < 2 || words > mostWords) return papers;
  return papers.map((one) =>
    one.mask === 0 ? one : { ...one, score: one.score * bitCount(one.mask) ** power },
  );
}

/** How often a stem stands in a row of stems, each between blanks. */
function occurrences(stems: string, stem: string): number {
  const wanted = ` ${stem} `;
  let count = 0;
  for (let at = stems.indexOf(wanted); at >= 0; at = stems.indexOf(wanted, at + wanted.length - 1))
    count += 1;
  return count;
}
