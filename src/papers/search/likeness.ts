import { floats, withRoom } from "./column.ts";
import type { Found } from "./engine.ts";
import { NO_STEM } from "./lexicon.ts";
import { Postings } from "./packed-posting.ts";
import { Sequence } from "./paper-words.ts";
import type { Shelf } from "./shelf.ts";
import { Top } from "./top.ts";

/** A stem of a paper: how often it is held, in the title twice as much, and the first of its words. */
type Held = { times: number; readonly word: number };

/**
 * Finds papers like one by the cosine of their tf-idf vectors (G. Salton, C. Buckley, "Term-weighting
 * approaches in automatic text retrieval", 1988): each stem of title and abstract weighs
 * (1 + ln times) · ln((papers + 1) / papers with it).
 */
export class Likeness {
  private readonly shelf: Shelf;
  private readonly sequence = new Sequence();
  private readonly postings = new Postings();
  private scores = floats(0);
  /** Lengths of the papers' vectors. */
  private norms = floats(0);
  /** Up to which paper they are known, and how many papers there were when all were worked out. */
  private normed = 0;
  private normedAmong = 0;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  /** Nearest first, never the paper itself nor another version of it; none for an unknown key. */
  like(key: string, count: number): readonly Found[] {
    const { index, papers, lexicon } = this.shelf;
    const paper = index.numberOf(key);
    if (paper === undefined) return [];
    this.refreshNorms();
    const own = this.heldBy(paper);
    const title = this.titleOf(paper);
    const scores = this.score(own);
    const top = new Top<number>(
      count + VERSIONS,
      (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
    );
    for (let number = 0; number < index.end; number += 1)
      if ((scores[number] ?? 0) > 0 && number !== paper && papers[number]) top.offer(number);
    const others = top.sorted().filter((number) => {
      const isSame = own.size >= TELLING && (scores[number] ?? 0) > SAME;
      return !isSame && this.titleOf(number) !== title;
    });
    return others.slice(0, count).map((number) => ({
      key: papers[number]?.key ?? "",
      score: scores[number] ?? 0,
      matches: this.shared(own, number).map((word) => lexicon.text(word)),
    }));
  }

  private score(own: ReadonlyMap<number, Held>): Float64Array {
    const { index, scorer } = this.shelf;
    const { postings, norms } = this;
    this.scores = withRoom(this.scores, index.end, floats).fill(0);
    const { scores } = this;
    const length = this.normOf(own);
    for (const [stem, { times }] of own) {
      const idf = this.idf(stem);
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

  /** The stems of a paper's title and abstract. */
  private heldBy(paper: number): Map<number, Held> {
    const { words: all, lexicon } = this.shelf;
    all.read(paper, this.sequence);
    const { words, length } = this.sequence;
    const held = new Map<number, Held>();
    let [fields, worth] = [0, 2];
    for (let at = 0; at < length && fields < 2; at += 1) {
      const word = words[at] ?? 0;
      if (word === 0) {
        fields += 1;
        worth = 1;
        continue;
      }
      const stem = lexicon.stems[word] ?? NO_STEM;
      if (stem === NO_STEM) continue;
      const known = held.get(stem);
      if (known) known.times += worth;
      else held.set(stem, { times: worth, word });
    }
    return held;
  }

  /** The words that say most of what two papers share. */
  private shared(own: ReadonlyMap<number, Held>, other: number): readonly number[] {
    const theirs = this.heldBy(other);
    return [...own]
      .filter(([stem]) => theirs.has(stem))
      .map(([stem, { times, word }]) => ({ word, weight: weightOf(times) * this.idf(stem) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, SHOWN)
      .map(({ word }) => word);
  }

  private titleOf(paper: number): string {
    this.shelf.words.read(paper, this.sequence);
    const { words, length } = this.sequence;
    const end = words.subarray(0, length).indexOf(0);
    return words.subarray(0, end < 0 ? length : end).join(" ");
  }

  private idf(stem: number): number {
    const { index, scorer } = this.shelf;
    return Math.log((index.count + 1) / Math.max(1, scorer.papersWith(stem)));
  }

  private normOf(held: ReadonlyMap<number, Held>): number {
    let sum = 0;
    for (const [stem, { times }] of held) sum += (weightOf(times) * this.idf(stem)) ** 2;
    return Math.sqrt(sum) || 1;
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
        const idf = this.idf(stem);
        for (let at = 0; at < postings.length; at += 1) {
          const paper = postings.papers[at] ?? 0;
          const weight = weightOf(postings.times[at] ?? 0) * idf;
          norms[paper] = (norms[paper] ?? 0) + weight * weight;
        }
      }
      for (let paper = 0; paper < index.end; paper += 1)
        norms[paper] = Math.sqrt(norms[paper] ?? 0);
      this.normedAmong = index.count;
    } else {
      for (let paper = this.normed; paper < index.end; paper += 1)
        norms[paper] = this.normOf(this.heldBy(paper));
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

/** 1 + ln of how often a paper holds a stem. */
function weightOf(times: number): number {
  return times < LOGARITHMS.length ? (LOGARITHMS[times] ?? 0) : 1 + Math.log(times);
}

const LOGARITHMS = Float64Array.from({ length: 64 }, (_, times) =>
  times ? 1 + Math.log(times) : 0,
);
