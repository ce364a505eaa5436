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
  /** For each word of the query the stems that stand for it: one, or several where it was completed. */
  readonly asked: readonly (readonly string[])[];
  /** The query with its misspelt words replaced; undefined when there were none. */
  readonly instead?: string;
};

/** How far what was typed may be from what is known. */
export type Tolerance = {
  /** Edits within which a word that nobody knows may be replaced. */
  readonly edits: (word: string) => number;
  /** Letters from which on an unfinished last word is completed. */
  readonly completed: number;
};

/** For a query that was sent, where three letters are an acronym more often than a beginning. */
export const SENT: Tolerance = { edits: sureEdits, completed: 4 };

/** For what is still being typed. */
export const TYPING: Tolerance = { edits: sureEdits, completed: 2 };

/** For a spelling that is only offered. */
export const OFFERED: Tolerance = { edits: likelyEdits, completed: 4 };

/**
 * Reads a query. A word that no paper holds is completed when it is the last one and known words
 * begin so, and otherwise replaced by the nearest known word, both within the tolerance. Known words
 * are never touched: fuzziness on them costs relevance. What is too long to be a query is cut.
 */
export function readQuery(text: string, vocabulary: Vocabulary, tolerance: Tolerance): Reading {
  const query = text.slice(0, LONGEST);
  const typed = words(query);
  const subject = [...new Set(typed)].filter((word) => !STOP_WORDS.has(word)).slice(0, MOST_TERMS);
  const unknown = subject.filter((word) => vocabulary.papersWith(stem(word)) === 0);
  const last = unknown.includes(typed.at(-1) ?? "") ? (typed.at(-1) ?? "") : "";
  const completed =
    last.length >= tolerance.completed ? vocabulary.starting(last, COMPLETIONS) : [];
  const corrected = new Map<string, string>();
  // Each correction reads the whole vocabulary: a few help, more are noise.
  for (const word of unknown.slice(0, MOST_CORRECTIONS)) {
    if (word === last && completed.length > 0) continue;
    const nearest = vocabulary.nearest(word, tolerance.edits(word));
    if (nearest !== undefined) corrected.set(word, nearest);
  }
  const meant = subject.map((word) =>
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
    terms: new Map(meant.flat().map((word) => [stem(word), word])),
    asked: meant.map((words) => words.map(stem)),
    ...(corrected.size > 0 && { instead: rewrite(query, corrected) }),
  };
}

/** Edits at which a misspelt word is still surely meant: measured best with 1 up to five letters, else 2. */
function sureEdits(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length <= 5 ? 1 : 2;
}

/** Edits at which a word is worth offering: none in the shortest, where they make any other word of it. */
function likelyEdits(word: string): number {
  return word.length < 5 ? sureEdits(word) : Math.ceil(word.length * 0.4);
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
