import { floats, withRoom } from "./column.ts";
import { Postings } from "./packed-posting.ts";
import { type PostingIndex, TEXT, TITLE } from "./posting-index.ts";

/** Weights of the fields and the constants of BM25+. */
export type Scoring = {
  readonly boost: Readonly<Record<"title" | "text" | "authors" | "categories", number>>;
  readonly bm25: { readonly k: number; readonly b: number; readonly d: number };
};

/**
 * Scores papers straight from the posting lists by MiniSearch's own formula, BM25+ (Y. Lv, C. Zhai,
 * "Lower-bounding term frequency normalization", CIKM 2011), without its factor for the number of
 * matched terms and without an object for every posting, which is many times faster on common words.
 */
export class Scorer {
  private readonly index: PostingIndex;
  private readonly scoring: Scoring;
  private readonly boosts: readonly number[];
  private readonly postings = new Postings();
  /** For each field k · (1 − b + b · length / average) of each paper, and how often the index had changed then. */
  private readonly norms: Float64Array[];
  private normedAt = -1;

  constructor(index: PostingIndex, scoring: Scoring) {
    this.index = index;
    this.scoring = scoring;
    this.boosts = Object.values(scoring.boost);
    this.norms = this.boosts.map(() => floats(0));
  }

  /** How many papers hold a stem, counted in the field that holds it most. */
  papersWith(term: number): number {
    return this.boosts.reduce((most, _, field) => {
      const list = this.index.table.listOf(field, term);
      return list < 0 ? most : Math.max(most, this.index.table.lists.length(list));
    }, 0);
  }

  /** Adds what a term is worth to the score of each paper that holds it, and its bits to the paper's mask. */
  score(term: number, weight: number, bits: number, scores: Float64Array, masks: Uint32Array) {
    this.refreshNorms();
    const { k, d } = this.scoring.bm25;
    const { postings } = this;
    for (const [field, boost] of this.boosts.entries()) {
      const list = this.index.table.listOf(field, term);
      if (list < 0) continue;
      this.index.table.lists.read(list, postings);
      const { papers, times, length } = postings;
      const norms = this.norms[field] ?? floats(0);
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
    for (const field of this.boosts.keys()) {
      const list = this.index.table.listOf(field, term);
      if (list < 0) continue;
      this.index.table.lists.read(list, postings);
      for (let at = 0; at < postings.length; at += 1) {
        const paper = postings.papers[at] ?? 0;
        masks[paper] = (masks[paper] ?? 0) | bits;
      }
    }
  }

  /** Reads who holds a term in title or abstract, and how often, what stands in the title counted twice. */
  occurrences(term: number, into: Postings) {
    const [text, title] = [
      this.index.table.listOf(TEXT, term),
      this.index.table.listOf(TITLE, term),
    ];
    into.length = 0;
    if (text < 0) return;
    this.index.table.lists.read(text, into);
    if (title < 0) return;
    const { postings } = this;
    this.index.table.lists.read(title, postings);
    // Whoever holds a term in the title holds it in the text.
    for (let at = 0, own = 0; at < postings.length; at += 1) {
      while (own < into.length && into.papers[own] !== postings.papers[at]) own += 1;
      into.times[own] = (into.times[own] ?? 0) + (postings.times[at] ?? 0);
    }
  }

  /** What a term in the text of a paper is worth by the formula of `score`, its weight left out. */
  worth(times: number, paper: number, papersWith: number): number {
    const { k, d } = this.scoring.bm25;
    const norm = this.norms[TEXT]?.[paper] ?? 0;
    return this.rarity(papersWith) * (d + (times * (k + 1)) / (times + norm));
  }

  /** BM25's inverse document frequency of what so many papers hold. */
  rarity(papersWith: number): number {
    return Math.log(1 + (this.index.count - papersWith + 0.5) / (papersWith + 0.5));
  }

  private refreshNorms() {
    if (this.normedAt === this.index.changes) return;
    const { k, b } = this.scoring.bm25;
    const { end } = this.index;
    for (const field of this.boosts.keys()) {
      const norms = withRoom(this.norms[field] ?? floats(0), end, floats);
      const { lengths, average } = this.index.lengthsOf(field);
      for (let paper = 0; paper < end; paper += 1)
        norms[paper] = k * (1 - b + (b * (lengths[paper] ?? 0)) / average);
      this.norms[field] = norms;
    }
    this.normedAt = this.index.changes;
  }
}
