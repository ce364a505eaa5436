import { byDate, byUpvotes } from "../order.ts";
import type { Paper } from "../paper.ts";
import { bar } from "./bar.ts";
import { bitCount } from "./bit-count.ts";
import type { Board } from "./board.ts";
import { clausesOf, type Term, termsOf, wordsIn } from "./clauses.ts";
import type { Closeness } from "./closeness.ts";
import type { Answer, Ask, Finding } from "./engine.ts";
import { SETTINGS } from "./settings.ts";
import type { Shelf } from "./shelf.ts";
import { type Reading, readWords, type Tolerance } from "./spelling.ts";
import { Top } from "./top.ts";

/** What finding works with: the papers, and rows of numbers that are used again for each query. */
export type Finder = {
  readonly shelf: Shelf;
  readonly board: Board;
  readonly closeness: Closeness;
};

/** A paper that is found, with its score. */
type Scored = { readonly paper: number; readonly score: number };

/** Scores every paper, and makes answers only of those in the part that is wanted. */
export function find(finder: Finder, ask: Ask, tolerance: Tolerance): Finding {
  const { shelf, board } = finder;
  const { from = 0, count = COUNT, sort = "best" } = ask;
  const reading = readWords(ask.text, shelf.vocabulary, tolerance);
  const terms = termsOf(reading.wanted);
  board.clear(shelf.index.end);
  const knows = (stem: string) => shelf.vocabulary.papersWith(stem) > 0;
  for (const clause of clausesOf(reading, terms, shelf.acronyms, knows))
    board.add(clause, shelf.scorer, shelf.lexicon);
  const { mostWords, power } = SETTINGS.matched;
  if (terms.length > 1 && terms.length <= mostWords) board.rewardMatched(power);
  bar(ask, shelf, board);
  const isAll = terms.length === 0 && (ask.text === "" || (ask.phrases ?? []).length > 0);
  const order = sort === "upvotes" ? byUpvotes : sort === "newest" || isAll ? byDate : undefined;
  const named = order ? [] : namedOf(ask, shelf);
  // They lead whatever they score.
  for (const paper of named) board.barred[paper] = 1;
  const passing = passingOf(finder, ask, isAll);
  const kept = order ? withMostWords(passing, board.masks) : passing;
  const isWhole = wholeness(terms);
  const wholeIn = (papers: Int32Array) =>
    papers.reduce((sum, paper) => sum + (isWhole(board.masks[paper] ?? 0) ? 1 : 0), 0);
  const found = order
    ? inOrder(finder, kept, order, from + count)
    : best(finder, reading, kept, named, { count: from + count, reranked: tolerance.reranked });
  return {
    found: found.slice(from).map(({ paper, score }): Answer => {
      const mask = board.masks[paper] ?? 0;
      return {
        key: shelf.papers[paper]?.key ?? "",
        score,
        matches: wordsIn(mask, terms),
        whole: isWhole(mask) || named.includes(paper),
      };
    }),
    total: named.length + kept.length,
    whole: named.length + wholeIn(kept),
    corrected: reading.corrected,
  };
}

/** Answers that are given when the question does not say how many. */
const COUNT = 50;

function namedOf({ first = [], lets = () => true }: Ask, { index, papers }: Shelf): number[] {
  return first
    .flatMap((key) => index.numberOf(key) ?? [])
    .filter((number) => {
      const paper = papers[number];
      return paper !== undefined && lets(paper);
    });
}

/**
 * The papers that hold anything of the query, or all of them, as far as nothing bars them and the filters let
 * them through: a part of a row of the board's, which the next query writes anew.
 */
function passingOf({ shelf, board }: Finder, { lets }: Ask, isAll: boolean): Int32Array {
  const { scores, barred, passing } = board;
  const { papers, index } = shelf;
  let length = 0;
  for (let number = 0; number < index.end; number += 1) {
    if (barred[number] === 1 || (!isAll && (scores[number] ?? 0) <= 0)) continue;
    // What scores is there; where all are asked for there may be holes.
    if (isAll || lets) {
      const paper = papers[number];
      if (paper === undefined || (lets && !lets(paper))) continue;
    }
    passing[length] = number;
    length += 1;
  }
  return passing.subarray(0, length);
}

/** The named ones, then the best by score after the very best have gained by how near their words are. */
function best(
  { board, closeness }: Finder,
  reading: Reading,
  passing: Int32Array,
  named: readonly number[],
  { count, reranked }: { readonly count: number; readonly reranked: number },
): readonly Scored[] {
  const { scores } = board;
  const top = new Top<number>(
    Math.max(count, reranked),
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  );
  for (const paper of passing) top.offer(paper);
  const scored = top.sorted().map((paper): Scored => ({ paper, score: scores[paper] ?? 0 }));
  const near: Scored[] = [];
  closeness.of(reading, (gained) => {
    for (const { paper, score } of scored.slice(0, reranked))
      near.push({ paper, score: gained(paper, score) });
  });
  near.sort((a, b) => b.score - a.score || a.paper - b.paper);
  const highest = near[0]?.score ?? 0;
  const first = named.map((paper, at) => ({ paper, score: highest + named.length - at }));
  return [...first, ...near, ...scored.slice(reranked)].slice(0, count);
}

function inOrder(
  { shelf, board }: Finder,
  papers: Int32Array,
  order: (a: Paper, b: Paper) => number,
  count: number,
): readonly Scored[] {
  const { scores } = board;
  const top = new Top<number>(count, (a, b) => {
    const [one, other] = [shelf.papers[a], shelf.papers[b]];
    const first = one && other ? order(one, other) : 0;
    return first || (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  });
  for (const paper of papers) top.offer(paper);
  return top.sorted().map((paper) => ({ paper, score: scores[paper] ?? 0 }));
}

function withMostWords(papers: Int32Array, masks: Uint32Array): Int32Array {
  const most = papers.reduce((most, paper) => Math.max(most, bitCount(masks[paper] ?? 0)), 0);
  return papers.filter((paper) => bitCount(masks[paper] ?? 0) === most);
}

/** Whether a mask tells of every word of the query. */
function wholeness(terms: readonly (readonly Term[])[]): (mask: number) => boolean {
  const groups = terms.map((choices) => choices.reduce((bits, { bit }) => bits | bit, 0));
  const single = groups.reduce((all, bits) => (bitCount(bits) === 1 ? all | bits : all), 0);
  const several = groups.filter((bits) => bitCount(bits) > 1);
  return (mask) => (mask & single) === single && several.every((bits) => (mask & bits) !== 0);
}
