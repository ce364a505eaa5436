import { Closeness } from "../search/closeness.ts";
import { whole, withRoom } from "../search/column.ts";
import { Lexicon } from "../search/lexicon.ts";
import { Sequence } from "../search/paper-words.ts";
import type { Reading } from "../search/spelling.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import type { Ranked } from "./ranked.ts";
import { rarity, type Scored, saturated } from "./scoring.ts";
import type { WordCounts } from "./word-counts.ts";

/**
 * What papers gain by how near the words of the query stand in them, judged as in memory. That needs
 * words as numbers: only those of the query get one, and all others share one.
 */
export function gainedByNearness(
  papers: readonly Scored[],
  reading: Reading,
  counts: WordCounts,
): readonly Scored[] {
  const numbers = queryNumbers(reading, counts);
  const { lexicon } = numbers;
  const paperAt = (at: number) => papers[at]?.paper;
  const papersWith = (stem: number) =>
    counts.papersWithStem(counts.lexicon.numberOf(lexicon.text(stem)) ?? 0);
  const closeness = new Closeness({
    lexicon,
    scorer: {
      papersWith,
      rarity: (papersWith) => rarity(papersWith, counts),
      worth: (times, paper, papersWith) => {
        const length = paperAt(paper)?.fields.text.length ?? 1;
        return rarity(papersWith, counts) * saturated(times, length, counts.average("text"));
      },
    },
    words: { read: (paper, into) => numbers.read(paperAt(paper), into) },
  });
  const gained: Scored[] = [];
  closeness.of(reading, (gain) => {
    for (const [at, one] of papers.entries()) gained.push({ ...one, score: gain(at, one.score) });
  });
  return gained;
}

/** What stands for every word that the query doesn't hold. */
const OTHER = "\u0000";

function queryNumbers({ words, wanted }: Reading, counts: WordCounts) {
  const lexicon = new Lexicon();
  const sequence = new Sequence();
  const known = new Map<string, number>();
  const enter = (word: string): number => {
    lexicon.read([[word]], sequence);
    const number = sequence.words[0] ?? 0;
    const papers = counts.lexicon.papers[counts.lexicon.numberOf(word) ?? 0] ?? 0;
    lexicon.papers[number] = Math.max(1, papers);
    known.set(word, number);
    return number;
  };
  const other = enter(OTHER);
  const stems = new Set<string>();
  for (const word of [...words, ...wanted.flatMap(({ choices }) => choices)]) {
    enter(word);
    if (!STOP_WORDS.has(word)) stems.add(stem(word));
  }
  const numberOf = (word: string): number => {
    const number = known.get(word);
    if (number !== undefined) return number;
    if (STOP_WORDS.has(word) || stems.has(stem(word))) return enter(word);
    known.set(word, other);
    return other;
  };
  return {
    lexicon,
    /** Title and abstract, with what stands between two fields after each. */
    read: (paper: Ranked | undefined, into: Sequence) => {
      const fields = paper ? [paper.title, paper.abstract] : [];
      into.words = withRoom(
        into.words,
        fields.reduce((sum, one) => sum + one.length + 1, 0),
        whole,
      );
      let at = 0;
      for (const field of fields) {
        for (const word of field) into.words[at++] = numberOf(word);
        into.words[at++] = 0;
      }
      into.length = at;
    },
  };
}
