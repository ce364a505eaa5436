import type { Scoring } from "./scorer.ts";

/**
 * The settings of ranking, the same for every catalogue. Those of scoring, acronyms, words and pairs were
 * chosen on one half of the queries of public relevance collections and measured on the other
 * (docs/search.md); the weights of authors and categories are judgement: no collection has any.
 */
export const SETTINGS = {
  scoring: {
    boost: { title: 0.4, text: 1, authors: 0.5, categories: 0.5 },
    bm25: { k: 1.2, b: 0.7, d: 0.2 },
  } satisfies Scoring,
  /** Weight of each further time that the query itself holds a word. */
  repeated: 0.7,
  /** Weight of an acronym's other form beside the form that was typed, and the most words of a query that has such forms. */
  acronym: { weight: 0.3, mostWords: 6 },
  /** Weight of two words written as one, or of one written as two: beside what was typed, or where only that is known. */
  compound: { beside: 0.5, alone: 1 },
  /** Up to so many words a paper gains by the number of those that it holds, to this power; longer queries are questions. */
  matched: { mostWords: 6, power: 0.25 },
  /** How many of the best are looked through for what follows; fewer while somebody types. */
  reranked: 100,
  rerankedTyping: 20,
  /** Weight of a word in the very ending that was typed. */
  ending: 0.2,
  /** Weight of two words that stand side by side as they do in the query, stop words between them aside. */
  pair: 0.6,
  /** As how many a pair in the title counts: one there says what the paper is about. */
  titlePair: 4,
  /** What the score gains where the whole query stands just as it was typed, if it has so many words at most. */
  phrase: { gain: 0.6, mostWords: 12 },
  /** How much what was learnt has to say about likeness, and for how many of the nearest. */
  similar: { latent: 0.25, reranked: 100 },
} as const;
