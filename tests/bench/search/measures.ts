/** How good a ranking is for one query; each between 0 and 1. */
export type Quality = { readonly ndcg: number; readonly mrr: number; readonly recall: number };

/** Places that nDCG and MRR look at, as is usual for a first page. */
export const DEPTH = 10;
/** Places that recall looks at. */
export const DEEP = 50;

/**
 * nDCG@10 with the grades as gains (K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", TOIS 20(4), 2002; linear gains as trec_eval has them), MRR@10 and recall@50 of a
 * ranking, best first. A key that comes twice counts the first time only.
 */
export function qualityOf(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
): Quality {
  const ranked = [...new Set(ranking)].map((key) => grades.get(key) ?? 0);
  const best = [...grades.values()].sort((a, b) => b - a);
  const first = ranked.slice(0, DEPTH).findIndex((grade) => grade > 0);
  const found = ranked.slice(0, DEEP).filter((grade) => grade > 0).length;
  return {
    ndcg: discounted(ranked) / discounted(best),
    mrr: first < 0 ? 0 : 1 / (first + 1),
    recall: found / best.filter((grade) => grade > 0).length,
  };
}

/** The mean of each measure. */
export function meanQuality(all: readonly Quality[]): Quality {
  const mean = (of: keyof Quality) => all.reduce((sum, one) => sum + one[of], 0) / all.length;
  return { ndcg: mean("ndcg"), mrr: mean("mrr"), recall: mean("recall") };
}

function discounted(grades: readonly number[]): number {
  return grades
    .slice(0, DEPTH)
    .reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
}
