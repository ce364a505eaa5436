import { type Clause, clausesOf, type Term, termsOf } from "../search/clauses.ts";
import { type Reading, readWords, type Tolerance } from "../search/spelling.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import { words } from "../words.ts";
import { ask } from "./ask.ts";
import { holding, type Shelf } from "./shelf.ts";

/** A query as it was read, and what to look for. */
export type Looked = {
  readonly reading: Reading;
  /** For each word of it the terms that stand for it: one, or several where it was completed. */
  readonly terms: readonly (readonly Term[])[];
  readonly clauses: readonly Clause[];
};

/** Words of a query that are looked up in the index before they are held to be misspelt. */
const MOST_LOOKED_UP = 4;

/**
 * Reads a query as the engine in memory does. The counts may lack a rare word, or one that came a
 * minute ago: what they don't have is looked up in the index before it is corrected.
 */
export async function readText(text: string, tolerance: Tolerance, shelf: Shelf): Promise<Looked> {
  const { vocabulary, acronyms } = shelf.counts;
  const unknown = [...new Set(words(text))]
    .filter((word) => !STOP_WORDS.has(word) && !vocabulary.knows(word))
    .slice(0, MOST_LOOKED_UP);
  const found = await Promise.all(unknown.map((word) => isThere(stem(word), shelf)));
  const there = new Set(unknown.filter((_, at) => found[at]).map(stem));
  const reading = readWords(
    text,
    {
      knows: (word) => vocabulary.knows(word) || there.has(stem(word)),
      nearest: (word, edits) => vocabulary.nearest(word, edits),
      starting: (prefix, count) => vocabulary.starting(prefix, count),
    },
    tolerance,
  );
  const terms = termsOf(reading.wanted);
  const knows = (stem: string) => vocabulary.papersWith(stem) > 0 || there.has(stem);
  return { reading, terms, clauses: clausesOf(reading, terms, acronyms, knows) };
}

/** The stems of a query when each of its words has just one. */
export function plainStems({ terms }: Looked): readonly string[] | undefined {
  const single = terms.flatMap((choices) => (choices.length === 1 ? choices : []));
  return single.length === terms.length ? single.map(({ stem }) => stem) : undefined;
}

/** Whether a mask tells of every word of a query. */
export function isWhole(mask: number, { terms }: Looked): boolean {
  return terms.every((choices) => {
    const bits = choices.reduce((bits, { bit }) => bits | bit, 0);
    return bits === 0 || (mask & bits) !== 0;
  });
}

async function isThere(stem: string, { papers, lance }: Shelf): Promise<boolean> {
  const match = holding({ any: [stem] }, lance);
  const found = await ask(papers, ["_score"], { match, limit: 1 });
  return found.length > 0;
}
