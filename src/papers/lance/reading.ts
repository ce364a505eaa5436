import { type Reading, readQuery, type Tolerance } from "../search/spelling.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import type { Vocabulary } from "../search/vocabulary.ts";
import { words } from "../words.ts";
import { ask } from "./ask.ts";
import { holding, type Shelf } from "./shelf.ts";

/** Words of a query that are looked up in the index before they are held to be misspelt. */
const MOST_LOOKED_UP = 4;

/**
 * Reads a query as the engine in memory does. The lexicon may lack a rare word, or one that came a
 * minute ago: what it does not know is looked up in the index before it is corrected.
 */
export async function readText(text: string, tolerance: Tolerance, shelf: Shelf): Promise<Reading> {
  const { vocabulary } = shelf.lexicon;
  const unknown = [...new Set(words(text.slice(0, LONGEST)))]
    .filter((word) => !STOP_WORDS.has(word) && vocabulary.papersWith(stem(word)) === 0)
    .slice(0, MOST_LOOKED_UP);
  const found = await Promise.all(unknown.map((word) => isThere(stem(word), shelf)));
  const there = new Set(unknown.filter((_, at) => found[at]).map(stem));
  if (there.size === 0) return readQuery(text, vocabulary, tolerance);
  const wider: Vocabulary = {
    ...vocabulary,
    papersWith: (stem) => vocabulary.papersWith(stem) || (there.has(stem) ? 1 : 0),
  };
  return readQuery(text, wider, tolerance);
}

/** Characters of a query that are read. */
const LONGEST = 1000;

async function isThere(stem: string, { papers, lance }: Shelf): Promise<boolean> {
  const match = holding({ any: [stem] }, lance);
  const found = await ask(papers, ["_score"], { match, limit: 1 });
  return found.length > 0;
}
