import { NO_STEM } from "./lexicon.ts";
import { Sequence } from "./paper-words.ts";
import type { Shelf } from "./shelf.ts";

/** How often a paper holds a stem, in the title twice as much, and the first of its words. */
export type Held = { times: number; readonly word: number };

/**
 * Papers as tf-idf vectors (G. Salton, C. Buckley, "Term-weighting approaches in automatic text
 * retrieval", 1988): each stem of title and abstract weighs (1 + ln times) · ln((papers + 1) / papers
 * with it).
 */
export class Vectors {
  private readonly shelf: Shelf;
  private readonly sequence = new Sequence();

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  /** The stems of a paper's title and abstract; what stands in the title counts twice. */
  heldBy(paper: number): Map<number, Held> {
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

  /** The numbers of a paper's title words. */
  titleOf(paper: number): string {
    this.shelf.words.read(paper, this.sequence);
    const { words, length } = this.sequence;
    const end = words.subarray(0, length).indexOf(0);
    return words.subarray(0, end < 0 ? length : end).join(" ");
  }

  idf(stem: number): number {
    const { index, scorer } = this.shelf;
    return Math.log((index.count + 1) / Math.max(1, scorer.papersWith(stem)));
  }

  /** The length of a vector. */
  norm(held: ReadonlyMap<number, Held>): number {
    let sum = 0;
    for (const [stem, { times }] of held) sum += (weightOf(times) * this.idf(stem)) ** 2;
    return Math.sqrt(sum) || 1;
  }
}

/** 1 + ln of how often a paper holds a stem. */
export function weightOf(times: number): number {
  return times < LOGARITHMS.length ? (LOGARITHMS[times] ?? 0) : 1 + Math.log(times);
}

const LOGARITHMS = Float64Array.from({ length: 64 }, (_, times) =>
  times > 0 ? 1 + Math.log(times) : 0,
);
