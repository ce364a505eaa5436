import { bitCount } from "./bit-count.ts";
import type { Clause } from "./clauses.ts";
import { bytes, floats, unsigned, whole, withRoom } from "./column.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Scorer } from "./scorer.ts";

/** What each paper scores for one query and which of its words it holds; the rows are used again for the next one. */
export class Board {
  scores = floats(0);
  masks = unsigned(0);
  /** 1 for papers that hold what must not be held, or lack what must. */
  barred = bytes(0);
  /** Room for the numbers of the papers that are an answer. */
  passing = whole(0);
  private end = 0;
  private partScores = floats(0);
  private partMasks = unsigned(0);

  /** Wipes the board, for papers with numbers below `end`. */
  clear(end: number) {
    this.end = end;
    this.scores = withRoom(this.scores, end, floats).fill(0);
    this.masks = withRoom(this.masks, end, unsigned).fill(0);
    this.barred = withRoom(this.barred, end, bytes).fill(0);
    this.passing = withRoom(this.passing, end, whole);
  }

  /** Lets papers gain by the number of words that they hold. */
  rewardMatched(power: number) {
    const { scores, masks } = this;
    const factors = Float64Array.from({ length: 33 }, (_, words) => words ** power);
    for (let paper = 0; paper < this.end; paper += 1) {
      const mask = masks[paper] ?? 0;
      if (mask !== 0) scores[paper] = (scores[paper] ?? 0) * (factors[bitCount(mask)] ?? 1);
    }
  }

  /** Adds what papers score for a clause. */
  add({ stems, all = false, weight, bits }: Clause, scorer: Scorer, lexicon: Lexicon) {
    const numbers = stems.map((stem) => lexicon.numberOf(stem));
    if (!all) {
      for (const number of numbers)
        if (number !== undefined) scorer.score(number, weight, bits, this.scores, this.masks);
      return;
    }
    const end = this.end;
    this.partScores = withRoom(this.partScores, end, floats).fill(0);
    this.partMasks = withRoom(this.partMasks, end, unsigned).fill(0);
    for (const [at, number] of numbers.entries()) {
      if (number === undefined) return;
      scorer.score(number, weight, 1 << at, this.partScores, this.partMasks);
    }
    const everything = 2 ** stems.length - 1;
    for (let paper = 0; paper < end; paper += 1) {
      if (this.partMasks[paper] !== everything) continue;
      this.scores[paper] = (this.scores[paper] ?? 0) + (this.partScores[paper] ?? 0);
      this.masks[paper] = (this.masks[paper] ?? 0) | bits;
    }
  }
}
