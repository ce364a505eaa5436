import { words } from "../words.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A query that was read against a vocabulary. */
export type Reading = {
  /** The words in order, corrected, from the first to the last that is no stop word. */
  readonly phrase: string;
  /** The stems to look for, each with the word it stands for. */
  readonly terms: ReadonlyMap<string, string>;
  /** The query with its misspelt words replaced; undefined when there were none. */
  readonly instead?: string;
};

/**
 * Reads a query. A word that no paper holds is completed when it is the last one and known words
 * begin so, and otherwise replaced by the nearest known word within `edits(word)` edits. Known words
 * are never touched: fuzziness on them costs relevance. What is too long to be a query is cut.
 */
export function readQuery(
  text: string,
  vocabulary: Vocabulary,
  edits: (word: string) => number = strictEdits,
): Reading {
  const query = text.slice(0, LONGEST);
  const typed = words(query);
  const subject = [...new Set(typed)].filter((word) => !STOP_WORDS.has(word)).slice(0, MOST_TERMS);
  const unknown = subject.filter((word) => vocabulary.papersWith(stem(word)) === 0);
  const last = unknown.includes(typed.at(-1) ?? "") ? (typed.at(-1) ?? "") : "";
  const completed = last.length > 1 ? vocabulary.starting(last, COMPLETIONS) : [];
  const corrected = new Map<string, string>();
  // Each correction reads the whole vocabulary: a few help, more are noise.
  for (const word of unknown.slice(0, MOST_CORRECTIONS)) {
    if (word === last && completed.length > 0) continue;
    const nearest = vocabulary.nearest(word, edits(word));
    if (nearest !== undefined) corrected.set(word, nearest);
  }
  const meant = subject.flatMap((word) =>
    word === last && completed.length > 0 ? completed : [corrected.get(word) ?? word],
  );
  return {
    phrase: typed
      .slice(
        typed.findIndex((word) => !STOP_WORDS.has(word)),
        typed.findLastIndex((word) => !STOP_WORDS.has(word)) + 1,
      )
      .map((word) => corrected.get(word) ?? word)
      .join(" "),
    terms: new Map(meant.map((word) => [stem(word), word])),
    ...(corrected.size > 0 && { instead: rewrite(query, corrected) }),
  };
}

/** Edits at which a misspelt word is still surely meant: measured best with 1 up to five letters, else 2. */
function strictEdits(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length <= 5 ? 1 : 2;
}

/** Edits at which a word may be offered as "did you mean". */
export function looseEdits(word: string): number {
  return word.length < 3 ? 0 : Math.max(2, Math.ceil(word.length * 0.4));
}

/** Characters of a query that are read. */
const LONGEST = 1000;
/** Different words that are looked for, completions aside; a match keeps them as bits of 32. */
const MOST_TERMS = 20;
/** Words that are corrected in one query. */
const MOST_CORRECTIONS = 3;
/** Known words that an unfinished last word stands for. */
const COMPLETIONS = 6;

function rewrite(query: string, corrected: ReadonlyMap<string, string>): string {
  return query
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => corrected.get(words(word)[0] ?? "") ?? word);
}
