import { stem } from "../../../src/papers/search/stem.ts";
import { STOP_WORDS } from "../../../src/papers/search/stop-words.ts";
import { words } from "../../../src/papers/words.ts";
import { keysOf } from "./bm25.ts";
import type { Rival } from "./rival.ts";

/**
 * The yardstick for similar papers: the cosine of tf-idf vectors, (1 + ln times) · ln(papers / papers
 * with the term), over the same stems and stop words as ours.
 */
export const cosine: Rival = {
  name: "tf-idf cosine",
  open: async (papers) => {
    const counts = papers.map(({ title, abstract }) => countOf(`${title} ${abstract}`));
    const holding = new Map<string, number>();
    for (const terms of counts)
      for (const term of terms.keys()) holding.set(term, (holding.get(term) ?? 0) + 1);
    const vectors = counts.map((terms) => {
      const weights = [...terms].map(([term, times]): [string, number] => {
        const idf = Math.log(papers.length / (holding.get(term) ?? 1));
        return [term, (1 + Math.log(times)) * idf];
      });
      const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
      return weights.map(([term, weight]): [string, number] => [term, weight / length]);
    });
    const postings = new Map<string, [number, number][]>();
    for (const [number, vector] of vectors.entries()) {
      for (const [term, weight] of vector) {
        const list = postings.get(term) ?? [];
        if (list.length === 0) postings.set(term, list);
        list.push([number, weight]);
      }
    }
    const numbers = new Map(papers.map(({ key }, number) => [key, number]));
    return {
      search: async () => [],
      similar: async ({ key }, count) => {
        const own = numbers.get(key) ?? -1;
        const scores = new Map<number, number>();
        for (const [term, weight] of vectors[own] ?? []) {
          for (const [number, other] of postings.get(term) ?? [])
            scores.set(number, (scores.get(number) ?? 0) + weight * other);
        }
        scores.delete(own);
        return keysOf(scores, count, papers);
      },
    };
  },
};

function countOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words(text)) {
    if (!STOP_WORDS.has(word)) counts.set(stem(word), (counts.get(stem(word)) ?? 0) + 1);
  }
  return counts;
}
