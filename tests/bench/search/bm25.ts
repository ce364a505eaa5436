import type { Paper } from "#papers";
import { stem } from "../../../src/papers/search/stem.ts";
import { words } from "../../../src/papers/words.ts";
import type { Rival } from "./rival.ts";

/** Lucene's English stop words. */
const STOP = new Set(
  `a an and are as at be but by for if in into is it no not of on or such that the their then there these
  they this to was will with`.split(/\s+/),
);

const [K, B] = [1.2, 0.75];

/**
 * The second yardstick: Okapi BM25 with Lucene's idf (S. Robertson, H. Zaragoza, "The Probabilistic
 * Relevance Framework", 2009), k 1.2, b .75, one field of title and abstract, stop words, Porter's stems.
 */
export const bm25: Rival = {
  name: "BM25, stop words, Porter",
  open: async (papers) => {
    const postings = new Map<string, Map<number, number>>();
    const lengths = papers.map((paper, number) => {
      const terms = termsOf(`${paper.title} ${paper.abstract}`);
      for (const term of terms) {
        const list = postings.get(term) ?? new Map<number, number>();
        postings.set(term, list.set(number, (list.get(number) ?? 0) + 1));
      }
      return terms.length;
    });
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const worth = (times: number, number: number, holding: number) => {
      const idf = Math.log(1 + (papers.length - holding + 0.5) / (holding + 0.5));
      const length = lengths[number] ?? average;
      return (idf * times * (K + 1)) / (times + K * (1 - B + (B * length) / average));
    };
    return {
      search: async (text, count) => {
        const scores = new Map<number, number>();
        for (const term of termsOf(text)) {
          const list = postings.get(term) ?? new Map<number, number>();
          for (const [number, times] of list)
            scores.set(number, (scores.get(number) ?? 0) + worth(times, number, list.size));
        }
        return keysOf(scores, count, papers);
      },
    };
  },
};

/** The keys of the best papers by their scores. */
export function keysOf(
  scores: ReadonlyMap<number, number>,
  count: number,
  papers: readonly Paper[],
): readonly string[] {
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .flatMap(([number]) => papers[number]?.key ?? []);
}

function termsOf(text: string): string[] {
  return words(text)
    .filter((word) => !STOP.has(word))
    .map(stem);
}
