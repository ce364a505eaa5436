import { readAsked } from "../asked.ts";
import type { Catalogue } from "../catalogue.ts";
import { findIds } from "../ids.ts";
import { normalTitle, type Paper } from "../paper.ts";
import { paperFilter } from "../paper-filter.ts";
import type { Hit, Neighbour, Page, Query } from "../query.ts";
import { textFilter } from "../search/text-filter.ts";
import type { Embedder } from "./embedder.ts";
import { mixedScores } from "./mixed.ts";
import { cosine, type Vectors } from "./vectors.ts";

/** Papers that are ranked by words and meaning together; beyond, words alone decide. */
const RANKED = 60;

/** Papers without any word of the query that may be among them by their meaning. */
const BY_MEANING = 30;

/** How a catalogue searches when it knows the meaning of papers too, whichever engine finds their words. */
export type Meaning = Pick<Catalogue, "search" | "similar">;

/**
 * Searching by words and meaning. Filters, sorts by date, names of papers and everything beyond the
 * first pages stay as they are; a paper without a vector yet is ranked by its words.
 */
export function withMeaning(
  words: Pick<Catalogue, "search" | "similar" | "getAll">,
  embedder: Embedder,
  vectors: Vectors,
): Meaning {
  return {
    search: async (query) => {
      const { size = PAGE, page = 1, sort = "best" } = query;
      const { text } = readAsked(query);
      const first = sort === "best" && text !== "" && page * size <= RANKED;
      if (!first) return await words.search(query);
      // Words alone answer where the model fails.
      const [asked] = await embedder.embed([text], "question").catch(() => []);
      const found = await words.search({ ...query, page: 1, size: RANKED });
      if (!asked) return found;
      const more = await byMeaning(query, asked, found.hits, words, vectors);
      const named = found.hits.filter(({ paper }) => isNamed(paper, query.text, text));
      const others = found.hits.filter((hit) => !named.includes(hit));
      const hits = [...named, ...(await ranked([...others, ...more], asked, vectors))];
      return pageOf({ ...found, hits, total: found.total + more.length }, page, size);
    },
    similar: async (key, count) => {
      const byWords = await words.similar(key, count + BY_MEANING);
      const own = (await vectors.get([key])).get(key);
      if (!own) return byWords.slice(0, count);
      const near = await vectors.nearest(own.vector, count + BY_MEANING);
      const known = new Set([key, ...byWords.map(({ paper }) => paper.key)]);
      const others = near.filter(({ key }) => !known.has(key)).map(({ key }) => key);
      const further = (await words.getAll(others)).map(
        (paper): Neighbour => ({ paper, score: 0, matches: [] }),
      );
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

/** Papers near in meaning that hold no word of the query but pass its filters. */
async function byMeaning(
  query: Query,
  asked: Float32Array,
  found: readonly Hit[],
  words: Pick<Catalogue, "getAll">,
  vectors: Vectors,
): Promise<readonly Hit[]> {
  const near = await vectors.nearest(asked, BY_MEANING);
  const known = new Set(found.map(({ paper }) => paper.key));
  const papers = await words.getAll(
    near.filter(({ key }) => !known.has(key)).map(({ key }) => key),
  );
  const [lets, holds] = [paperFilter(readAsked(query)), textFilter(readAsked(query))];
  const passing = papers.filter((paper: Paper) => lets(paper) && holds(paper));
  return passing.map((paper) => ({ paper, score: 0, matches: [], whole: false }));
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

function pageOf(found: Page, wanted: number, size: number): Page {
  const pages = Math.max(found.pages, Math.ceil(found.total / size));
  const page = Math.min(Math.max(1, Math.floor(wanted)), pages);
  return { ...found, hits: found.hits.slice((page - 1) * size, page * size), page, pages };
}
