import { readAsked } from "../asked.ts";
import type { Catalogue } from "../catalogue.ts";
import { findIds, parseId } from "../ids.ts";
import { normalTitle, type Paper } from "../paper.ts";
import { paperFilter } from "../paper-filter.ts";
import type { Hit, Neighbour, Page, Query } from "../query.ts";
import { textFilter } from "../search/text-filter.ts";
import type { Embedder } from "./embedder.ts";
import { mixedScores } from "./mixed.ts";
import { cosine, type Near, type Vectors } from "./vectors.ts";

/** Papers that are ranked by words and meaning together; beyond, words alone decide. */
const RANKED = 60;

/** Papers without any word of the query that may be among them by their meaning. */
const BY_MEANING = 30;

/** How a catalogue searches when it knows the meaning of papers too, whichever engine finds their words. */
export type Meaning = Pick<Catalogue, "search" | "similar">;

/**
 * Searching by words and meaning. Filters, sorts by date, papers that a text names and everything beyond
 * the best ones stay as they are; a paper without a vector yet is ranked by its words.
 */
export function withMeaning(
  words: Pick<Catalogue, "search" | "similar" | "getAll">,
  embedder: Embedder,
  vectors: Vectors,
): Meaning {
  return {
    search: async (query) => {
      const { text } = readAsked(query);
      const isRanked = (query.sort ?? "best") === "best" && text !== "";
      // An id means its paper and nothing else. Words alone answer where the model fails.
      const [asked] =
        isRanked && parseId(text) === undefined
          ? await embedder.embed([text], "question").catch(() => [])
          : [];
      if (!asked) return await words.search(query);
      const found = await words.search({ ...query, page: 1, size: RANKED });
      const more = await byMeaning(query, asked, found.hits, words, vectors);
      const named = found.hits.filter(({ paper }) => isNamed(paper, query.text, text));
      const others = found.hits.filter((hit) => !named.includes(hit));
      const hits = [...named, ...(await ranked([...others, ...more], asked, vectors))];
      return await pageOf(query, { ...found, hits }, more.length, words);
    },
    similar: async (key, count) => {
      const [paper] = await words.getAll([key]);
      const byWords = await words.similar(key, count + BY_MEANING);
      const own = paper && (await vectors.get([paper.key])).get(paper.key);
      if (!own) return byWords.slice(0, count);
      const near = await vectors.nearest(own.vector, count + BY_MEANING);
      const known = [paper, ...byWords.map((one) => one.paper)];
      const further = (await othersOf(near, known, words))
        .filter(({ title }) => normalTitle(title) !== normalTitle(paper.title))
        .map((paper): Neighbour => ({ paper, score: 0, matches: [] }));
      return (await ranked([...byWords, ...further], own.vector, vectors)).slice(0, count);
    },
  };
}

/** Papers on a page when the query does not say. */
const PAGE = 5;

/** Whether a text names a paper for certain, which leads then whatever it means. */
function isNamed({ key, title }: Paper, typed: string, text: string): boolean {
  const own = normalTitle(title);
  return (
    findIds(typed).some((id) => key === `arxiv:${id}`) ||
    own === normalTitle(typed) ||
    own === normalTitle(text)
  );
}

/** Papers near in meaning that are not among the best by their words but pass the query's filters. */
async function byMeaning(
  query: Query,
  asked: Float32Array,
  found: readonly Hit[],
  words: Pick<Catalogue, "getAll">,
  vectors: Vectors,
): Promise<readonly Hit[]> {
  const near = await vectors.nearest(asked, BY_MEANING);
  const known = found.map(({ paper }) => paper);
  const papers = await othersOf(near, known, words);
  const [lets, holds] = [paperFilter(readAsked(query)), textFilter(readAsked(query))];
  const passing = papers.filter((paper) => lets(paper) && holds(paper));
  return passing.map((paper) => ({ paper, score: 0, matches: [], whole: false }));
}

/** The near papers that are not known, each once: the vectors of a key that was replaced lead to the same paper. */
async function othersOf(
  near: readonly Near[],
  known: readonly Paper[],
  words: Pick<Catalogue, "getAll">,
): Promise<readonly Paper[]> {
  const keys = new Set(known.map(({ key }) => key));
  const unknown = near.map(({ key }) => key).filter((key) => !keys.has(key));
  const papers = new Map((await words.getAll(unknown)).map((paper) => [paper.key, paper]));
  return [...papers.values()].filter(({ key }) => !keys.has(key));
}

/** The same papers, best first by words and meaning together. */
async function ranked<T extends Neighbour>(
  papers: readonly T[],
  asked: Float32Array,
  vectors: Vectors,
): Promise<readonly T[]> {
  const kept = await vectors.get(papers.map(({ paper }) => paper.key));
  const fits = papers.map(({ paper, score }) => {
    const own = kept.get(paper.key);
    return { words: score, cosine: own && cosine(own.vector, asked) };
  });
  const scores = mixedScores(fits);
  return papers
    .map((one, at) => ({ ...one, score: scores[at] ?? 0 }))
    .sort((a, b) => b.score - a.score);
}

/**
 * The page of a query out of the best papers, `more` of them by their meaning, and then those that words
 * alone found. Where words found so many that the best are not all of them, those by meaning may be among
 * the rest and are not counted again.
 */
async function pageOf(
  query: Query,
  best: Page,
  more: number,
  words: Pick<Catalogue, "search">,
): Promise<Page> {
  const size = Math.max(1, Math.floor(query.size ?? PAGE));
  const total = best.total > RANKED ? best.total : best.total + more;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(pages, Math.max(1, Math.floor(query.page ?? 1)));
  const [from, to] = [(page - 1) * size, Math.min(page * size, total)];
  let { hits } = best;
  if (to > hits.length) {
    const shown = new Set(hits.map(({ paper }) => paper.key));
    const rest = await words.search({ ...query, page: 1, size: to });
    hits = [...hits, ...rest.hits.filter(({ paper }) => !shown.has(paper.key))];
  }
  return { ...best, hits: hits.slice(from, to), total, page, pages };
}
