import { readAsked } from "../asked.ts";
import type { Paper } from "../paper.ts";
import { words } from "../words.ts";
import { Board } from "./board.ts";
import { Closeness } from "./closeness.ts";
import type { SearchEngine } from "./engine.ts";
import { type Finder, find } from "./find.ts";
import { fingerprint } from "./fingerprint.ts";
import { Latent } from "./latent.ts";
import { Likeness } from "./likeness.ts";
import { rewritten } from "./rewritten.ts";
import { Shelf } from "./shelf.ts";
import { damaged, jsonBytes, SnapshotReader, withChecksum } from "./snapshot.ts";
import { OFFERED, readWords, SENT, TYPING } from "./spelling.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { Suggester } from "./suggested.ts";
import { Vectors } from "./vectors.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The search engine in memory, over MiniSearch. */
export function miniSearchEngine(): SearchEngine {
  return engineOver(empty());
}

/**
 * The engine that `save` wrote. Its papers come from `paperOf`, each as it was when the index was saved;
 * what became of them since is told by `add` and `remove`, as always.
 * @throws SnapshotError when the bytes are damaged, of another version or analysis, or a paper is missing
 */
export async function loadMiniSearchEngine(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  paperOf: (key: string) => Paper | undefined,
): Promise<SearchEngine> {
  const learned = await read(new SnapshotReader(chunks));
  learned.shelf.holdAll(paperOf);
  return engineOver(learned);
}

async function read(from: SnapshotReader): Promise<Learned> {
  try {
    const learned = empty();
    if ((await from.json()) !== fingerprint()) throw damaged();
    await learned.shelf.load(from);
    await learned.latent.load(from);
    await from.checkSum();
    return learned;
  } catch (error) {
    // Damaged lengths may ask for more memory than there is before the checksum tells.
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

function* save({ shelf, latent }: Learned): Generator<Uint8Array> {
  yield* jsonBytes(fingerprint());
  yield* shelf.save();
  yield* latent.save();
}

/** The papers, and what was learnt from them. */
type Learned = { readonly shelf: Shelf; readonly vectors: Vectors; readonly latent: Latent };

function empty(): Learned {
  const shelf = new Shelf();
  const vectors = new Vectors(shelf);
  return { shelf, vectors, latent: new Latent(shelf, vectors) };
}

function engineOver(learned: Learned): SearchEngine {
  const { shelf, vectors, latent } = learned;
  const finder: Finder = { shelf, board: new Board(), closeness: new Closeness(shelf) };
  const likeness = new Likeness(shelf, vectors, latent);
  const suggester = new Suggester(shelf);
  return {
    add: (papers) => {
      for (const paper of papers) shelf.put(paper);
    },
    remove: (keys) => {
      for (const key of keys) shelf.take(key);
    },
    find: (ask) => find(finder, ask, SENT),
    similar: (key, count) => likeness.like(key, count),
    suggest: (typed, count) => suggest(typed.slice(0, LONGEST_TYPED), count, finder, suggester),
    nearest: (text) => {
      const { text: subject } = readAsked({ text });
      const { corrected } = readWords(subject, shelf.vocabulary, OFFERED);
      return corrected.size > 0 ? rewritten(text, corrected) : undefined;
    },
    learn: () => latent.learn(),
    save: () => withChecksum(save(learned)),
    get size() {
      return shelf.size;
    },
  };
}

function suggest(typed: string, count: number, finder: Finder, suggester: Suggester) {
  const keys = suggester.suggest(typed, count);
  if (keys.length >= count || !/\p{L}/u.test(typed)) return keys;
  // Words of a title in another order, or misspelt.
  const text = telling(typed, finder.shelf.vocabulary);
  const others = find(finder, { text, count }, TYPING).found.map(({ key }) => key);
  return [...new Set([...keys, ...others])].slice(0, count);
}

/** The last word of what was typed, which may be unfinished, and the rarest of the others, in their order. */
function telling(typed: string, vocabulary: Vocabulary): string {
  const all = [...new Set(words(typed))].filter((word) => !STOP_WORDS.has(word));
  if (all.length <= MOST_TELLING) return typed;
  const papers = new Map(all.map((word) => [word, vocabulary.papersWith(stem(word))]));
  const rarest = all
    .slice(0, -1)
    .sort((a, b) => (papers.get(a) ?? 0) - (papers.get(b) ?? 0))
    .slice(0, MOST_TELLING - 1);
  return all.filter((word, at) => at === all.length - 1 || rarest.includes(word)).join(" ");
}

/** Words by which an unfinished title is looked for: the common ones of a long one tell nothing more. */
const MOST_TELLING = 4;
/** Characters of an unfinished title that are read. */
const LONGEST_TYPED = 200;
