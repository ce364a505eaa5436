import { whole, withRoom } from "./column.ts";

/**
 * Different texts, each known by a number that counts up from 0, as a table with open addressing: a text
 * is found by its place within a longer one, so that no string is made for a word that is known.
 */
export class TextTable {
  private readonly texts: string[] = [];
  private hashes = whole(0);
  /** The number of the text that lies there, plus 1; 0 where none does. A power of two of places, half of them free. */
  private slots = whole(FEWEST);

  /** How many there are. */
  get size(): number {
    return this.texts.length;
  }

  text(number: number): string | undefined {
    return this.texts[number];
  }

  /** Every text by its number; it is the table's own. */
  all(): readonly string[] {
    return this.texts;
  }

  /** The number of a text; −1 for one that is not there. */
  find(text: string): number {
    return this.findIn(text, 0, text.length, hashOf(text));
  }

  /** The number of the part of a text between two places, given its hash by `hashWith`. */
  findIn(text: string, from: number, to: number, hash: number): number {
    const { slots, hashes, texts } = this;
    const mask = slots.length - 1;
    for (let at = placeOf(hash) & mask; ; at = (at + 1) & mask) {
      const number = (slots[at] ?? 0) - 1;
      if (number < 0) return -1;
      if (hashes[number] === hash && isPart(texts[number] ?? "", text, from, to)) return number;
    }
  }

  /** Adds a text that is not there, and answers its number. */
  add(text: string): number {
    const number = this.texts.length;
    const hash = hashOf(text);
    this.texts.push(text);
    this.hashes = withRoom(this.hashes, number + 1, whole);
    this.hashes[number] = hash;
    if ((number + 1) * 2 > this.slots.length) this.grow();
    else this.place(number, hash);
    return number;
  }

  private grow() {
    this.slots = whole(this.slots.length * 2);
    for (let number = 0; number < this.size; number += 1)
      this.place(number, this.hashes[number] ?? 0);
  }

  private place(number: number, hash: number) {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = placeOf(hash) & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = number + 1;
  }
}

/** Places of an empty table. */
const FEWEST = 1024;

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

function isPart(part: string, text: string, from: number, to: number): boolean {
  if (part.length !== to - from) return false;
  for (let at = 0; at < part.length; at += 1)
    if (part.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}
