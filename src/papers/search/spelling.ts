import { words } from "../words.ts";
import { SETTINGS } from "./settings.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { isTalk, subjectOf } from "./subject.ts";
import { isWritten } from "./written-words.ts";

/** What is known of the words of a catalogue. */
export type Spellings = {
  /** Whether a paper holds a word in any ending. */
  knows(word: string): boolean;
  /** The nearest known word within so many `slips`. */
  nearest(word: string, most: number): string | undefined;
  /** The most frequent words that begin so. */
  starting(prefix: string, count: number): readonly string[];
};

/** A word of a query that is looked for. */
export type Wanted = {
  /** The words that stand for it: itself, its correction, or those that go on from it where it was completed. */
  readonly choices: readonly string[];
  /** How often the query holds it, in any ending. */
  readonly times: number;
};

/** A query that was read against a vocabulary. */
export type Reading = {
  /** All its words in order, corrected. */
  readonly words: readonly string[];
  /** The different words among them that say what it is about: two with one stem are the same. */
  readonly wanted: readonly Wanted[];
  /** Folded words that were taken for others, or for two of them. */
  readonly corrected: ReadonlyMap<string, string>;
};

/** How far what was typed may be from what is known. */
export type Tolerance = {
  /** `slips` within which a word that nobody knows may be replaced. */
  readonly slips: (word: string) => number;
  /** Letters from which on an unfinished last word is completed. */
  readonly completed: number;
  /** How many of the best papers are looked through for how near the words are. */
  readonly reranked: number;
};

/** For a query that was sent, where three letters are an acronym more often than a beginning. */
export const SENT: Tolerance = { slips: sureSlips, completed: 4, reranked: SETTINGS.reranked };

/** For what is still being typed. */
export const TYPING: Tolerance = {
  slips: sureSlips,
  completed: 3,
  reranked: SETTINGS.rerankedTyping,
};

/** For a spelling that is only offered. */
export const OFFERED: Tolerance = { slips: likelySlips, completed: 4, reranked: 0 };

/**
 * Reads the words of a query. A word that no paper holds is completed when it is the last one of a few and
 * known words begin so, and otherwise replaced by the nearest known word or taken for two without a blank
 * between, within the tolerance. Known words are never touched, since fuzziness on them costs relevance, nor
 * are those that science writes: an answer about something else is worse than one that lacks a word.
 */
export function readWords(text: string, vocabulary: Spellings, tolerance: Tolerance): Reading {
  const typed = words(text);
  const subject = [...new Set(subjectOf(typed))];
  const unknown = subject.filter((word) => !vocabulary.knows(word));
  const last = unknown.includes(typed.at(-1) ?? "") ? (typed.at(-1) ?? "") : "";
  const isBegun = last.length >= tolerance.completed && subject.length <= MOST_UNFINISHED;
  const completed = isBegun ? vocabulary.starting(last, COMPLETIONS) : [];
  const corrected = new Map<string, string>();
  // Each correction reads the whole vocabulary: a few help, more are noise.
  for (const word of unknown.slice(0, MOST_CORRECTIONS)) {
    if (word === last && completed.length > 0) continue;
    const meant = correctionOf(word, vocabulary, tolerance.slips(word));
    if (meant !== undefined) corrected.set(word, meant);
  }
  const about = subjectOf(typed.map((word) => corrected.get(word) ?? word));
  // What is taken for talk must stand where talk does, or be all there is: "papert graphs" is about no paper.
  if (!about.every(isTalk))
    for (const [word, taken] of corrected)
      if (isTalk(taken) && about.includes(taken)) corrected.delete(word);
  const meant = typed.flatMap((word) => corrected.get(word)?.split(" ") ?? word);
  return {
    words: meant,
    wanted: wantedOf(meant, completed.length > 0 ? last : "", completed),
    corrected,
  };
}

/** The nearest word, unless it is further than two known words that want a blank between them. */
function correctionOf(word: string, vocabulary: Spellings, most: number): string | undefined {
  if (isWritten(word)) return undefined;
  const two = twoWords(word, vocabulary);
  if (two === undefined) return vocabulary.nearest(word, most);
  return vocabulary.nearest(word, Math.min(1, most)) ?? two;
}

function twoWords(word: string, vocabulary: Spellings): string | undefined {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    const isWord = (part: string) => !STOP_WORDS.has(part) && vocabulary.knows(part);
    if (parts.every(isWord)) return parts.join(" ");
  }
  return undefined;
}

function wantedOf(
  meant: readonly string[],
  last: string,
  completed: readonly string[],
): readonly Wanted[] {
  const byStem = Map.groupBy(subjectOf(meant), stem);
  return [...byStem.values()].slice(0, MOST_WORDS).map((same) => ({
    choices: same[0] === last ? completed : same.slice(0, 1),
    times: same.length,
  }));
}

/** Slips after which a word is still surely meant: in a short one a single likely one, since others make another word of it. */
function sureSlips(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  if (word.length <= 5) return 1;
  return word.length <= 8 ? 2 : 3;
}

/** Slips after which a word is worth offering: none in the shortest, where they make any other word of it. */
function likelySlips(word: string): number {
  return word.length < 5 ? sureSlips(word) : Math.ceil(word.length * 0.4);
}

/** Different words that are looked for: more than any question has. */
const MOST_WORDS = 64;
/** Letters of each of two words that were typed as one. */
const SHORTEST_PART = 4;
/** Words that are corrected in one query. */
const MOST_CORRECTIONS = 3;
/** Words of a query whose last one may be unfinished: who writes more writes it to the end. */
const MOST_UNFINISHED = 4;
/** Known words that an unfinished last word stands for. */
const COMPLETIONS = 6;
