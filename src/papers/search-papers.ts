import { type Asked, LONGEST_QUERY, readAsked } from "./asked.ts";
import type { Collection } from "./collection.ts";
import { findIds, parseId } from "./ids.ts";
import { namedFilter } from "./named-filter.ts";
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
  const typed = query.text.slice(0, LONGEST_QUERY);
  const mayLead = namedFilter(typed, asked);
  if (parseId(asked.text) !== undefined) return alone(collection.resolve(asked.text), mayLead);
  const size = Math.max(1, Math.floor(query.size ?? PAGE));
  const wanted = Math.max(1, Math.floor(query.page ?? 1));
  const named = namedIn(typed, asked, collection);
  const find = (page: number) =>
    engine.find({
      ...{ text: asked.text, phrases: asked.phrases, without: asked.without },
      lets: paperFilter(asked),
      ...(query.sort && { sort: query.sort }),
      first: named.filter(mayLead).map(({ key }) => key),
      ...{ from: (page - 1) * size, count: size },
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

/** The nearest spelling of a query, where that finds anything. */
export function nearestQuery(
  text: string,
  collection: Collection,
  engine: SearchEngine,
): string | undefined {
  const offered = engine.nearest(text);
  if (offered === undefined) return undefined;
  const { total } = searchPapers({ text: offered, size: 1 }, collection, engine);
  return total > 0 ? offered : undefined;
}

/** Papers on a page when the query does not say. */
const PAGE = 5;

function alone(paper: Paper | undefined, mayLead: (paper: Paper) => boolean): Page {
  const hits =
    paper && mayLead(paper) ? [{ paper, score: 0, matches: [] as const, whole: true }] : [];
  return { hits, total: hits.length, whole: hits.length, page: 1, pages: 1 };
}

/** The papers that a text names for certain, as it was typed or without its operators: a title may look like one. */
function namedIn(typed: string, { text }: Asked, collection: Collection): readonly Paper[] {
  const titled = collection.titled(typed) ?? collection.titled(text);
  const byId = findIds(text).flatMap((id) => collection.get(`arxiv:${id}`) ?? []);
  return [...new Set(titled ? [titled, ...byId] : byId)];
}
