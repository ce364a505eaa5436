import MiniSearch from "minisearch";
import { floats, whole, withRoom } from "./column.ts";
import { type Lexicon, NO_STEM } from "./lexicon.ts";
import { Postings } from "./packed-posting.ts";
import type { Sequence } from "./paper-words.ts";
import { TermTable } from "./term-table.ts";

/** Weights of the fields and the constants of BM25+. */
export type Scoring = {
  readonly boost: Readonly<Record<"title" | "text" | "authors" | "categories", number>>;
  readonly bm25: { readonly k: number; readonly b: number; readonly d: number };
};

/** A field with its place among the settings. */
type Field = {
  readonly number: number;
  readonly boost: number;
  /** Different words of each paper in this field, as MiniSearch counts them. */
  lengths: Int32Array;
  /** k · (1 − b + b · length / average) of each paper, worked out when it is needed. */
  norms: Float64Array;
};

/**
 * MiniSearch with packed posting lists, filled and scored by themselves: the lists, lengths and scores are
 * those of its own `add` and `search`, without its factor for the number of matched terms and without
 * a string for every word and an object for every posting. Rests on protected members, so the version
 * of minisearch is pinned. Its prefix and fuzzy search do not work here: `readWords` completes and
 * corrects words instead.
 */
export class PostingIndex extends MiniSearch<{ readonly key: string }> {
  private readonly lexicon: Lexicon;
  private readonly scoring: Scoring;
  private readonly table: TermTable;
  private readonly fields: readonly Field[];
  private readonly postings = new Postings();
  /** For each word the last stamp under which it was seen, so that different ones can be counted. */
  private seen = whole(0);
  private stamp = 0;
  /** How often the field at hand holds each stem; all 0 between two fields. */
  private times = whole(0);
  private areNormsOld = true;

