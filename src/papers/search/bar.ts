import type { Board } from "./board.ts";
import type { Ask } from "./engine.ts";
import { NO_STEM } from "./lexicon.ts";
import { Sequence } from "./paper-words.ts";
import type { Shelf } from "./shelf.ts";

/** Bars papers that lack a phrase of the question, or hold what it wants to do without. */
export function bar({ phrases = [], without = [] }: Ask, shelf: Shelf, board: Board) {
  if (phrases.length + without.length === 0) return;
  const { barred } = board;
  for (const row of without) {
    if (row.includes(" ")) for (const paper of holding(row, shelf)) barred[paper] = 1;
    else shelf.scorer.mark(shelf.lexicon.stemOf(row), 1, barred);
  }
  for (const row of phrases) {
    const held = new Set(holding(row, shelf));
    for (let paper = 0; paper < shelf.index.end; paper += 1)
      if (!held.has(paper)) barred[paper] = 1;
  }
}

/** The papers that hold a row of words side by side, just as they are, within one field. */
function holding(row: string, shelf: Shelf): readonly number[] {
  const { lexicon, index, scorer, words } = shelf;
  const numbers = row.split(" ").map((word) => lexicon.numberOf(word) ?? 0);
  if (numbers.includes(0)) return [];
  const stems = [...new Set(numbers.map((word) => lexicon.stems[word] ?? NO_STEM))]
    .filter((stem) => stem > 0)
    .sort((a, b) => scorer.papersWith(a) - scorer.papersWith(b))
    .slice(0, MOST_MARKED);
  const masks = new Uint8Array(index.end);
  for (const [at, stem] of stems.entries()) scorer.mark(stem, 1 << at, masks);
  const everything = 2 ** stems.length - 1;
  const sequence = new Sequence();
  const found: number[] = [];
  for (let paper = 0; paper < index.end; paper += 1) {
    if (masks[paper] !== everything) continue;
    words.read(paper, sequence);
    if (holds(sequence, numbers)) found.push(paper);
  }
  return found;
}

/** The rarest words of a row by which papers are chosen to be read. */
const MOST_MARKED = 8;

function holds({ words, length }: Sequence, row: readonly number[]): boolean {
  for (let from = 0; from + row.length <= length; from += 1) {
    let at = 0;
    while (at < row.length && words[from + at] === row[at]) at += 1;
    if (at === row.length) return true;
  }
  return false;
}
