import { shorts, whole, withRoom } from "./column.ts";

/** Texts that are each held once and known by a number, in the order in which they came; the empty one has the number 0. */
export type Texts = {
  /** Texts that there are. */
  readonly size: number;
  numberOf(text: string): number | undefined;
  /** Holds a text that is not held yet; answers its number. */
  enter(text: string): number;
  text(number: number): string;
  /** How many UTF-16 units a text has. */
  lengthOf(number: number): number;
  /** Makes room for so many. */
  expect(count: number): void;
};

/** Texts as the engine's own strings in its own map: the fastest, and for the garbage collector an object each. */
export class PlainTexts implements Texts {
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly texts: string[] = [""];

  get size(): number {
    return this.texts.length;
  }

  numberOf(text: string): number | undefined {
    return this.numbers.get(text);
  }

  enter(text: string): number {
    const number = this.texts.push(text) - 1;
    this.numbers.set(text, number);
    return number;
  }

  text(number: number): string {
    return this.texts[number] ?? "";
  }

  lengthOf(number: number): number {
    return this.text(number).length;
  }

  expect() {}
}

/**
 * Texts in a few rows of numbers, found by open addressing with linear probing (Knuth, TAOCP 3, 6.4,
 * algorithm L). Hundreds of thousands of them are nothing to the garbage collector, and growing never
 * takes long: a table of so many strings would stop everything for tens of milliseconds again and again.
 */
export class PackedTexts implements Texts {
  size = 1;
  /** The UTF-16 units of all texts, one after the other, and where each ends. */
  private units = shorts(0);
  private ends = whole(1);
  private hashes = whole(1);
  /** Numbers by hash, 0 for a free place; its length is a power of two, and half of it is free. */
  private places = whole(LEAST_PLACES);

  numberOf(text: string): number | undefined {
    if (text === "") return 0;
    const found = this.places[this.placeOf(text, hashOf(text))] ?? 0;
    return found === 0 ? undefined : found;
  }

  enter(text: string): number {
    const number = this.size;
    const from = this.ends[number - 1] ?? 0;
    const end = from + text.length;
    this.units = withRoom(this.units, end, shorts);
    for (let at = 0; at < text.length; at += 1) this.units[from + at] = text.charCodeAt(at);
    this.ends = withRoom(this.ends, number + 1, whole);
    this.hashes = withRoom(this.hashes, number + 1, whole);
    this.ends[number] = end;
    const hash = hashOf(text);
    this.hashes[number] = hash;
    this.size += 1;
    if (2 * this.size > this.places.length) this.spread(2 * this.places.length);
    else this.places[this.placeOf(text, hash)] = number;
    return number;
  }

  text(number: number): string {
    if (number <= 0 || number >= this.size) return "";
    const [from, end] = [this.ends[number - 1] ?? 0, this.ends[number] ?? 0];
    let text = "";
    for (let at = from; at < end; at += AT_ONCE)
      text += String.fromCharCode(...this.units.subarray(at, Math.min(end, at + AT_ONCE)));
    return text;
  }

  /** Where a text stands, or would. */
  private placeOf(text: string, hash: number): number {
    const { places, hashes } = this;
    const last = places.length - 1;
    let place = hash & last;
    for (;;) {
      const number = places[place] ?? 0;
      if (number === 0 || (hashes[number] === hash && this.is(number, text))) return place;
      place = (place + 1) & last;
    }
  }

  private is(number: number, text: string): boolean {
    const from = this.ends[number - 1] ?? 0;
    if ((this.ends[number] ?? 0) - from !== text.length) return false;
    for (let at = 0; at < text.length; at += 1)
      if (this.units[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  lengthOf(number: number): number {
    return (this.ends[number] ?? 0) - (this.ends[number - 1] ?? 0);
  }

  expect(count: number) {
    const wanted = 2 ** Math.ceil(Math.log2(2 * Math.min(count, MOST_EXPECTED) + 1));
    if (wanted > this.places.length) this.spread(wanted);
  }

  /** Gives every text its place among so many. */
  private spread(length: number) {
    const places = whole(length);
    const last = length - 1;
    for (let number = 1; number < this.size; number += 1) {
      let place = (this.hashes[number] ?? 0) & last;
      while (places[place] !== 0) place = (place + 1) & last;
      places[place] = number;
    }
    this.places = places;
  }
}

const LEAST_PLACES = 1024;

/** Texts for which room is made beforehand: a count that was read may be damaged. */
const MOST_EXPECTED = 1 << 22;

/** Units that become a string at once: arguments of a call are bounded. */
const AT_ONCE = 4096;

/** The FNV-1a hash of a text's UTF-16 units (draft-eastlake-fnv), its upper bits mixed into the lower ones, which give the place. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
