import MiniSearch from "minisearch";
import { floats, whole, withRoom } from "./column.ts";
import { type Lexicon, NO_STEM } from "./lexicon.ts";
import type { Sequence } from "./paper-words.ts";
import { rowBytes, type SnapshotReader, textBytes } from "./snapshot.ts";
import { TermTable } from "./term-table.ts";

/** The fields of a paper in the order of their numbers. */
export const FIELDS = ["title", "text", "authors", "categories"] as const;

/** The numbers of the fields; the text is title and abstract together. */
export const [TITLE, TEXT] = [0, 1];
const [AUTHORS, CATEGORIES] = [2, 3];

/**
 * MiniSearch with packed posting lists, filled from numbers: its book of papers is its own, and lists and
 * lengths are what its `add` would make, without a string for every word and a map for every term, so
 * that its `search` still gives its scores. Rests on protected members, so the version of minisearch
 * is pinned. Its prefix and fuzzy search do not work here: `readWords` completes and corrects instead.
 */
export class PostingIndex extends MiniSearch<{ readonly key: string }> {
  /** Goes up by one whenever a paper comes or goes. */
  changes = 0;
  readonly table: TermTable;
  private readonly lexicon: Lexicon;
  /** Different words of each paper in each field, as MiniSearch counts them. */
  private readonly lengths: Int32Array[];
  /** For each word the last stamp under which it was seen, so that different ones can be counted. */
  private seen = whole(0);
  private stamp = 0;
  /** How often the field at hand holds each stem; all 0 between two fields. */
  private times = whole(0);

  constructor(lexicon: Lexicon) {
    super({
      idField: "key",
      fields: [...FIELDS],
      // Words come by `enter`: MiniSearch itself only keeps the book of papers.
      extractField: (paper, field) => (field === "key" ? paper.key : undefined),
      processTerm: (word) => lexicon.stemText(word),
      autoVacuum: false,
    });
    this.lexicon = lexicon;
    this.table = new TermTable(lexicon, FIELDS.length);
    this.lengths = FIELDS.map(() => whole(0));
    this._index = this.table as unknown as typeof this._index;
  }

  /** One more than the greatest number of a paper. */
  get end(): number {
    return this._nextId;
  }

  /** How many papers there are. */
  get count(): number {
    return this._documentCount;
  }

  /** The number by which a key's paper is known here. */
  numberOf(key: string): number | undefined {
    return this._idToShortId.get(key);
  }

  /** The key of a paper that is here. */
  keyOf(paper: number): string | undefined {
    return this._documentIds.get(paper);
  }

  /** How long a field is in each paper, and in the mean. */
  lengthsOf(field: number): { readonly lengths: Int32Array; readonly average: number } {
    return { lengths: this.lengths[field] ?? whole(0), average: this._avgFieldLength[field] ?? 1 };
  }

  /** Takes in a paper by its words: title, abstract, categories and each author, 0 between them. */
  enter(key: string, { words, length }: Sequence): number {
    this.add({ key });
    const paper = this._nextId - 1;
    this.seen = withRoom(this.seen, this.lexicon.size, whole);
    this.times = withRoom(this.times, this.lexicon.size, whole);
    if (this.stamp > LAST_STAMP) this.seen.fill(0);
    this.stamp = this.stamp > LAST_STAMP ? 1 : this.stamp + 1;
    const first = this.stamp;
    const all = words.subarray(0, length);
    const [titleEnd, textEnd, categoriesEnd] = endsOf(all);
    const text = this.enterField(paper, TEXT, all.subarray(0, textEnd), first);
    const title = this.enterField(paper, TITLE, all.subarray(0, titleEnd), first);
    const authors = this.enterField(paper, AUTHORS, all.subarray(categoriesEnd), first);
    const categories = all.subarray(textEnd, categoriesEnd);
    this.keepLengths(paper, [
      ...[title, text, authors],
      this.enterField(paper, CATEGORIES, categories, first),
    ]);
    this.changes += 1;
    return paper;
  }

