import { setImmediate } from "node:timers/promises";
import { isAscii, words as wordsOf } from "../words.ts";
import { whole, withRoom } from "./column.ts";
import type { Sequence } from "./paper-words.ts";
import { rowBytes, type SnapshotReader, textBytes } from "./snapshot.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { hashOf, hashWith, NO_HASH, PlainTexts, type TextTable } from "./text-table.ts";

/** What a stop word has for a stem. */
export const NO_STEM = -1;
/** What a text has for a stem that has only been a stem itself so far, never a word. */
const UNREAD = -2;

/** Words that are loaded before other work gets its turn: some 1 ms. */
const TOGETHER = 2_000;

/**
 * Every word and every stem of a catalogue, each held once and known by a number from 1; 0 is what
 * stands between two fields. A number once given stays, even when no paper holds the word any more.
 */
export class Lexicon {
  /** The number of the stem of each word. */
  stems = whole(1);
  /** How many papers hold each word. */
  papers = whole(1);
  private readonly texts: TextTable;

  constructor(texts: TextTable = new PlainTexts()) {
    this.texts = texts;
  }

  /** Texts that there are, the empty one with the number 0 among them. */
  get size(): number {
    return this.texts.size;
  }

  /** The number of a word or a stem that is known. */
  numberOf(text: string): number | undefined {
    return this.texts.numberOf(text);
  }

  /** Reads parts, each a text or the words of one, into numbers, 0 between two; words are known from then on. */
  read(parts: readonly (string | readonly string[])[], into: Sequence) {
    into.length = 0;
    for (const [at, part] of parts.entries()) {
      if (at > 0) this.put(0, into);
      if (typeof part === "string" && isAscii(part)) this.readAscii(part.toLowerCase(), into);
      else
        for (const word of typeof part === "string" ? wordsOf(part) : part)
          this.put(this.known(word, 0, word.length, hashOf(word)), into);
    }
  }

  /** The number of the stem of a word; `NO_STEM` for a stop word, 0 for what no paper ever held. */
  stemOf(word: string): number {
    if (STOP_WORDS.has(word)) return NO_STEM;
    return this.numberOf(stem(word)) ?? 0;
  }

  text(number: number): string {
    return this.texts.text(number);
  }

  /** How long a text is. */
  lengthOf(number: number): number {
    return this.texts.lengthOf(number);
  }

  /** The text of a word's stem; undefined for a stop word, and for what no paper ever held. */
  stemText(word: string): string | undefined {
    const own = this.stemOf(word);
    return own > 0 ? this.texts.text(own) : undefined;
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    yield* textBytes({ length: this.size, at: (number) => this.text(number) });
    yield* rowBytes(this.stems, this.size);
    yield* rowBytes(this.papers, this.size);
  }

  async load(from: SnapshotReader) {
    const count = await from.number();
    this.texts.expect(count);
    let at = 0;
    for await (const part of from.textParts(count))
      for (const text of part) {
        if (at > 0) this.texts.add(text ?? "");
        if (at % TOGETHER === 0) await setImmediate();
        at += 1;
      }
    this.stems = await from.row(whole);
    this.papers = await from.row(whole);
  }

  /** The words that `words` would make of a text in ASCII and lower case, but strings only for those that are new. */
  private readAscii(text: string, into: Sequence) {
    let [from, hash] = [0, NO_HASH];
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : 0;
      if ((code >= LETTER_A && code <= LETTER_Z) || (code >= DIGIT_0 && code <= DIGIT_9)) {
        hash = hashWith(hash, code);
        continue;
      }
      if (at > from) this.put(this.known(text, from, at, hash), into);
      [from, hash] = [at + 1, NO_HASH];
    }
  }

  /** The number of the word between two places, which is known from then on. */
  private known(text: string, from: number, to: number, hash: number): number {
    const number = this.texts.findIn(text, from, to, hash);
    if (number >= 0 && this.stems[number] !== UNREAD) return number;
    return this.enterWord(text.slice(from, to), number);
  }

  private enterWord(slice: string, known: number): number {
    // A slice would keep the whole text that it is of.
    const word = Buffer.from(slice).toString();
    const number = known < 0 ? this.enter(word) : known;
    this.stems[number] = STOP_WORDS.has(word) ? NO_STEM : this.numberFor(stem(word));
    return number;
  }

  private put(number: number, into: Sequence) {
    if (into.length === into.words.length)
      into.words = withRoom(into.words, into.length + 1, whole);
    into.words[into.length] = number;
    into.length += 1;
  }

  private numberFor(text: string): number {
    return this.numberOf(text) ?? this.enter(text);
  }

  private enter(text: string): number {
    const number = this.texts.add(text);
    this.stems = withRoom(this.stems, this.size, whole);
    this.papers = withRoom(this.papers, this.size, whole);
    this.stems[number] = UNREAD;
    return number;
  }
}

const [LETTER_A, LETTER_Z, DIGIT_0, DIGIT_9] = [97, 122, 48, 57];
