import { type Acronyms, createAcronyms } from "../search/acronyms.ts";
import { floats, whole, withRoom } from "../search/column.ts";
import type { Document } from "../search/document.ts";
import { Lexicon, NO_STEM } from "../search/lexicon.ts";
import { PackedTexts } from "../search/packed-texts.ts";
import { Sequence } from "../search/paper-words.ts";
import { rowBytes, type SnapshotReader } from "../search/snapshot.ts";
import { Vocabulary } from "../search/vocabulary.ts";
import { FIELDS, type Field, lengthOf } from "./fields.ts";

/**
 * What is known of words throughout the papers: in how many of them each word and each stem stands, and
 * what acronyms stand for. It grows far slower than the papers do, and beyond a bound its rarest
 * words are let go of: whoever misses a word here looks into the index.
 */
export class WordCounts {
  readonly lexicon = new Lexicon(new PackedTexts());
  readonly vocabulary = new Vocabulary(this.lexicon, (stem) => this.papersWithStem(stem));
  readonly acronyms: Acronyms;
  /** By field, how many papers have each stem in it. */
  private stems = FIELDS.map(() => whole(0));
  /** How many papers were counted, and the sum of the lengths of each field of theirs. */
  private sums = floats(1 + FIELDS.length);
  private readonly sequence = new Sequence();

  constructor(acronyms = createAcronyms()) {
    this.acronyms = acronyms;
  }

  /** Papers that were counted. */
  get papers(): number {
    return this.sums[0] ?? 0;
  }

  /** Different words and stems. */
  get size(): number {
    return this.lexicon.size;
  }

  add(document: Document) {
    this.count(document, 1);
    this.acronyms.add(document.prose);
    this.vocabulary.learn();
  }

  remove(document: Document) {
    this.count(document, -1);
    this.acronyms.remove(document.prose);
  }

  /** Papers that have a stem in that field. */
  papersWith(field: Field, stem: string): number {
    return this.stems[FIELDS.indexOf(field)]?.[this.lexicon.numberOf(stem) ?? 0] ?? 0;
  }

  /** Papers with the stem of that number, in the field that most of them have it in. */
  papersWithStem(stem: number): number {
    return this.stems.reduce((most, counts) => Math.max(most, counts[stem] ?? 0), 0);
  }

  /** The average length of a field. */
  average(field: Field): number {
    return (this.sums[1 + FIELDS.indexOf(field)] ?? 0) / this.papers || 1;
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    yield* this.lexicon.save();
    yield* this.vocabulary.save();
    yield* this.acronyms.save();
    for (const counts of this.stems) yield* rowBytes(counts);
    yield* rowBytes(this.sums);
  }

  async load(from: SnapshotReader) {
    await this.lexicon.load(from);
    await this.vocabulary.load(from);
    await this.acronyms.load(from);
    for (const at of this.stems.keys()) this.stems[at] = await from.row(whole);
    this.sums = await from.row(floats);
  }

  /** The same without the rarest words, so that no more than `most` are left, and without acronyms explained once. */
  pruned(most: number): WordCounts {
    const { lexicon } = this;
    this.acronyms.forgetRare();
    const rare = rarest(lexicon.papers.subarray(0, lexicon.size), most);
    const left = new WordCounts(this.acronyms);
    const words = Array.from({ length: lexicon.size }, (_, number) => number).filter(
      (number) => (lexicon.papers[number] ?? 0) > rare,
    );
    left.lexicon.read([words.map((number) => lexicon.text(number))], left.sequence);
    left.stems = left.stems.map((counts) => withRoom(counts, left.size, whole));
    for (const number of words) {
      const own = left.lexicon.numberOf(lexicon.text(number)) ?? 0;
      left.lexicon.papers[own] = lexicon.papers[number] ?? 0;
      const [from, to] = [lexicon.stems[number] ?? NO_STEM, left.lexicon.stems[own] ?? NO_STEM];
      for (const [at, counts] of left.stems.entries()) counts[to] = this.stems[at]?.[from] ?? 0;
    }
    left.sums.set(this.sums);
    return left;
  }

  private count(document: Document, by: 1 | -1) {
    const { lexicon, sequence, sums } = this;
    sums[0] = Math.max(0, this.papers + by);
    for (const [at, field] of FIELDS.entries())
      sums[at + 1] = Math.max(0, (sums[at + 1] ?? 0) + by * lengthOf(document, field));
    const all = new Set<number>();
    for (const [at, field] of FIELDS.entries()) {
      lexicon.read([document[field]], sequence);
      this.stems[at] = withRoom(this.stems[at] ?? whole(0), lexicon.size, whole);
      const words = sequence.words.subarray(0, sequence.length);
      const stems = new Set(words.map((word) => lexicon.stems[word] ?? NO_STEM));
      bump(stems, this.stems[at] ?? whole(0), by);
      for (const word of words) all.add(word);
    }
    all.delete(0);
    bump(all, lexicon.papers, by);
  }
}

/** Adds to some places of a row, never below nothing. */
function bump(places: Iterable<number>, row: Int32Array, by: number) {
  for (const place of places) if (place > 0) row[place] = Math.max(0, (row[place] ?? 0) + by);
}

/** The count up to which words must go, so that no more than so many are left. */
function rarest(counts: Int32Array, most: number): number {
  const having = new Map<number, number>();
  for (const count of counts) having.set(count, (having.get(count) ?? 0) + 1);
  let left = counts.length;
  for (const count of [...having.keys()].sort((a, b) => a - b)) {
    left -= having.get(count) ?? 0;
    if (left <= most) return count;
  }
  return 0;
}
