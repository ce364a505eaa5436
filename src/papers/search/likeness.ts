import { floats, withRoom } from "./column.ts";
import type { Found } from "./engine.ts";
import type { Latent } from "./latent.ts";
import { Postings } from "./packed-posting.ts";
import { SETTINGS } from "./settings.ts";
import type { Shelf } from "./shelf.ts";
import { Top } from "./top.ts";
import { type Held, type Vectors, weightOf } from "./vectors.ts";

/** Finds papers like one: the nearest by the cosine of their vectors, in an order that what was learnt has a say in. */
export class Likeness {
  private readonly shelf: Shelf;
  private readonly vectors: Vectors;
  private readonly latent: Latent;
  private readonly postings = new Postings();
  private scores = floats(0);
  /** Lengths of the papers' vectors. */
  private norms = floats(0);
  /** Up to which paper they are known, and how many papers there were when all were worked out. */
  private normed = 0;
  private normedAmong = 0;

  constructor(shelf: Shelf, vectors: Vectors, latent: Latent) {
    this.shelf = shelf;
    this.vectors = vectors;
    this.latent = latent;
  }

  /** Nearest first, never the paper itself nor another version of it; none for an unknown key. */
  like(key: string, count: number): readonly Found[] {
    const { index, papers, lexicon } = this.shelf;
    const paper = index.numberOf(key);
    if (paper === undefined) return [];
    this.refreshNorms();
    const own = this.vectors.heldBy(paper);
    const others = this.nearest(paper, own, count);
    return others.slice(0, count).map(({ number, score }) => ({
      key: papers[number]?.key ?? "",
      score,
      matches: this.shared(own, number).map((word) => lexicon.text(word)),
    }));
  }

  private nearest(paper: number, own: ReadonlyMap<number, Held>, count: number) {
    const { index, papers } = this.shelf;
    const scores = this.score(own);
    const top = new Top<number>(
      Math.max(count + VERSIONS, SETTINGS.similar.reranked),
      (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
    );
    for (let number = 0; number < index.end; number += 1)
      if ((scores[number] ?? 0) > 0 && number !== paper && papers[number]) top.offer(number);
    const { latent } = SETTINGS.similar;
    const title = this.vectors.titleOf(paper);
    const nearness = this.latent.nearnessTo(paper);
    return top
      .sorted()
      .filter((number) => {
        const isSame = own.size >= TELLING && (scores[number] ?? 0) > SAME;
        return !isSame && this.vectors.titleOf(number) !== title;
      })
      .map((number) => ({
        number,
        score: (1 - latent) * (scores[number] ?? 0) + latent * nearness(number),
      }))
      .sort((a, b) => b.score - a.score || a.number - b.number);
  }

  /** The cosine of each paper's vector with one. */
  private score(own: ReadonlyMap<number, Held>): Float64Array {
    const { index, scorer } = this.shelf;
    const { postings, norms } = this;
    this.scores = withRoom(this.scores, index.end, floats).fill(0);
    const { scores } = this;
    const length = this.vectors.norm(own);
    for (const [stem, { times }] of own) {
      const idf = this.vectors.idf(stem);
      const weight = (weightOf(times) * idf * idf) / length;
      scorer.occurrences(stem, postings);
      for (let at = 0; at < postings.length; at += 1) {
        const paper = postings.papers[at] ?? 0;
        scores[paper] = (scores[paper] ?? 0) + weight * weightOf(postings.times[at] ?? 0);
      }
    }
    for (let paper = 0; paper < index.end; paper += 1)
      scores[paper] = (scores[paper] ?? 0) / (norms[paper] || 1);
    return scores;
  }

  /** The words that say most of what two papers share. */
  private shared(own: ReadonlyMap<number, Held>, other: number): readonly number[] {
    const theirs = this.vectors.heldBy(other);
    return [...own]
      .filter(([stem]) => theirs.has(stem))
      .map(([stem, { times, word }]) => ({
        word,
        weight: weightOf(times) * this.vectors.idf(stem),
      }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, SHOWN)
      .map(({ word }) => word);
  }

  /** Works out all lengths when the catalogue has grown by a tenth, and otherwise those of new papers alone. */
  private refreshNorms() {
    const { index, scorer, lexicon } = this.shelf;
    this.norms = withRoom(this.norms, index.end, floats);
    const { norms, postings } = this;
    if (Math.abs(index.count - this.normedAmong) * 10 > this.normedAmong) {
      norms.fill(0);
      for (let stem = 1; stem < lexicon.size; stem += 1) {
        scorer.occurrences(stem, postings);
        if (postings.length === 0) continue;
        const idf = this.vectors.idf(stem);
        for (let at = 0; at < postings.length; at += 1) {
          const paper = postings.papers[at] ?? 0;
          norms[paper] = (norms[paper] ?? 0) + (weightOf(postings.times[at] ?? 0) * idf) ** 2;
        }
      }
      for (let paper = 0; paper < index.end; paper += 1)
        norms[paper] = Math.sqrt(norms[paper] ?? 0);
      this.normedAmong = index.count;
    } else {
      for (let paper = this.normed; paper < index.end; paper += 1)
        norms[paper] = this.vectors.norm(this.vectors.heldBy(paper));
    }
    this.normed = index.end;
  }
}

/** Words that two similar papers share, as many as tell why. */
const SHOWN = 5;
/** Above this cosine two papers with enough words are versions of one. */
const SAME = 0.95;
/** Different stems from which on that can be told. */
const TELLING = 20;
/** Versions of one paper that there may be. */
const VERSIONS = 10;
