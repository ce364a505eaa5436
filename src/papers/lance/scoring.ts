import { bitCount } from "../search/bit-count.ts";
import type { Clause } from "../search/clauses.ts";
import { SETTINGS } from "../search/settings.ts";
import { FIELDS } from "./fields.ts";
import { type Marks, markOf } from "./marks.ts";
import type { WordCounts } from "./word-counts.ts";

/** A paper with its score, and the words of the query that it holds as bits. */
export type Scored = { readonly paper: Marks; readonly score: number; readonly mask: number };

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
  papers: Iterable<Marks>,
  clauses: readonly Clause[],
  counts: WordCounts,
): readonly Scored[] {
  const stems = [...new Set(clauses.flatMap(({ stems }) => stems))];
  const places = new Map(stems.map((stem, at) => [markOf(stem), at]));
  const sought = clauses.map((clause) => ({
    ...clause,
    places: clause.stems.map((stem) => places.get(markOf(stem)) ?? 0),
  }));
  const worthOf = createWorth(stems, counts);
  const times = FIELDS.map(() => new Int32Array(stems.length));
  const worth = new Float64Array(stems.length);
  return [...papers].flatMap((paper) => {
    count(paper, places, times);
    for (const at of stems.keys()) worth[at] = worthOf(paper, at, times);
    let [score, mask] = [0, 0];
    for (const { places, all, weight, bits } of sought) {
      let sum = 0;
      for (const at of places) sum += worth[at] ?? 0;
      if (sum === 0 || (all && places.some((at) => worth[at] === 0))) continue;
      score += weight * sum;
      mask |= bits;
    }
    return score > 0 ? [{ paper, score, mask }] : [];
  });
}

/** Counts how often each stem stands in each field; the text is title and abstract. */
function count(
  { sizes, stems }: Marks,
  places: ReadonlyMap<number, number>,
  times: readonly Int32Array[],
) {
  for (const row of times) row.fill(0);
  const [title, text, authors, categories] = times;
  const rows = [title, text, authors, categories];
  let at = 0;
  for (const [field, size] of sizes.entries()) {
    const row = rows[field];
    for (const end = at + size; at < end; at += 1) {
      const place = places.get(stems[at] ?? 0);
      if (place === undefined || !row) continue;
      row[place] = (row[place] ?? 0) + 1;
      if (field === 0 && text) text[place] = (text[place] ?? 0) + 1;
    }
  }
}

/** What a stem is worth in a paper, by how often each field has it. */
function createWorth(stems: readonly string[], counts: WordCounts) {
  const fields = FIELDS.map((field) => ({
    field,
    average: counts.average(field),
    weights: stems.map(
      (stem) => SETTINGS.scoring.boost[field] * rarity(counts.papersWith(field, stem), counts),
    ),
  }));
  return ({ lengths }: Marks, stem: number, times: readonly Int32Array[]): number => {
    let sum = 0;
    for (const [at, { field, average, weights }] of fields.entries()) {
      const own = times[at]?.[stem] ?? 0;
      if (own > 0) sum += (weights[stem] ?? 0) * saturated(own, lengths[field], average);
    }
    return sum;
  };
}

/** What papers gain by the number of the query's words that they hold. */
export function rewarded(papers: readonly Scored[], words: number): readonly Scored[] {
  const { mostWords, power } = SETTINGS.matched;
  if (words < 2 || words > mostWords) return papers;
  return papers.map((one) =>
    one.mask === 0 ? one : { ...one, score: one.score * bitCount(one.mask) ** power },
  );
}
