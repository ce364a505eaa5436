import { bytes, floats, shorts, withRoom } from "./column.ts";
import { NO_STEM } from "./lexicon.ts";
import { type PaperWords, Sequence } from "./paper-words.ts";
import type { Scorer } from "./scorer.ts";
import { SETTINGS } from "./settings.ts";
import type { Shelf } from "./shelf.ts";
import type { Reading } from "./spelling.ts";

/** What it looks at: the words of papers, each paper known by a number, and how rare words are. */
type Material = Pick<Shelf, "lexicon"> & {
  readonly scorer: Pick<Scorer, "rarity" | "papersWith" | "worth">;
  readonly words: Pick<PaperWords, "read">;
};

/** Two words that follow each other in the query, by their places among its words. */
type Pair = { readonly weight: number };

/**
 * What papers gain by words in the very ending that was typed, by pairs of words that stand side by side
 * as in the query, and by holding all of it just as it was typed. Only the best are looked at: it takes
 * reading them word by word.
 */
export class Closeness {
  private readonly shelf: Material;
  private readonly sequence = new Sequence();
  /** For each stem its place among the words of the query, plus 1; 0 for all others. */
  private roles = bytes(0);
  /** The same for each word in its very ending. */
  private endings = bytes(0);
  private pairs: readonly Pair[] = [];
  /** The number of the pair of two places, plus 1, at the first place times `width` plus the second. */
  private pairOf = shorts(0);
  private width = 0;
  private weights: readonly { readonly word: number; readonly weight: number }[] = [];
  private phrase: readonly number[] = [];
  private timesOf = floats(0);
  private timesOfPair = floats(0);

  constructor(shelf: Material) {
    this.shelf = shelf;
  }

  /** Looks at papers for one query: `visit` may call `gained` until it returns. */
  of(reading: Reading, visit: (gained: (paper: number, score: number) => number) => void) {
    const { lexicon } = this.shelf;
    this.roles = withRoom(this.roles, lexicon.size, bytes);
    this.endings = withRoom(this.endings, lexicon.size, bytes);
    const stems = reading.wanted.map(({ choices }) =>
      choices.map((word) => lexicon.stemOf(word)).filter((number) => number > 0),
    );
    for (const [at, numbers] of stems.entries())
      for (const number of numbers) this.roles[number] = at + 1;
    this.readPairs(reading, stems);
    this.readEndings(reading);
    this.phrase = phraseOf(reading, lexicon);
    visit((paper, score) => this.gained(paper, score));
    for (const number of stems.flat()) this.roles[number] = 0;
    for (const { word } of this.weights) this.endings[word] = 0;
  }

  private readPairs({ words }: Reading, stems: readonly (readonly number[])[]) {
    const { lexicon, scorer } = this.shelf;
    const rarities = stems.map(([first = 0]) => scorer.rarity(scorer.papersWith(first)));
    this.width = stems.length + 1;
    this.pairOf = withRoom(this.pairOf, this.width ** 2, shorts).fill(0);
    const pairs: Pair[] = [];
    let before = 0;
    for (const word of words) {
      const own = lexicon.stemOf(word);
      if (own === NO_STEM) continue;
      const role = this.roles[own] ?? 0;
      const at = before * this.width + role;
      if (before > 0 && role > 0 && this.pairOf[at] === 0) {
        const weight = ((rarities[before - 1] ?? 0) + (rarities[role - 1] ?? 0)) / 2;
        this.pairOf[at] = pairs.push({ weight });
      }
      before = role;
    }
    this.pairs = pairs;
    this.timesOfPair = withRoom(this.timesOfPair, pairs.length, floats);
  }

  private readEndings({ words, wanted }: Reading) {
    const { lexicon } = this.shelf;
    const found = [...new Set(words)].flatMap((text) => {
      const word = lexicon.numberOf(text);
      const role = this.roles[lexicon.stemOf(text)] ?? 0;
      if (word === undefined || role === 0) return [];
      return [{ word, weight: 1 + SETTINGS.repeated * ((wanted[role - 1]?.times ?? 1) - 1) }];
    });
    for (const [at, { word }] of found.entries()) this.endings[word] = at + 1;
    this.weights = found;
    this.timesOf = withRoom(this.timesOf, found.length, floats);
  }

  private gained(paper: number, score: number): number {
    const { sequence, weights, pairs, timesOf, timesOfPair } = this;
    const { scorer, lexicon, words } = this.shelf;
    words.read(paper, sequence);
    const end = this.count();
    let gained = score;
    for (const [at, { word, weight }] of weights.entries()) {
      const times = timesOf[at] ?? 0;
      const holding = lexicon.papers[word] ?? 0;
      if (times > 0) gained += SETTINGS.ending * weight * scorer.worth(times, paper, holding);
    }
    for (const [at, { weight }] of pairs.entries()) {
      const times = timesOfPair[at] ?? 0;
      gained += SETTINGS.pair * weight * saturated(times);
    }
    return this.holdsPhrase(end) ? gained * (1 + SETTINGS.phrase.gain) : gained;
  }

  /** Counts words and pairs of title and abstract; answers where they end. */
  private count(): number {
    const { roles, endings, pairOf, width, timesOf, timesOfPair } = this;
    const { stems } = this.shelf.lexicon;
    const { words, length } = this.sequence;
    timesOf.fill(0);
    timesOfPair.fill(0);
    let before = 0;
    let fields = 0;
    let worth: number = SETTINGS.titlePair;
    for (let at = 0; at < length; at += 1) {
      const word = words[at] ?? 0;
      if (word === 0) {
        fields += 1;
        if (fields === 2) return at;
        worth = 1;
        before = 0;
        continue;
      }
      const own = stems[word] ?? NO_STEM;
      if (own === NO_STEM) continue;
      const role = roles[own] ?? 0;
      if (role > 0) {
        const ending = endings[word] ?? 0;
        if (ending > 0) timesOf[ending - 1] = (timesOf[ending - 1] ?? 0) + 1;
        const pair = before > 0 ? (pairOf[before * width + role] ?? 0) : 0;
        if (pair > 0) timesOfPair[pair - 1] = (timesOfPair[pair - 1] ?? 0) + worth;
      }
      before = role;
    }
    return length;
  }

  private holdsPhrase(end: number): boolean {
    const { phrase } = this;
    const { words } = this.sequence;
    const { stems } = this.shelf.lexicon;
    const last = phrase.length - 1;
    if (last < 1) return false;
    for (let from = 0; from + last < end; from += 1) {
      let at = 0;
      while (at < last && words[from + at] === phrase[at]) at += 1;
      if (at === last && stems[words[from + at] ?? 0] === stems[phrase[at] ?? 0]) return true;
    }
    return false;
  }
}

/** The numbers of the query's words from the first to the last that is no stop word; none where one of them is unknown. */
function phraseOf({ words }: Reading, lexicon: Shelf["lexicon"]): readonly number[] {
  const isSubject = (word: string) => lexicon.stemOf(word) !== NO_STEM;
  const from = words.findIndex(isSubject);
  const row = words.slice(from, words.findLastIndex(isSubject) + 1);
  if (row.length > SETTINGS.phrase.mostWords) return [];
  const numbers = row.map((word) => lexicon.numberOf(word) ?? 0);
  return numbers.includes(0) ? [] : numbers;
}

/** BM25's saturation for what has no length of its own: each further time counts less. */
function saturated(times: number): number {
  const { k } = SETTINGS.scoring.bm25;
  return (times * (k + 1)) / (times + k);
}
