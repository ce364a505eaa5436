import { type Acronyms, createAcronyms } from "../search/acronyms.ts";
import { createVocabulary, type Vocabulary } from "../search/vocabulary.ts";
import { type Analysis, FIELDS, type Field } from "./analysis.ts";

/**
 * What is known of words throughout the papers: in how many of them a stem stands, how often each word
 * does, and what acronyms stand for. It grows far slower than the papers do, and beyond a bound its
 * rarest entries are let go of: whoever misses a word here looks into the index.
 */
export type Lexicon = {
  readonly vocabulary: Vocabulary;
  readonly acronyms: Acronyms;
  /** Papers that were counted. */
  readonly papers: number;
  add(analysis: Analysis): void;
  remove(analysis: Analysis): void;
  /** Papers with this stem in that field. */
  papersWith(field: Field, stem: string): number;
  /** The average length of that field. */
  average(field: Field): number;
  /** Everything but the rarest entries beyond the bound, as lines for `learn`. */
  lines(): Iterable<string>;
  learn(line: string): void;
  /** Whether it has grown so far beyond the bound that it should be written and learnt anew. */
  readonly isOverfull: boolean;
};

/** Entries of each kind that are kept: a million papers have some 700,000 words, most of them typing errors. */
const MOST = 200_000;

/** An empty lexicon; `most` entries of each kind are kept. */
export function createLexicon(most = MOST): Lexicon {
  const tallies: Record<Field, Map<string, number>> = {
    ...{ title: new Map(), text: new Map(), authors: new Map(), categories: new Map() },
  };
  const lengths: Record<Field, number> = { title: 0, text: 0, authors: 0, categories: 0 };
  const papersWith = (field: Field, stem: string) => tallies[field].get(stem) ?? 0;
  const vocabulary = createVocabulary((stem) =>
    Math.max(...FIELDS.map((field) => papersWith(field, stem))),
  );
  const acronyms = createAcronyms();
  let papers = 0;
  const count = ({ document, fields }: Analysis, by: 1 | -1) => {
    papers = Math.max(0, papers + by);
    for (const field of FIELDS) {
      lengths[field] = Math.max(0, lengths[field] + by * fields[field].size);
      for (const stem of new Set(fields[field].stems)) tally(tallies[field], stem, by);
    }
    const words = [document.text, document.authors, document.categories].join(" ");
    vocabulary[by > 0 ? "add" : "remove"](words.trim());
    acronyms[by > 0 ? "add" : "remove"](document.prose);
  };
  return {
    vocabulary,
    acronyms,
    get papers() {
      return papers;
    },
    add: (analysis) => count(analysis, 1),
    remove: (analysis) => count(analysis, -1),
    papersWith,
    average: (field) => lengths[field] / Math.max(1, papers) || 1,
    lines: function* () {
      yield ["papers", "", papers].join("\t");
      for (const field of FIELDS) {
        yield [`length ${field}`, "", lengths[field]].join("\t");
        yield* linesOf(field, () => tallies[field], most);
      }
      yield* linesOf("word", vocabulary.counts, most);
      yield* linesOf("acronym", acronyms.counts, most);
    },
    learn: (line) => {
      const [kind = "", entry = "", number = ""] = line.split("\t");
      const by = Number(number);
      const field = FIELDS.find((one) => kind === one || kind === `length ${one}`);
      if (kind === "papers") papers += by;
      else if (kind === "word") vocabulary.count(entry, by);
      else if (kind === "acronym") acronyms.count(entry, by);
      else if (field && kind === field) tally(tallies[field], entry, by);
      else if (field) lengths[field] += by;
    },
    get isOverfull() {
      return FIELDS.some((field) => tallies[field].size > 2 * most);
    },
  };
}

function tally(counts: Map<string, number>, entry: string, by: number) {
  const left = (counts.get(entry) ?? 0) + by;
  if (left > 0) counts.set(entry, left);
  else counts.delete(entry);
}

type Counts = () => Iterable<readonly [entry: string, count: number]>;

function* linesOf(kind: string, counts: Counts, most: number) {
  const rare = rarest(counts(), most);
  for (const [entry, count] of counts()) if (count > rare) yield `${kind}\t${entry}\t${count}`;
}

/** The count up to which entries must go, so that no more than so many are left. */
function rarest(counts: ReturnType<Counts>, most: number): number {
  const having = new Map<number, number>();
  let left = 0;
  for (const [, count] of counts) {
    having.set(count, (having.get(count) ?? 0) + 1);
    left += 1;
  }
  for (const count of [0, ...having.keys()].sort((a, b) => a - b)) {
    left -= having.get(count) ?? 0;
    if (left <= most) return count;
  }
  return 0;
}
