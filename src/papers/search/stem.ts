import { inOneSpelling } from "./one-spelling.ts";

/**
 * The stem of a lower-case English word, by Porter's algorithm
 * (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980) with its author's later
 * departures ("logi" → "log", "bli" → "ble"), so that "topology" and "topological" meet.
 * British spellings and irregular plurals are evened out before. A word with anything but the letters a
 * to z is its own stem.
 */
export function stem(word: string): string {
  if (word.length < 3 || word.length > LONGEST || /[^a-z]/.test(word)) return word;
  return strip(inOneSpelling(word));
}

/** Letters of the longest English word that is worth stemming. */
const LONGEST = 40;

const STEP_2 = rules(`ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent
  eli e ousli ous ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous
  aliti al iviti ive biliti ble logi log`);
const STEP_3 = rules("icate ic ative - alize al iciti ic ical ic ful - ness -");
const STEP_4 = rules(
  `al - ance - ence - er - ic - able - ible - ant - ement - ment - ent - sion s tion t ou - ism -
  ate - iti - ous - ive - ize -`,
);

function strip(word: string): string {
  let found = plural(word);
  found = pastOrProgressive(found);
  if (found.endsWith("y") && hasVowel(found.slice(0, -1))) found = `${found.slice(0, -1)}i`;
  found = apply(found, STEP_2, 0);
  found = apply(found, STEP_3, 0);
  found = apply(found, STEP_4, 1);
  return tidy(found);
}

function plural(word: string): string {
  if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function pastOrProgressive(word: string): string {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
  const base = word.slice(0, word.length - ending);
  if (ending === 0 || !hasVowel(base)) return word;
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && endsShort(base) ? `${base}e` : base;
}

/** The first rule whose ending fits decides, whether or not what is left is long enough. */
function apply(word: string, rules: Rules, least: number): string {
  for (const [ending, replacement] of rules.get(word.at(-1) ?? "") ?? []) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, word.length - ending.length);
    const whole = base + replacement;
    const counted = ending === "sion" || ending === "tion" ? whole : base;
    return measure(counted) > least ? whole : word;
  }
  return word;
}

function tidy(word: string): string {
  const base = word.slice(0, -1);
  if (word.endsWith("e")) {
    const count = measure(base);
    return count > 1 || (count === 1 && !endsShort(base)) ? base : word;
  }
  return word.endsWith("ll") && measure(base) > 1 ? base : word;
}

/** Porter's m: how many times vowels are followed by consonants. */
function measure(base: string): number {
  let count = 0;
  let vowel = false;
  for (let at = 0; at < base.length; at += 1) {
    const code = base.charCodeAt(at);
    const before: boolean = vowel;
    // Asked of every letter of every word, so by bits: the five vowels, and y after a consonant.
    vowel = ((VOWELS >> (code - A)) & 1) === 1 || (code === Y && at > 0 && !before);
    if (before && !vowel) count += 1;
  }
  return count;
}

const A = 97;
const Y = 121;
/** a, e, i, o, u as bits from a on. */
const VOWELS = 0x104111;

function hasVowel(base: string): boolean {
  return /[aeiou]|.y/.test(base);
}

/** Porter's *o: consonant, vowel, consonant at the end, the last one not w, x or y ("hop", but not "snow"). */
function endsShort(base: string): boolean {
  return /[^aeiou][aeiouy][^aeiouwxy]$/.test(base);
}

/** Endings with their replacements, longest first, by their last letter, so that few are tried. */
type Rules = ReadonlyMap<string, readonly (readonly [string, string])[]>;

/** Reads "ending replacement ending replacement …", where "-" replaces by nothing. */
function rules(text: string): Rules {
  const items = text.split(/\s+/);
  const pairs = items
    .flatMap((ending, at): [string, string][] =>
      at % 2 === 0 ? [[ending, (items[at + 1] ?? "-").replace("-", "")]] : [],
    )
    .sort(([a], [b]) => b.length - a.length);
  return Map.groupBy(pairs, ([ending]) => ending.at(-1) ?? "");
}
