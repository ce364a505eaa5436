import { distance } from "fastest-levenshtein";

/** Edits that a misspelt word may have: one up to five letters, two above. */
const mostEdits = (word: string): number => (word.length <= 5 ? 1 : 2);

/** “graf” is heard like “graph”: one sound counts as one letter. */
const asHeard = (word: string): string => word.replace(/ph/g, "f");

/** Words that a catalogue knows, by length, so that the nearest one to a misspelling is found among few. */
export class Spelling {
  readonly #counts = new Map<string, number>();
  readonly #byLength = new Map<number, Set<string>>();

  /** Texts that are learnt when a misspelling first asks for it: most queries are spelt right. */
  readonly #waiting: (() => readonly string[])[] = [];

  /** Learns the words of a text. Words are never forgotten: one that is gone only loses its papers. */
  learn(words: () => readonly string[]): void {
    this.#waiting.push(words);
  }

  #learnWaiting(): void {
    for (const words of this.#waiting.splice(0)) for (const word of words()) this.#count(word);
  }

  #count(word: string): void {
    const lower = word.toLowerCase();
    if (!/^\p{L}{3,30}$/u.test(lower)) return;
    this.#counts.set(lower, (this.#counts.get(lower) ?? 0) + 1);
    const alike = this.#byLength.get(lower.length) ?? new Set();
    this.#byLength.set(lower.length, alike.add(lower));
  }

  /** The known word nearest to a misspelt one, the commoner of two; undefined when none is near or it is too short to tell. */
  correct(word: string): string | undefined {
    const lower = word.toLowerCase();
    if (!/^\p{L}{4,30}$/u.test(lower)) return undefined;
    this.#learnWaiting();
    const most = mostEdits(lower);
    let best: { word: string; edits: number; rank: number } | undefined;
    for (let length = lower.length - most; length <= lower.length + most; length += 1) {
      for (const known of this.#byLength.get(length) ?? []) {
        const edits = distance(asHeard(lower), asHeard(known));
        if (edits > most) continue;
        // A first letter is seldom wrong, and a common word is the likelier one to be meant.
        const rank =
          edits * 4 + (known[0] === lower[0] ? 0 : 3) - Math.log2(this.#counts.get(known) ?? 1) / 4;
        if (!best || rank < best.rank) best = { word: known, edits, rank };
      }
    }
    return best?.word;
  }
}
