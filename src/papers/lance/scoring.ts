import type { Clause, Match } from "../search/posting-index.ts";
import { SETTINGS } from "../search/ranking.ts";
import { FIELDS } from "./analysis.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Ranked } from "./ranked.ts";

/** Scores papers by the formula that ranks in memory; those that satisfy no clause are left out. */
export function scored(
  papers: readonly Ranked[],
  clauses: readonly Clause[],
  lexicon: Lexicon,
): Match[] {
  const weights = new Map<string, readonly number[]>();
  const weightsOf = (term: string) => {
    const known = weights.get(term) ?? inverseFrequencies(term, lexicon);
    weights.set(term, known);
    return known;
  };
  const averages = FIELDS.map((field) => lexicon.average(field));
  return papers.flatMap((paper) => {
    let [score, mask] = [0, 0];
    for (const { terms, all, weight, bit } of clauses) {
      const own = terms.map((term) => termScore(paper, term, weightsOf(term), averages));
      if (all && own.includes(0)) continue;
      const sum = own.reduce((sum, one) => sum + one, 0);
      score += weight * sum;
      if (sum > 0) mask |= bit;
    }
    return score > 0 ? [{ key: paper.key, score, mask }] : [];
  });
}

/** By field, the weight of the field included. */
function inverseFrequencies(term: string, lexicon: Lexicon): readonly number[] {
  const papers = Math.max(1, lexicon.papers);
  return FIELDS.map((field) => {
    // A word that the lexicon let go of, or doesn't have yet, is a rare one.
    const having = Math.min(papers, Math.max(1, lexicon.papersWith(field, term)));
    return SETTINGS.scoring.boost[field] * Math.log(1 + (papers - having + 0.5) / (having + 0.5));
  });
}

function termScore(
  { fields }: Ranked,
  term: string,
  weights: readonly number[],
  averages: readonly number[],
): number {
  const { k, b, d } = SETTINGS.scoring.bm25;
  let score = 0;
  for (const [at, field] of FIELDS.entries()) {
    const { stems, size } = fields[field];
    const count = occurrences(stems, term);
    if (count === 0) continue;
    const norm = k * (1 - b + (b * size) / (averages[at] ?? 1));
    score += (weights[at] ?? 0) * (d + (count * (k + 1)) / (count + norm));
  }
  return score;
}

/** How often a stem stands in a row of stems, each between blanks. */
function occurrences(stems: string, term: string): number {
  const wanted = ` ${term} `;
  let count = 0;
  for (let at = stems.indexOf(wanted); at >= 0; at = stems.indexOf(wanted, at + wanted.length - 1))
    count += 1;
  return count;
}
