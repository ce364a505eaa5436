import { setImmediate } from "node:timers/promises";
import { whole, withRoom } from "./column.ts";
import { PlainTexts, type Texts } from "./packed-texts.ts";
import type { Sequence } from "./paper-words.ts";
import { rowBytes, type SnapshotReader, textBytes } from "./snapshot.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

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
  /** Texts that there are, the empty one with the number 0 among them. */
  size = 1;
  /** The number of the stem of each word. */
  stems = whole(1);
  /** How many papers hold each word. */
  papers = whole(1);
  private readonly texts: Texts;

  constructor(texts: Texts = new PlainTexts()) {
    this.texts = texts;
  }

  /** The number of a word or a stem that is known. */
  numberOf(text: string): number | undefined {
    return this.texts.numberOf(text);
  }

  /** Reads parts of a text into numbers, 0 between two; words are known from then on. */
  read(parts: readonly (readonly string[])[], into: Sequence) {
    const length = parts.reduce((sum, part) => sum + part.length + 1, 0);
    into.words = withRoom(into.words, length, whole);
    const { texts } = this;
    const { words } = into;
    let at = 0;
    for (const part of parts) {
      for (const text of part) {
        const number = texts.numberOf(text) ?? 0;
        words[at++] = number > 0 && (this.stems[number] ?? 0) !== UNREAD ? number : this.word(text);
      }
      words[at++] = 0;
    }
    into.length = Math.max(0, at - 1);
  }

  /** The number of a word, which is known from then on. */
  private word(text: string): number {
    const number = this.numberFor(text);
    this.stems[number] = STOP_WORDS.has(text) ? NO_STEM : this.numberFor(stem(text));
    return number;
  }

  /** The number of the stem of a word; `NO_STEM` for a stop word, 0 for what no paper ever held. */
  stemOf(word: string): number {
    if (STOP_WORDS.has(word)) return NO_STEM;
    return this.texts.numberOf(stem(word)) ?? 0;
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
        if (at > 0) this.texts.enter(text ?? "");
        if (at % TOGETHER === 0) await setImmediate();
        at += 1;
      }
    this.size = this.texts.size;
    this.stems = await from.row(whole);
    this.papers = await from.row(whole);
  }

  private numberFor(text: string): number {
    return this.texts.numberOf(text) ?? this.enter(text);
  }

  private enter(text: string): number {
    const number = this.size;
    this.size += 1;
    if (this.size > this.stems.length) {
      this.stems = withRoom(this.stems, this.size, whole);
      this.papers = withRoom(this.papers, this.size, whole);
    }
    this.stems[number] = UNREAD;
    this.texts.enter(text);
    return number;
  }
}
