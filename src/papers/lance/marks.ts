import type { Paper } from "../paper.ts";
import type { Document } from "../search/document.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import { FIELDS, type Field, lengthOf } from "./fields.ts";

/**
 * What ranking looks at of a paper: every word as a number made from its letters, so that a search
 * compares numbers and makes no text of what it reads.
 */
export type Marks = {
  readonly key: string;
  /** The mark of its folded title. */
  readonly title: number;
  /** How long each field is for BM25. */
  readonly lengths: Readonly<Record<Field, number>>;
  /** How many words title, abstract, authors and categories have: in this order they follow each other. */
  readonly sizes: readonly [title: number, abstract: number, authors: number, categories: number];
  readonly words: Int32Array;
  /** The stem of each word, 0 for stop words. */
  readonly stems: Int32Array;
  /** The paper as JSON. */
  readonly json: Uint8Array;
};

/** Numbers before the words: lengths, sizes, the title's mark, and how many bytes the key has. */
const HEAD = 10;

/**
 * The mark of a text, never 0: the FNV-1a hash of its UTF-16 units (Fowler, Noll and Vo,
 * draft-eastlake-fnv). Two of the words of a catalogue may share one; that one of them is in a query and
 * the other in a paper that is ranked for it is a matter of thousands of queries.
 */
export function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** By what the index finds a title as a whole, beside the stems of its words: no word holds that sign. */
export function titleTerm(normalTitle: string): string {
  return `=${markOf(normalTitle)}`;
}

/** All of it as bytes, a multiple of four; numbers have their lowest byte first. */
export function toMarks(document: Document, paper: Paper): Uint8Array {
  const { key, title, text, authors, categories } = document;
  const all = [...text, ...authors, ...categories];
  const name = Buffer.from(key);
  const json = Buffer.from(JSON.stringify(paper));
  const start = 4 * (HEAD + 2 * all.length);
  const bytes = new Uint8Array(4 * Math.ceil((start + name.length + json.length) / 4)).fill(BLANK);
  const numbers = new Int32Array(bytes.buffer, 0, start / 4);
  const sizes = [title.length, text.length - title.length, authors.length, categories.length];
  const lengths = FIELDS.map((field) => lengthOf(document, field));
  numbers.set([...lengths, ...sizes, markOf(title.join(" ")), name.length]);
  numbers.set(all.map(markOf), HEAD);
  numbers.set(
    all.map((word) => (STOP_WORDS.has(word) ? 0 : markOf(stem(word)))),
    HEAD + all.length,
  );
  bytes.set(name, start);
  bytes.set(json, start + name.length);
  return bytes;
}

/** Fills up to a multiple of four: JSON may end in blanks. */
const BLANK = 32;

/** Reads it again. */
export function readMarks(bytes: Uint8Array): Marks {
  // Numbers must begin at a multiple of four.
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Int32Array(own.buffer, own.byteOffset, own.length >> 2);
  const at = (place: number) => numbers[place] ?? 0;
  const sizes = [at(4), at(5), at(6), at(7)] as const;
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const end = HEAD + 2 * count;
  const text = 4 * end + at(9);
  return {
    ...{ key: textIn(own.subarray(4 * end, text)), title: at(8), json: own.subarray(text) },
    lengths: { title: at(0), text: at(1), authors: at(2), categories: at(3) },
    ...{ sizes, words: numbers.subarray(HEAD, HEAD + count) },
    stems: numbers.subarray(HEAD + count, end),
  };
}

/** The paper itself. */
export function paperIn({ json }: Pick<Marks, "json">): Paper {
  return JSON.parse(textIn(json)) as Paper;
}

function textIn({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString();
}
