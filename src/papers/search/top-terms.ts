import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A term that tells a paper from others: a word of the paper with that stem, and its weight in a query. */
export type TopTerm = { readonly word: string; readonly boost: number };

/** The stems that say most about a text, by tf-idf, best first: as a query they find papers like it. */
export function topTerms(
  text: string,
  papers: number,
  vocabulary: Vocabulary,
): ReadonlyMap<string, TopTerm> {
  const counts = new Map<string, { word: string; count: number }>();
  for (const word of text.split(" ")) {
    if (STOP_WORDS.has(word)) continue;
    const seen = counts.get(stem(word));
    if (seen) seen.count += 1;
    else counts.set(stem(word), { word, count: 1 });
  }
  // What a twentieth of a large catalogue holds costs most of the time and tells least.
  const common = Math.max(100, papers * 0.05);
  const weighed = [...counts]
    .map(([term, { word, count }]) => ({ term, word, boost: 1 + Math.log(count) }))
    .filter(({ term }) => vocabulary.papersWith(term) <= common)
    .map((one) => ({
      ...one,
      weight: one.boost * Math.log(1 + papers / Math.max(1, vocabulary.papersWith(one.term))),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, TERMS);
  return new Map(weighed.map(({ term, word, boost }) => [term, { word, boost }]));
}

/** More terms find nothing better, by measurement. */
const TERMS = 40;
