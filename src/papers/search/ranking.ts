import type { Acronyms } from "./acronyms.ts";
import type { Document } from "./document.ts";
import type { Answer } from "./engine.ts";
import type { Clause, Match, Scoring } from "./posting-index.ts";
import type { Reading } from "./spelling.ts";

/**
 * The settings of ranking. Title, text, bm25 and acronym were measured on public relevance collections;
 * the weights of authors and categories and the factors for phrases are judgement, not yet measured.
 */
export const SETTINGS = {
  scoring: {
    boost: { title: 0.3, text: 1, authors: 0.5, categories: 0.5 },
    bm25: { k: 1.2, b: 0.7, d: 0.2 },
  } satisfies Scoring,
  /** Weight of an acronym's other form beside the form that was typed. */
  acronym: 0.5,
  /** Up to so many terms a paper gains by each that it holds; longer queries are questions, which that harms. */
  fewTerms: 4,
  /** Factors for papers that hold the query just as it was typed. */
  phrase: { wholeTitle: 3, title: 1.6, text: 1.3 },
  /** How many of the best are looked through for the phrase. */
  reranked: 50,
} as const;

/** What to look for: each term by itself, all words of an acronym's long form, and the acronym of a long form. */
export function clausesOf({ terms }: Reading, acronyms: Acronyms): readonly Clause[] {
  const stems = [...terms.keys()];
  const bit = (term: string) => 1 << stems.indexOf(term);
  const weight = SETTINGS.acronym;
  return [
    ...stems.map((term) => ({ terms: [term], weight: 1, bit: bit(term) })),
    ...stems.flatMap((short) =>
      acronyms.long(short).map((long) => ({ terms: long, all: true, weight, bit: bit(short) })),
    ),
    ...acronyms.short(stems).map(({ short, long }) => ({
      terms: [short],
      weight,
      bit: long.reduce((bits, term) => bits | bit(term), 0),
    })),
  ];
}

/** Matches as what was found, best first, after the best have gained by holding the query in so many words. */
export function rank(
  matches: readonly Match[],
  reading: Reading,
  documentOf: (key: string) => Pick<Document, "title" | "text"> | undefined,
): readonly Answer[] {
  const { terms, phrase } = reading;
  // Thousands of papers share a few masks: what each means is worked out once.
  const known = new Map<number, Pick<Answer, "matches" | "whole">>();
  const found = matches.map(({ key, score, mask }): Answer => {
    const held = known.get(mask) ?? heldBy(mask, reading);
    known.set(mask, held);
    const gained = terms.size <= SETTINGS.fewTerms ? held.matches.length : 1;
    return { key, score: score * gained, ...held };
  });
  const sorted = found.sort(byScore);
  if (!phrase.includes(" ")) return sorted;
  const best = sorted.slice(0, SETTINGS.reranked).map((one) => {
    const document = documentOf(one.key);
    return document ? { ...one, score: one.score * phraseFactor(document, phrase) } : one;
  });
  return [...best.sort(byScore), ...sorted.slice(SETTINGS.reranked)];
}

/** The words of a query that a paper with this mask holds, and whether those are all. */
function heldBy(mask: number, { terms, asked }: Reading): Pick<Answer, "matches" | "whole"> {
  const held = [...terms].filter((_, at) => (mask & (1 << at)) !== 0);
  const stems = new Set(held.map(([stem]) => stem));
  return {
    matches: held.map(([, word]) => word),
    whole: asked.every((choices) => choices.some((stem) => stems.has(stem))),
  };
}

/** Best first, equal ones in the order they came. */
export function byScore(a: { readonly score: number }, b: { readonly score: number }): number {
  return b.score - a.score;
}

function phraseFactor({ title, text }: Pick<Document, "title" | "text">, phrase: string): number {
  if (title === phrase) return SETTINGS.phrase.wholeTitle;
  // A word must begin where the phrase does but may go on: "graph transformer" is in "graph transformers".
  if (` ${title}`.includes(` ${phrase}`)) return SETTINGS.phrase.title;
  return ` ${text}`.includes(` ${phrase}`) ? SETTINGS.phrase.text : 1;
}