  /** Takes a paper out by its words, its postings at once. */
  takeOut(key: string, { words, length }: Sequence) {
    const paper = this.numberOf(key);
    if (paper === undefined) return;
    const held = new Set(words.subarray(0, length));
    held.delete(0);
    const { papers, stems } = this.lexicon;
    for (const word of held) papers[word] = (papers[word] ?? 0) - 1;
    for (const stem of new Set([...held].map((word) => stems[word] ?? NO_STEM))) {
      for (const field of FIELDS.keys()) {
        const list = this.table.listOf(field, stem);
        if (list >= 0) this.table.lists.remove(list, paper);
      }
    }
    this.discard(key);
    this.changes += 1;
  }

  /** Everything as bytes, for `load` of an empty one over the same lexicon. */
  *save(): Generator<Uint8Array> {
    yield* textBytes(Array.from({ length: this.end }, (_, paper) => this.keyOf(paper)));
    for (const lengths of this.lengths)
      yield* rowBytes(lengths, Math.min(this.end, lengths.length));
    yield* rowBytes(Float64Array.from(this._avgFieldLength));
    yield* this.table.save();
  }

  async load(from: SnapshotReader) {
    const keys = await from.texts();
    for (const field of FIELDS.keys()) this.lengths[field] = await from.row(whole);
    for (const [paper, key] of keys.entries()) {
      if (key === undefined) continue;
      this._documentIds.set(paper, key);
      this._idToShortId.set(key, paper);
      this._fieldLength.set(
        paper,
        this.lengths.map((lengths) => lengths[paper] ?? 0),
      );
    }
    this._nextId = keys.length;
    this._documentCount = this._documentIds.size;
    this._avgFieldLength = [...(await from.row(floats))];
    await this.table.load(from);
    this.changes += 1;
  }

  /**
   * Puts the stems of a field into its lists, and counts the paper for each word that has not been seen
   * since the stamp `first`; answers how many different words the field has.
   */
  private enterField(paper: number, field: number, words: Int32Array, first: number): number {
    this.stamp += 1;
    const { seen, stamp, times, table } = this;
    const { stems, papers } = this.lexicon;
    const held: number[] = [];
    let different = 0;
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? 0;
      if (word === 0) continue;
      const last = seen[word] ?? 0;
      if (last !== stamp) {
        if (last < first) papers[word] = (papers[word] ?? 0) + 1;
        seen[word] = stamp;
        different += 1;
      }
      const stem = stems[word] ?? NO_STEM;
      if (stem === NO_STEM) continue;
      const before = times[stem] ?? 0;
      if (before === 0) held.push(stem);
      times[stem] = before + 1;
    }
    for (const stem of held) {
      table.lists.put(table.listFor(field, stem), paper, times[stem] ?? 0);
      times[stem] = 0;
    }
    return different;
  }

  /** Keeps how long the fields of a new paper are, with their averages, as MiniSearch does; to it an empty field has one word. */
  private keepLengths(paper: number, different: readonly number[]) {
    const others = this._documentCount - 1;
    const own = different.map((words) => Math.max(1, words));
    for (const [field, length] of own.entries()) {
      const lengths = withRoom(this.lengths[field] ?? whole(0), paper + 1, whole);
      lengths[paper] = length;
      this.lengths[field] = lengths;
      const sum = (this._avgFieldLength[field] ?? 0) * others + length;
      this._avgFieldLength[field] = sum / (others + 1);
    }
    this._fieldLength.set(paper, own);
  }
}

/** The last stamp after which they begin anew; a paper takes five. */
const LAST_STAMP = 2 ** 30;

/** Where title, abstract and categories end. */
function endsOf(words: Int32Array): readonly [number, number, number] {
  const title = endFrom(words, 0);
  const text = endFrom(words, title + 1);
  return [title, text, endFrom(words, text + 1)];
}

function endFrom(words: Int32Array, from: number): number {
  const end = words.indexOf(0, from);
  return end < 0 ? words.length : end;
}
