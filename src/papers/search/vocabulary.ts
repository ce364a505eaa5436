import { distance } from "fastest-levenshtein";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** The words of a catalogue, with how often each occurs. */
export type Vocabulary = {
  /** Counts the words of a text; reading it may wait until somebody misspells a word. */
  add(text: string): void;
  remove(text: string): void;
  /** Counts one word so many times more. */
  count(word: string, by: number): void;
  /** Every word with how often it occurs. */
  counts(): Iterable<readonly [string, number]>;
  /** How many papers hold a word with this stem. */
  papersWith(stem: string): number;
  /**
   * The nearest known word within so many edits, the more frequent one of two equally near. What shares
   * too little with the word is not near it: "rotary" is no "road", and "lehman" no "zeman".
   */
  nearest(word: string, edits: number): string | undefined;
  /** The most frequent words that begin so. */
  starting(prefix: string, count: number): readonly string[];
};

/** An empty vocabulary beside an index that knows how many papers hold a stem. */
export function createVocabulary(papersWith: (stem: string) => number): Vocabulary {
  const counts: Counts = new Map();
  let unread: string[] = [];
  const count = (text: string, by: number) => {
    for (const word of text.split(" ")) if (!STOP_WORDS.has(word)) change(counts, word, by);
  };
  const settled = () => {
    for (const text of unread) count(text, 1);
    unread = [];
    return counts;
  };
  return {
    add: (text) => {
      unread.push(text);
      // Counting them all at once would keep everybody waiting, so each new one has an old one counted.
      if (unread.length > MOST_UNREAD) count(unread.shift() ?? "", 1);
    },
    remove: (text) => {
      settled();
      count(text, -1);
    },
    count: (word, by) => change(counts, word, by),
    counts: function* () {
      for (const [word, { count }] of settled()) yield [word, count];
    },
    papersWith,
    nearest: (word, edits) =>
      edits < 1 ? undefined : (swapped(word, papersWith) ?? findNearest(settled(), word, edits)),
    starting: (prefix, most) =>
      [...settled()]
        .filter(([word]) => word.startsWith(prefix))
        .sort((a, b) => b[1].count - a[1].count)
        .slice(0, most)
        .map(([word]) => word),
  };
}

/** Texts that may wait: a small catalogue starts without counting, and a large one never makes a reader wait for it. */
const MOST_UNREAD = 200;

/** How often each word occurs, with the letters it is made of as bits. */
type Counts = Map<string, { count: number; readonly letters: number }>;

function change(counts: Counts, word: string, by: number) {
  const entry = counts.get(word);
  if (!entry) {
    if (by > 0) counts.set(word, { count: by, letters: letters(word) });
  } else if (entry.count + by > 0) entry.count += by;
  else counts.delete(word);
}

function findNearest(counts: Counts, word: string, edits: number): string | undefined {
  const heard = sound(word);
  const own = letters(word);
  let best: { word: string; edits: number; count: number } | undefined;
  for (const [candidate, entry] of counts) {
    const limit = best?.edits ?? edits;
    // An edit changes two letters of the set at most: this spares most of the work.
    if (Math.abs(candidate.length - word.length) > limit + 1) continue;
    if (bits(own ^ entry.letters) > 2 * limit || /\d/.test(candidate)) continue;
    const needed = distanceHeard(heard, sound(candidate));
    if (needed > limit || needed > MOST_WRONG * Math.max(word.length, candidate.length)) continue;
    if (best && needed === limit && entry.count <= best.count) continue;
    best = { word: candidate, edits: needed, count: entry.count };
  }
  return best?.word;
}

/** The share of the letters of the longer word that may be wrong. */
const MOST_WRONG = 0.4;

/** Edits between two words; where there are several, another first letter counts twice, since people seldom miss it. */
function distanceHeard(a: string, b: string): number {
  const edits = distance(a, b);
  return edits > 1 && a[0] !== b[0] ? edits + 1 : edits;
}

/** The letters of a word as it sounds, as bits. */
function letters(word: string): number {
  let set = 0;
  for (const sign of sound(word)) set |= 1 << (sign.charCodeAt(0) & 31);
  return set;
}

/** How many bits are set (Hacker's Delight, 2nd edition, figure 5-2). */
function bits(set: number): number {
  let count = set - ((set >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** "ph" is heard as "f", so that "graf" is nearer to "graph" than to "grad". */
function sound(word: string): string {
  return word.replaceAll("ph", "f");
}

/** The word with two neighbouring letters in each other's place, which counts as one edit, not as two. */
function swapped(word: string, papersWith: (stem: string) => number): string | undefined {
  return Array.from(word.slice(1, LONGEST_SWAPPED), (letter, at) => {
    return `${word.slice(0, at)}${letter}${word[at] ?? ""}${word.slice(at + 2)}`;
  }).find((one) => one !== word && papersWith(stem(one)) > 0);
}

/** Letters of a word within which swaps are tried. */
const LONGEST_SWAPPED = 30;
