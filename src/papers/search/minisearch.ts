import type { Paper } from "../paper.ts";
import { words } from "../words.ts";
import { type Acronyms, createAcronyms } from "./acronyms.ts";
import { type Document, toDocument } from "./document.ts";
import type { Finding, Found, SearchEngine } from "./engine.ts";
import { type Clause, PostingIndex } from "./posting-index.ts";
import { createPrefixes, type Prefixes } from "./prefixes.ts";
import { byScore, clausesOf, rank, SETTINGS } from "./ranking.ts";
import { hasSameWords } from "./same-words.ts";
import { OFFERED, readQuery, SENT, type Tolerance, TYPING } from "./spelling.ts";
import { stem } from "./stem.ts";
import { suggested } from "./suggested.ts";
import { top } from "./top.ts";
import { topTerms } from "./top-terms.ts";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** The search engine inside this process, by MiniSearch: right up to some 50,000 papers. */
export function miniSearchEngine(): SearchEngine {
  const index = new PostingIndex(SETTINGS.scoring);
  const shelf: Shelf = {
    index,
    held: new Map(),
    acronyms: createAcronyms(),
    vocabulary: createVocabulary((term) => index.papersWith(term)),
    prefixes: createPrefixes(),
  };
  return {
    add: (papers) => {
      for (const paper of papers) put(shelf, paper);
    },
    remove: (keys) => {
      for (const key of keys) take(shelf, key);
    },
    find: (text) => find(shelf, text, SENT),
    similar: (key, count) => similar(shelf, key, count),
    suggest: (typed, count) => suggest(shelf, typed, count),
    nearest: (text) => readQuery(text, shelf.vocabulary, OFFERED).instead,
    get size() {
      return shelf.held.size;
    },
  };
}

/**
 * Everything that grows and shrinks with the papers. Their documents are made again when they are needed:
 * kept, they would be every text twice more, a fifth of the memory.
 */
type Shelf = {
  readonly index: PostingIndex;
  readonly held: Map<string, Paper>;
  readonly acronyms: Acronyms;
  readonly vocabulary: Vocabulary;
  readonly prefixes: Prefixes;
};

function put(shelf: Shelf, paper: Paper) {
  const old = shelf.held.get(paper.key);
  // New counts come every hour and change no word: only the paper itself is exchanged then.
  if (old && hasSameWords(old, paper)) {
    shelf.held.set(paper.key, paper);
    return;
  }
  take(shelf, paper.key);
  const document = toDocument(paper);
  shelf.index.add(document);
  shelf.vocabulary.add(spelling(document));
  shelf.acronyms.add(document.prose);
  shelf.prefixes.add(paper.key, document.title.split(" "));
  shelf.held.set(paper.key, paper);
}

function take(shelf: Shelf, key: string) {
  const document = documentOf(shelf, key);
  if (!document) return;
  shelf.index.remove(document);
  shelf.vocabulary.remove(spelling(document));
  shelf.acronyms.remove(document.prose);
  shelf.prefixes.remove(key, document.title.split(" "));
  shelf.held.delete(key);
}

function documentOf({ held }: Shelf, key: string): Document | undefined {
  const paper = held.get(key);
  return paper && toDocument(paper);
}

function find(shelf: Shelf, text: string, tolerance: Tolerance): Finding {
  const reading = readQuery(text, shelf.vocabulary, tolerance);
  const matches = shelf.index.match(clausesOf(reading, shelf.acronyms));
  const found = rank(matches, reading, (key) => documentOf(shelf, key));
  return { found, ...(reading.instead !== undefined && { instead: reading.instead }) };
}

function similar(shelf: Shelf, key: string, count: number): readonly Found[] {
  const text = documentOf(shelf, key)?.text;
  if (text === undefined) return [];
  const terms = topTerms(text, shelf.held.size, shelf.vocabulary);
  const clauses = [...terms].map(
    ([term, { boost }]): Clause => ({ terms: [term], weight: boost, bit: 0 }),
  );
  const others = shelf.index.match(clauses).filter((match) => match.key !== key);
  return top(others, count, byScore).map(({ key, score }) => {
    const shared = new Set(documentOf(shelf, key)?.text.split(" ").map(stem));
    const matches = [...terms].filter(([term]) => shared.has(term)).map(([, { word }]) => word);
    return { key, score, matches: matches.slice(0, SHOWN_MATCHES) };
  });
}

function suggest(shelf: Shelf, typed: string, count: number): readonly string[] {
  const short = typed.slice(0, LONGEST_TYPED);
  const starting = shelf.prefixes.starting(words(short).join(" "));
  const keys = suggested(short, count, shelf.held.values(), starting);
  if (keys.length >= count || !/\p{L}/u.test(short)) return keys;
  // Words of a title in another order, or misspelt.
  const others = find(shelf, short, TYPING).found.map(({ key }) => key);
  return [...new Set([...keys, ...others])].slice(0, count);
}

/** Words that two similar papers share, as many as tell why. */
const SHOWN_MATCHES = 5;
/** Characters of an unfinished title that are read. */
const LONGEST_TYPED = 200;

/** The words by which spelling is judged. */
function spelling({ text, authors, categories }: Document): string {
  return `${text} ${authors} ${categories}`.trim();
}
