import { distance } from "fastest-levenshtein";
import { bitCount } from "./bit-count.ts";
import { unsigned, withRoom } from "./column.ts";
import { letters, sound } from "./letters.ts";
import type { Lexicon } from "./lexicon.ts";
import { slips } from "./slips.ts";
import { rowBytes, type SnapshotReader } from "./snapshot.ts";
import { sortKey } from "./sort-key.ts";
import { SortedRuns } from "./sorted-runs.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { isTalk } from "./subject.ts";

/** The words of a catalogue by how they are spelt. */
export class Vocabulary {
  private readonly lexicon: Lexicon;
  private readonly papersWithStem: (stem: number) => number;
  private readonly sorted: SortedRuns;
  /** The letters of each word as bits. */
  private masks = unsigned(0);
  /** Numbers of the lexicon below this are in `sorted`, held by a paper or not. */
  private learnt = 1;

  constructor(lexicon: Lexicon, papersWithStem: (stem: number) => number) {
    this.lexicon = lexicon;
    this.papersWithStem = papersWithStem;
    this.sorted = new SortedRuns(
      (a, b) => {
        const [one, other] = [lexicon.text(a), lexicon.text(b)];
        return one < other ? -1 : one > other ? 1 : 0;
      },
      (word) => sortKey(lexicon.text(word)),
    );
  }

  /** Takes in what is new in the lexicon, once it is enough to be worth it: a small catalogue starts without. */
  learn(least = ENOUGH) {
    const { size } = this.lexicon;
    if (size - this.learnt < least) return;
    this.masks = withRoom(this.masks, size, unsigned);
    for (; this.learnt < size; this.learnt += 1) {
      this.sorted.put(this.learnt);
      this.masks[this.learnt] = letters(this.lexicon.text(this.learnt));
    }
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    this.learn(0);
    yield* this.sorted.save();
    yield* rowBytes(this.masks, this.learnt);
  }

  async load(from: SnapshotReader) {
    await this.sorted.load(from);
    this.masks = await from.row(unsigned);
    this.learnt = this.masks.length;
  }

  /** Whether a paper holds a word in any ending. */
  knows(word: string): boolean {
    return this.papersWith(stem(word)) > 0;
  }

  /** How many papers hold a word with this stem. */
  papersWith(stem: string): number {
    const number = this.lexicon.numberOf(stem);
    return number === undefined ? 0 : this.papersWithStem(number);
  }

  /**
   * The nearest known word by `slips`, the more frequent one of two equally near. What shares too little with
   * the word is not near it: "rotary" is no "road", and "lehman" no "zeman".
   */
  nearest(word: string, most: number): string | undefined {
    if (most < 1) return undefined;
    // Most slips are single ones, for which few words need a closer look.
    return (
      this.swapped(word) ?? this.spelt(word, 1) ?? (most > 1 ? this.spelt(word, most) : undefined)
    );
  }

  /** The most frequent words that begin so and say something. */
  starting(prefix: string, count: number): readonly string[] {
    this.learn(0);
    const { lexicon, sorted } = this;
    const found: number[] = [];
    sorted.between(
      (word) => lexicon.text(word) < prefix,
      (word) => lexicon.text(word) > prefix && !lexicon.text(word).startsWith(prefix),
      (word) => {
        const text = lexicon.text(word);
        if ((lexicon.papers[word] ?? 0) > 0 && !STOP_WORDS.has(text) && !isTalk(text))
          found.push(word);
      },
    );
    return found
      .sort((a, b) => (lexicon.papers[b] ?? 0) - (lexicon.papers[a] ?? 0))
      .slice(0, count)
      .map((word) => lexicon.text(word));
  }

  private spelt(word: string, most: number): string | undefined {
    this.learn(0);
    const { papers, size } = this.lexicon;
    const { masks } = this;
    const heard = sound(word);
    const own = letters(word);
    let best: { word: string; slips: number; papers: number } | undefined;
    for (let number = 1; number < size; number += 1) {
      const limit = best?.slips ?? most;
      // An edit changes two letters of the set at most: this spares most of the work.
      if (bitCount(own ^ (masks[number] ?? 0)) > 2 * limit) continue;
      const holding = papers[number] ?? 0;
      if (holding === 0) continue;
      if (Math.abs(this.lexicon.lengthOf(number) - word.length) > limit + 1) continue;
      const candidate = this.lexicon.text(number);
      if (STOP_WORDS.has(candidate) || /\d/.test(candidate)) continue;
      const near = Math.min(limit, MOST_WRONG * Math.max(word.length, candidate.length));
      // The plain distance is hardly more than the slips, and much quicker.
      if (distance(heard, sound(candidate)) > near + SWAP) continue;
      const needed = Math.min(slips(heard, sound(candidate)), slips(word, candidate));
      if (needed > near || (best && needed === limit && holding <= best.papers)) continue;
      best = { word: candidate, slips: needed, papers: holding };
    }
    return best?.word;
  }

  /** The most frequent word with two neighbouring letters in each other's place, which counts as one edit, not as two. */
  private swapped(word: string): string | undefined {
    let best: { readonly word: string; readonly papers: number } | undefined;
    for (let at = 0; at + 1 < Math.min(word.length, LONGEST_SWAPPED); at += 1) {
      const one = word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
      const papers = one === word ? 0 : this.papersWith(stem(one));
      if (papers > (best?.papers ?? 0)) best = { word: one, papers };
    }
    return best?.word;
  }
}

/** Words that are taken in at a time: about what 50 papers bring, so that nobody waits long for it. */
const ENOUGH = 1000;
/** What a swap of two letters, which is one slip, adds to the plain distance. */
const SWAP = 1;
/** The share of the longer word's letters that slips may be of. */
const MOST_WRONG = 0.4;
/** Letters of a word within which swaps are tried. */
const LONGEST_SWAPPED = 30;
