import { Closeness } from "../search/closeness.ts";
import { whole, withRoom } from "../search/column.ts";
import { Lexicon } from "../search/lexicon.ts";
import { Sequence } from "../search/paper-words.ts";
import type { Reading } from "../search/spelling.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import { type Marks, markOf } from "./marks.ts";
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
        const length = paperAt(paper)?.lengths.text ?? 1;
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

/** What stands for every word that the query doesn't hold, and for the other endings of one that it does. */
const OTHER = "\u0000";
const ENDING = "\u0001";

function queryNumbers({ words, wanted }: Reading, counts: WordCounts) {
  const lexicon = new Lexicon();
  const sequence = new Sequence();
  const enter = (word: string): number => {
    lexicon.read([[word]], sequence);
    const number = sequence.words[0] ?? 0;
    const papers = counts.lexicon.papers[counts.lexicon.numberOf(word) ?? 0] ?? 0;
    lexicon.papers[number] = Math.max(1, papers);
    return number;
  };
  const all = new Set([...words, ...wanted.flatMap(({ choices }) => choices)]);
  const other = enter(OTHER);
  const stop = enter([...STOP_WORDS].find((word) => !all.has(word)) ?? OTHER);
  const byWord = new Map<number, number>();
  const byStem = new Map<number, number>();
  for (const word of all) {
    byWord.set(markOf(word), enter(word));
    if (STOP_WORDS.has(word) || byStem.has(markOf(stem(word)))) continue;
    const ending = enter(`${ENDING}${word}`);
    lexicon.stems[ending] = lexicon.stemOf(word);
    byStem.set(markOf(stem(word)), ending);
  }
  const numberOf = (word: number, stem: number): number => {
    if (stem === 0) return byWord.get(word) ?? stop;
    const ending = byStem.get(stem);
    return ending === undefined ? other : (byWord.get(word) ?? ending);
  };
  return {
    lexicon,
    /** Title and abstract, with what stands between two fields after each. */
    read: (paper: Marks | undefined, into: Sequence) => {
      into.length = 0;
      if (!paper) return;
      const { words, stems } = paper;
      const [title, abstract] = paper.sizes;
      into.words = withRoom(into.words, title + abstract + 2, whole);
      for (let at = 0; at < title + abstract; at += 1) {
        if (at === title) into.words[into.length++] = 0;
        into.words[into.length++] = numberOf(words[at] ?? 0, stems[at] ?? 0);
      }
      into.words[into.length++] = 0;
    },
  };
}