  constructor(scoring: Scoring, lexicon: Lexicon) {
    const names = Object.keys(scoring.boost);
    super({
      idField: "key",
      fields: names,
      // Words come by `enter`: MiniSearch itself only keeps the book of papers.
      extractField: (paper, field) => (field === "key" ? paper.key : undefined),
      processTerm: (word) => lexicon.stemText(word),
      autoVacuum: false,
    });
    this.lexicon = lexicon;
    this.scoring = scoring;
    this.table = new TermTable(lexicon, names.length);
    this.fields = Object.values(scoring.boost).map((boost, number) => ({
      ...{ number, boost, lengths: whole(0), norms: floats(0) },
    }));
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

  /** Takes in a paper by its words: title, abstract, categories and each author, 0 between them. */
  enter(key: string, { words, length }: Sequence): number {
    this.add({ key });
    const paper = this._nextId - 1;
    this.seen = withRoom(this.seen, this.lexicon.size, whole);
    this.times = withRoom(this.times, this.lexicon.size, whole);
    const all = words.subarray(0, length);
    const [titleEnd, textEnd, categoriesEnd] = endsOf(all);
    if (this.stamp > LAST_STAMP) this.seen.fill(0);
    this.stamp = this.stamp > LAST_STAMP ? 1 : this.stamp + 1;
    const first = this.stamp;
    const text = this.enterField(paper, TEXT, all.subarray(0, textEnd), first);
    const title = this.enterField(paper, TITLE, all.subarray(0, titleEnd), first);
    const categories = all.subarray(textEnd, categoriesEnd);
    this.keepLengths(paper, [
      title,
      text,
      this.enterField(paper, AUTHORS, all.subarray(categoriesEnd), first),
      this.enterField(paper, CATEGORIES, categories, first),
    ]);
    return paper;
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
  private keepLengths(paper: number, lengths: readonly number[]) {
    const others = this._documentCount - 1;
    for (const field of this.fields) {
      const length = Math.max(1, lengths[field.number] ?? 0);
      field.lengths = withRoom(field.lengths, paper + 1, whole);
      field.lengths[paper] = length;
      const sum = (this._avgFieldLength[field.number] ?? 0) * others + length;
      this._avgFieldLength[field.number] = sum / (others + 1);
    }
    this._fieldLength.set(
      paper,
      this.fields.map(({ lengths }) => lengths[paper] ?? 0),
    );
    this.areNormsOld = true;
  }

  /** Takes a paper out by its words, its postings at once. */
  takeOut(key: string, { words, length }: Sequence) {
    const paper = this.numberOf(key);
    if (paper === undefined) return;
    const held = new Set(words.subarray(0, length));
    held.delete(0);
    const { papers } = this.lexicon;
    for (const word of held) papers[word] = (papers[word] ?? 0) - 1;
    for (const term of new Set([...held].map((word) => this.lexicon.stems[word] ?? NO_STEM))) {
      for (const { number } of this.fields) {
        const list = this.table.listOf(number, term);
        if (list >= 0) this.table.lists.remove(list, paper);
      }
    }
    this.discard(key);
    this.areNormsOld = true;
  }

  /** How many papers hold a stem, counted in the field that holds it most. */
  papersWith(term: number): number {
    return this.fields.reduce((most, { number }) => {
      const list = this.table.listOf(number, term);
      return list < 0 ? most : Math.max(most, this.table.lists.length(list));
    }, 0);
  }

  /** Adds what a term is worth to the score of each paper that holds it, and its bits to the paper's mask. */
  score(term: number, weight: number, bits: number, scores: Float64Array, masks: Uint32Array) {
    this.refreshNorms();
    const { k, d } = this.scoring.bm25;
    const { postings } = this;
    for (const { number, boost, norms } of this.fields) {
      const list = this.table.listOf(number, term);
      if (list < 0) continue;
      this.table.lists.read(list, postings);
      const { papers, times, length } = postings;
      const factor = weight * boost * this.rarity(length);
      for (let at = 0; at < length; at += 1) {
        const paper = papers[at] ?? 0;
        const held = times[at] ?? 0;
        const saturated = (held * (k + 1)) / (held + (norms[paper] ?? 0));
        scores[paper] = (scores[paper] ?? 0) + factor * (d + saturated);
        masks[paper] = (masks[paper] ?? 0) | bits;
      }
    }
  }

  /** Sets bits in the mask of each paper that holds a term in any field. */
  mark(term: number, bits: number, masks: Uint32Array | Uint8Array) {
    const { postings } = this;
    for (const { number } of this.fields) {
      const list = this.table.listOf(number, term);
      if (list < 0) continue;
      this.table.lists.read(list, postings);
      for (let at = 0; at < postings.length; at += 1) {
        const paper = postings.papers[at] ?? 0;
        masks[paper] = (masks[paper] ?? 0) | bits;
      }
    }
  }

  /** Reads who holds a term in title or abstract, and how often, what stands in the title counted twice. */
  occurrences(term: number, into: Postings) {
    const [text, title] = [this.table.listOf(TEXT, term), this.table.listOf(TITLE, term)];
    into.length = 0;
    if (text < 0) return;
    this.table.lists.read(text, into);
    if (title < 0) return;
    const { postings } = this;
    this.table.lists.read(title, postings);
    // Whoever holds a term in the title holds it in the text.
    for (let at = 0, own = 0; at < postings.length; at += 1) {
      while (own < into.length && into.papers[own] !== postings.papers[at]) own += 1;
      into.times[own] = (into.times[own] ?? 0) + (postings.times[at] ?? 0);
    }
  }

  /** What a term in the text of a paper is worth by the formula of `score`, its weight left out. */
  worth(times: number, paper: number, papersWith: number): number {
    const { k, d } = this.scoring.bm25;
    const norm = this.fields[TEXT]?.norms[paper] ?? 0;
    return this.rarity(papersWith) * (d + (times * (k + 1)) / (times + norm));
  }

  /** BM25's inverse document frequency of what so many papers hold. */
  rarity(papersWith: number): number {
    return Math.log(1 + (this._documentCount - papersWith + 0.5) / (papersWith + 0.5));
  }

  private refreshNorms() {
    if (!this.areNormsOld) return;
    const { k, b } = this.scoring.bm25;
    for (const field of this.fields) {
      const average = this._avgFieldLength[field.number] ?? 1;
      field.norms = withRoom(field.norms, this.end, floats);
      for (let paper = 0; paper < this.end; paper += 1)
        field.norms[paper] = k * (1 - b + (b * (field.lengths[paper] ?? 0)) / average);
    }
    this.areNormsOld = false;
  }
}

/** The numbers of the fields, in the order of their weights in the settings. */
const [TITLE, TEXT, AUTHORS, CATEGORIES] = [0, 1, 2, 3];

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
