import MiniSearch from "minisearch";
import { acronymsOf } from "./acronyms.ts";
import { termOf, wordsOf } from "./analysis.ts";
import type { Found, Scored, SearchEngine } from "./engine.ts";
import { plain } from "./latex.ts";
import type { Paper } from "./paper.ts";
import { Spelling } from "./spelling.ts";

/** Most words of a query that are looked at; a longer one is a pasted text, and its start says enough. */
const MOST_WORDS = 32;

/** Longest part of a query that is read, in UTF-16 units. */
const LONGEST_QUERY = 1000;

/** Weight of the title beside title and abstract together, and of an acronym's other form. */
const TITLE_WEIGHT = 0.5;
const ACRONYM_WEIGHT = 0.5;

/** How many of a paper's most telling terms ask for similar ones (notes: 40 do as well as all). */
const TELLING_TERMS = 40;

type Row = { readonly key: string; readonly title: string; readonly text: string };

/**
 * Search on MiniSearch: BM25+ over stemmed words, any of them; fuzzy only for words that the catalogue
 * doesn't know, since on known ones it costs precision. Acronyms are mined from the abstracts.
 */
export function createMiniSearch(): SearchEngine {
  const index = new MiniSearch<Row>({
    idField: "key",
    fields: ["title", "text"],
    tokenize: wordsOf,
    processTerm: (word) => {
      const term = termOf(word);
      if (term !== undefined) seen.add(term);
      return term ?? null;
    },
  });
  // Terms of the paper that is being indexed or removed, caught on their way: each text is read once.
  const seen = new Set<string>();
  const rows = new Map<string, Row>();
  const frequency = new Map<string, number>();
  const spelling = new Spelling();
  const acronyms = new Map<string, string>();

  const count = (by: 1 | -1): void => {
    for (const term of seen) frequency.set(term, (frequency.get(term) ?? 0) + by);
    seen.clear();
  };
  const remove = (key: string): void => {
    const row = rows.get(key);
    if (!row) return;
    index.remove(row);
    rows.delete(key);
    count(-1);
  };
  const isKnown = (term: string): boolean => (frequency.get(term) ?? 0) > 0;

  return {
    get size() {
      return rows.size;
    },
    add(papers) {
      for (const paper of papers) {
        remove(paper.key);
        const row = rowOf(paper);
        index.add(row);
        rows.set(paper.key, row);
        count(1);
        spelling.learn(() => wordsOf(row.text));
        for (const [short, long] of acronymsOf(paper.abstract)) {
          acronyms.set(short, long);
        }
      }
    },
    remove: (keys) => keys.forEach(remove),
    find(text) {
      const words = readQuery(text, isKnown, spelling, acronyms);
      return { words, scored: words.length ? score(index, words) : [] };
    },
    similar(key, most) {
      const row = rows.get(key);
      if (!row) return [];
      const terms = tellingTerms(row, frequency, rows.size);
      const query = { combineWith: "OR", queries: terms } as const;
      return search(index, query)
        .filter((one) => one.key !== key)
        .slice(0, most)
        .map((one) => ({ ...one, terms: inOrder(terms, one.terms) }));
    },
  };
}

function rowOf({ key, title, abstract, authors = [], keywords = [] }: Paper): Row {
  const words = [plain(title), plain(abstract), keywords.join(" "), authors.join(" ")];
  return { key, title: plain(title), text: words.join("\n") };
}

/** Matched terms in the order in which they tell most. */
function inOrder(telling: readonly Weighted[], matched: readonly string[]): readonly string[] {
  return telling.flatMap(({ queries }) => queries.filter((term) => matched.includes(term)));
}

function termsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) => termOf(word) ?? []);
}

/** Words of a query with the terms that stand for each: itself, its correction, and an acronym's other form. */
function readQuery(
  text: string,
  isKnown: (term: string) => boolean,
  spelling: Spelling,
  acronyms: ReadonlyMap<string, string>,
): Found["words"] {
  const typed = wordsOf(text.slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS);
  return typed.flatMap((word) => {
    const term = termOf(word);
    if (term === undefined) return [];
    const right = isKnown(term) ? word : (spelling.correct(word) ?? word);
    const long = acronyms.get(word.toLowerCase().replace(/s$/, ""));
    const terms = [termOf(right) ?? term, ...(long ? termsOf(long) : [])];
    return [{ typed: word, read: right, terms }];
  });
}

function score(index: MiniSearch<Row>, words: Found["words"]): readonly Scored[] {
  const queries = words.flatMap(({ terms: [first, ...rest] }) => [
    ...(first === undefined ? [] : [weighted(first, 1)]),
    ...rest.map((term) => weighted(term, ACRONYM_WEIGHT)),
  ]);
  return search(index, { combineWith: "OR", queries });
}

type Weighted = ReturnType<typeof weighted>;

function weighted(term: string, weight: number) {
  return { queries: [term], boostTerm: () => weight };
}

function search(
  index: MiniSearch<Row>,
  query: { readonly combineWith: "OR"; readonly queries: readonly Weighted[] },
): Scored[] {
  return index
    .search(
      { combineWith: query.combineWith, queries: [...query.queries] },
      // Terms are analysed already, and MiniSearch would stem them twice.
      { boost: { title: TITLE_WEIGHT }, tokenize: (text) => [text], processTerm: (term) => term },
    )
    .map(({ id, score: points, queryTerms, terms }) => ({
      key: String(id),
      // MiniSearch multiplies by the number of matched terms, which no option turns off; its root is kept for short queries.
      score: points / Math.sqrt(Math.max(1, queryTerms.length)),
      terms,
    }));
}

function tellingTerms(
  row: Row,
  frequency: ReadonlyMap<string, number>,
  size: number,
): readonly Weighted[] {
  const counts = new Map<string, number>();
  for (const term of termsOf(row.text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .map(([term, times]) => ({
      term,
      weight: (1 + Math.log(times)) * Math.log(1 + size / (frequency.get(term) ?? 1)),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, TELLING_TERMS)
    .map(({ term, weight }) => weighted(term, weight));
}
