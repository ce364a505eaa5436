import { whole, withRoom } from "./column.ts";

/**
 * Different texts, each known by a number that counts up from 0, which is the empty one's, as a table with
 * open addressing and linear probing (Knuth, TAOCP 3, 6.4, algorithm L): a text is found by its place within
 * a longer one, so that no string is made for a word that is known. Where the texts lie is told by who extends it.
 */
export abstract class TextTable {
  private hashes = whole(1);
  /** The number of the text that lies there; 0 where none does. A power of two of places, half of them free. */
  private places = whole(FEWEST);

  /** How many there are, the empty one among them. */
  abstract readonly size: number;
  /** The text with a number; empty for one that is not there. */
  abstract text(number: number): string;
  /** How many UTF-16 units a text has. */
  abstract lengthOf(number: number): number;
  /** Holds one more text. */
  protected abstract hold(text: string): void;
  /** Whether a text stands between two places of another. */
  protected abstract stands(number: number, text: string, from: number, to: number): boolean;

  /** The number of a text that is there. */
  numberOf(text: string): number | undefined {
    const number = this.findIn(text, 0, text.length, hashOf(text));
    return number < 0 ? undefined : number;
  }

  /** The number of the part of a text between two places, given its hash by `hashWith`; −1 for one that is not there. */
  findIn(text: string, from: number, to: number, hash: number): number {
    if (from === to) return 0;
    const { places, hashes } = this;
    const mask = places.length - 1;
    for (let at = placeOf(hash) & mask; ; at = (at + 1) & mask) {
      const number = places[at] ?? 0;
      if (number === 0) return -1;
      if (hashes[number] === hash && this.stands(number, text, from, to)) return number;
    }
  }

  /** Adds a text that is not there, and answers its number. */
  add(text: string): number {
    const number = this.size;
    const hash = hashOf(text);
    this.hold(text);
    this.hashes = withRoom(this.hashes, number + 1, whole);
    this.hashes[number] = hash;
    if ((number + 1) * 2 > this.places.length) this.spread(this.places.length * 2);
    else this.put(number, hash);
    return number;
  }

  /** Makes room for so many. */
  expect(count: number) {
    const wanted = 2 ** Math.ceil(Math.log2(2 * Math.min(count, MOST_EXPECTED) + 1));
    if (wanted > this.places.length) this.spread(wanted);
  }

  private spread(places: number) {
    this.places = whole(places);
    for (let number = 1; number < this.size; number += 1)
      this.put(number, this.hashes[number] ?? 0);
  }

  private put(number: number, hash: number) {
    const { places } = this;
    const mask = places.length - 1;
    let at = placeOf(hash) & mask;
    while (places[at] !== 0) at = (at + 1) & mask;
    places[at] = number;
  }
}

/** Texts as strings: the quickest to read, and for the garbage collector an object each. */
export class PlainTexts extends TextTable {
  private readonly texts: string[] = [""];

  get size(): number {
    return this.texts.length;
  }

  text(number: number): string {
    return this.texts[number] ?? "";
  }

  lengthOf(number: number): number {
    return this.text(number).length;
  }

  protected hold(text: string) {
    this.texts.push(text);
  }

  protected stands(number: number, text: string, from: number, to: number): boolean {
    const own = this.texts[number] ?? "";
    if (own.length !== to - from) return false;
    for (let at = 0; at < own.length; at += 1)
      if (own.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
    return true;
  }
}

/** Places of an empty table. */
const FEWEST = 1024;

/** Texts for which room is made beforehand: a count that was read may be damaged. */
const MOST_EXPECTED = 1 << 22;

/** The hash of no text at all (FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/). */
export const NO_HASH = 0x811c9dc5 | 0;

/** The hash of a text with one more character. */
export function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** The hash of a whole text. */
export function hashOf(text: string): number {
  let hash = NO_HASH;
  for (let at = 0; at < text.length; at += 1) hash = hashWith(hash, text.charCodeAt(at));
  return hash;
}

/** The low bits of FNV know little of the high ones. */
function placeOf(hash: number): number {
  return hash ^ (hash >>> 15);
}
