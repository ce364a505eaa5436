import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import type { Prose } from "./prose.ts";
import type { WordCounts } from "./word-counts.ts";

/** The stems of a paper, each with its weight and the first of its words. */
export type Weights = ReadonlyMap<string, { readonly weight: number; readonly word: string }>;

/**
 * The tf-idf weights of title and abstract, the title counted twice, as the engine in memory weighs them:
 * (1 + ln times) · ln((papers + 1) / papers with it).
 */
export function weightsOf({ title, abstract }: Prose, counts: WordCounts): Weights {
  const held = new Map<string, { times: number; readonly word: string }>();
  for (const word of [...title, ...title, ...abstract]) {
    if (STOP_WORDS.has(word)) continue;
    const own = stemOf(word, counts);
    const known = held.get(own);
    if (known) known.times += 1;
    else held.set(own, { times: 1, word });
  }
  return new Map(
    [...held].map(([stem, { times, word }]) => {
      const having = Math.max(1, counts.vocabulary.papersWith(stem));
      const idf = Math.max(0, Math.log((counts.papers + 1) / having));
      return [stem, { weight: (1 + Math.log(times)) * idf, word }];
    }),
  );
}

/** The stem of a word, which was made before where the word is known. */
function stemOf(word: string, { lexicon }: WordCounts): string {
  const own = lexicon.stems[lexicon.numberOf(word) ?? 0] ?? 0;
  return own > 0 ? lexicon.text(own) : stem(word);
}

/** The cosine of the angle between two papers. */
export function cosine(a: Weights, b: Weights): number {
  let sum = 0;
  for (const [stem, { weight }] of a) sum += weight * (b.get(stem)?.weight ?? 0);
  return sum / (lengthOf(a) * lengthOf(b) || 1);
}

function lengthOf(weights: Weights): number {
  let sum = 0;
  for (const { weight } of weights.values()) sum += weight ** 2;
  return Math.sqrt(sum);
}
