import { type Asked, readAsked } from "./asked.ts";
import type { Collection } from "./collection.ts";
import { findIds, parseId } from "./ids.ts";
import type { Paper } from "./paper.ts";
import { paperFilter } from "./paper-filter.ts";
import type { Page, Query } from "./query.ts";
import type { SearchEngine } from "./search/engine.ts";
import { rewritten } from "./search/rewritten.ts";

/**
 * One page of the answer to a query. A paper that the text names by id, link or whole title comes
 * first when the best do, whatever else was typed.
 */
export function searchPapers(query: Query, collection: Collection, engine: SearchEngine): Page {
  const asked = readAsked(query);
  const lets = paperFilter(asked);
  if (parseId(asked.text) !== undefined) return alone(collection.resolve(asked.text), lets);
  const size = Math.max(1, Math.floor(query.size ?? PAGE));
  const wanted = Math.max(1, Math.floor(query.page ?? 1));
  const named = namedIn(query.text, asked, collection);
  const find = (page: number) =>
    engine.find({
      ...{ text: asked.text, phrases: asked.phrases, without: asked.without, lets },
      ...(query.sort && { sort: query.sort }),
      ...{ first: named.map(({ key }) => key), from: (page - 1) * size, count: size },
    });
  const found = find(wanted);
  const pages = Math.max(1, Math.ceil(found.total / size));
  const page = Math.min(pages, wanted);
  const { found: answers, total, whole, corrected } = page === wanted ? found : find(page);
  return {
    hits: answers.flatMap(({ key, ...rest }) => {
      const paper = collection.get(key);
      return paper ? [{ paper, ...rest }] : [];
    }),
    ...{ total, whole, page, pages },
    // The text was no misspelling when it names a paper.
    ...(corrected.size > 0 && named.length === 0 && { instead: rewritten(query.text, corrected) }),
  };
}

/** Papers on a page when the query does not say. */
const PAGE = 5;

function alone(paper: Paper | undefined, lets: (paper: Paper) => boolean): Page {
  const hits = paper && lets(paper) ? [{ paper, score: 0, matches: [] as const, whole: true }] : [];
  return { hits, total: hits.length, whole: hits.length, page: 1, pages: 1 };
}

/** The papers that a text names for certain, as it was typed or without its operators: a title may look like one. */
function namedIn(typed: string, { text }: Asked, collection: Collection): readonly Paper[] {
  const short = typed.slice(0, 1000);
  const titled = collection.titled(short) ?? collection.titled(text);
  const byId = findIds(short).flatMap((id) => collection.get(`arxiv:${id}`) ?? []);
  return [...new Set(titled ? [titled, ...byId] : byId)];
}
