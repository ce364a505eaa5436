import type { Page } from "../query.ts";
import { type Clause, wordsIn } from "../search/clauses.ts";
import type { Answer } from "../search/engine.ts";
import { SETTINGS } from "../search/settings.ts";
import { ask, take } from "./ask.ts";
import type { Columns } from "./lancedb.ts";
import { type Marks, readMarks, titleTerm } from "./marks.ts";
import { gainedByNearness } from "./nearness.ts";
import { isWhole, type Looked, plainStems } from "./reading.ts";
import { rewarded, type Scored, scored } from "./scoring.ts";
import { holding, type Shelf, type Stems } from "./shelf.ts";

/** A query, with the conditions that the index can see to. */
export type Sought = Pick<Stems, "all" | "none"> & {
  readonly looked: Looked;
  /** SQL; empty for none. */
  readonly where: string;
  /** Normal titles: papers that have one are found as well. */
  readonly titles?: readonly string[];
};

/** What was found. */
export type Found = {
  /** Best first. */
  readonly answers: readonly (Answer & { readonly marks: Marks })[];
  /** How many papers hold any word of the query, and every word, as far as `more` says. */
  readonly total: number;
  readonly whole: number;
  readonly more: Page["more"];
};

/** Papers that are ranked for the first pages; beyond, more are ranked at once. */
const WINDOW = 40;

/** Papers of the longest answer. */
export const MOST_FOUND = 1000;

/** Papers with the long forms of a query's words that are ranked beside, those of all forms together: reading each takes time. */
const LONG_WINDOW = 20;

/** Papers with every word that are ranked though the index has many others before them. */
const WHOLE_WINDOW = 20;
const PAGE = 10;

/** Papers with a word, beyond which those with its long form alone are not looked for. */
const MANY_PAPERS = 5_000;

/** Long forms that are looked for, each a question of its own. */
const MOST_LONG = 2;

/**
 * Finds papers for a query: LanceDB proposes some by its own BM25, and those are ranked by the
 * formula, acronyms and nearness of the engine in memory. At least `count` when there are so many.
 */
export async function find(sought: Sought, shelf: Shelf, count: number): Promise<Found> {
  const first = await findWithin(WINDOW, sought, shelf);
  if (count <= first.answers.length || first.more === undefined) return first;
  const wider = await findWithin(MOST_FOUND, sought, shelf);
  // What stood on an earlier page keeps its place.
  const shown = new Set(first.answers.map(({ key }) => key));
  const rest = wider.answers.filter(({ key }) => !shown.has(key));
  return { ...wider, answers: [...first.answers, ...rest] };
}

async function findWithin(window: number, sought: Sought, shelf: Shelf): Promise<Found> {
  const { looked, where, all = [], none = [], titles = [] } = sought;
  const { papers, counts, lance } = shelf;
  const { clauses, terms } = looked;
  const single = clauses.flatMap((clause) => (clause.all ? [] : clause.stems));
  if (single.length === 0) return NOTHING;
  const rows = (stems: Stems, limit: number) =>
    ask(papers, ["_rowid", "body"], { match: holding(stems, lance), where, limit });
  const long = longForms(looked, shelf).map((stems) => [...all, ...stems]);
  const [some, every, ...others] = await Promise.all([
    rows({ any: [...single, ...titles.map(titleTerm)], all, none }, window),
    withEveryWord(sought, shelf),
    ...long.map((stems) => rows({ all: stems, none }, Math.ceil(LONG_WINDOW / long.length))),
  ]);
  const near = [...some, ...others.flat()];
  const there = new Set(near.map(({ _rowid }) => _rowid));
  const first = every.slice(0, WHOLE_WINDOW);
  const lacking = first.filter((id) => !there.has(id));
  // Where a page of them is there already, the others rank below it.
  const missing = first.length - lacking.length < PAGE ? lacking : [];
  const further = await take(papers, ["body"], missing);
  const candidates = byKey([...near, ...further]);
  const best = rewarded(scored(candidates.values(), clauses, counts), terms.length);
  const answers = rank(best, looked, shelf);
  const isAll = some.length < window;
  const whole = answers.filter(({ whole }) => whole).length;
  if (isAll) return { ...NOTHING, answers, total: answers.length, whole };
  // So many hold the most frequent of the words, where no condition leaves fewer.
  const isFree = where === "" && all.length + none.length === 0;
  const papersWith = (stem: string) => counts.vocabulary.papersWith(stem);
  const frequent = isFree ? Math.max(...single.map(papersWith)) : 0;
  const total = Math.max(answers.length, every.length, Math.min(frequent, MOST_FOUND));
  // A paper with one of one word has them all.
  const counted = terms.length === 1 ? total : Math.max(whole, every.length);
  const more = every.length < MOST_FOUND && terms.length > 1 ? "some" : "whole";
  return { answers, total, whole: counted, more };
}

/**
 * The long forms of words, of each of which papers are proposed too: not of words that thousands of papers
 * hold, for which the best are found by the words themselves and "using" is hardly a Universal Sentence Encoder.
 */
function longForms({ clauses, terms }: Looked, { counts }: Shelf): readonly (readonly string[])[] {
  const rare = terms
    .flat()
    .filter(({ stem }) => counts.vocabulary.papersWith(stem) < MANY_PAPERS)
    .reduce((bits, { bit }) => bits | bit, 0);
  const forms = clauses.filter(({ all, bits }) => all && (bits & rare) !== 0);
  const isFirst = ({ bits }: Clause, at: number) =>
    forms.findIndex((form) => form.bits === bits) === at;
  // What a word means most often comes first, before what others mean besides.
  const [first, second] = [forms.filter(isFirst), forms.filter((form, at) => !isFirst(form, at))];
  return [...first, ...second].slice(0, MOST_LONG).map(({ stems }) => stems);
}

const NOTHING: Found = { answers: [], total: 0, whole: 0, more: undefined };

/** Best first, after the very best have gained by how near their words are. */
function rank(papers: readonly Scored[], looked: Looked, { counts }: Shelf): Found["answers"] {
  const sorted = papers.toSorted(byScore);
  const near = gainedByNearness(sorted.slice(0, SETTINGS.reranked), looked.reading, counts);
  return [...near.toSorted(byScore), ...sorted.slice(SETTINGS.reranked)].map(
    ({ paper, score, mask }) => ({
      ...{ key: paper.key, marks: paper, score },
      ...{ matches: wordsIn(mask, looked.terms), whole: isWhole(mask, looked) },
    }),
  );
}

/** Rows with every word of the query, best first; none of a single word, and where one may be several, which the ranking sees to. */
async function withEveryWord(sought: Sought, { papers, lance }: Shelf): Promise<readonly bigint[]> {
  const { looked, where, all = [], none = [] } = sought;
  const stems = plainStems(looked) ?? [];
  if (stems.length < 2) return [];
  const match = holding({ all: [...all, ...stems], none }, lance);
  const rows = await ask(papers, ["_rowid"], { match, where, limit: MOST_FOUND });
  return rows.map(({ _rowid }) => _rowid);
}

/** Each paper once, whichever row of it came first. */
function byKey(rows: readonly Pick<Columns, "body">[]): ReadonlyMap<string, Marks> {
  const papers = rows.flatMap(({ body }) => (body ? readMarks(body) : []));
  return new Map(papers.map((paper) => [paper.key, paper]));
}

/** Best first, equal ones in the order they came. */
function byScore(a: Scored, b: Scored): number {
  return b.score - a.score;
}
