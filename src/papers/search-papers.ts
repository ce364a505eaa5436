import type { Collection } from "./collection.ts";
import { findIds, parseId } from "./ids.ts";
import { byDate, byUpvotes } from "./order.ts";
import type { Paper } from "./paper.ts";
import { paperFilter } from "./paper-filter.ts";
import type { Hit, Page, Query } from "./query.ts";
import type { SearchEngine } from "./search/engine.ts";
import { words } from "./words.ts";

/**
 * One page of the answer to a query. A paper that the text names by id, link or whole title comes
 * first. Sorted by anything but fit, only papers that hold the most words of the query are kept, lest
 * the newest paper with any one of them lead.
 */
export function searchPapers(query: Query, collection: Collection, engine: SearchEngine): Page {
  const lets = paperFilter(query);
  const { hits, instead } = candidates(query.text, collection, engine);
  const passing = hits.filter(({ paper }) => lets(paper));
  const sorted = sort(passing, query.sort ?? (words(query.text).length > 0 ? "best" : "newest"));
  const size = Math.max(1, Math.floor(query.size ?? PAGE));
  const pages = Math.max(1, Math.ceil(sorted.length / size));
  const page = Math.min(pages, Math.max(1, Math.floor(query.page ?? 1)));
  return {
    hits: sorted.slice((page - 1) * size, page * size),
    total: sorted.length,
    whole: sorted.filter(({ whole }) => whole).length,
    page,
    pages,
    ...(instead !== undefined && { instead }),
  };
}

/** Papers on a page when the query does not say. */
const PAGE = 5;

type Candidates = { readonly hits: readonly Hit[]; readonly instead?: string };

function candidates(text: string, collection: Collection, engine: SearchEngine): Candidates {
  const alone = (paper: Paper): Hit => ({ paper, score: 0, matches: [], whole: true });
  if (parseId(text) !== undefined || text.trim() === "") {
    const named = text.trim() === "" ? [...collection.papers()] : collection.resolve(text);
    return { hits: [named ?? []].flat().map(alone) };
  }
  const { found, instead } = engine.find(text);
  const hits = found.flatMap(({ key, ...rest }) => {
    const paper = collection.get(key);
    return paper ? [{ paper, ...rest }] : [];
  });
  const named = namedIn(text, collection);
  const best = hits[0]?.score ?? 0;
  const first = named.map(
    (paper, at): Hit => ({
      ...(hits.find((hit) => hit.paper === paper) ?? alone(paper)),
      whole: true,
      score: best + named.length - at,
    }),
  );
  return {
    hits: [...first, ...hits.filter(({ paper }) => !named.includes(paper))],
    // The text was no misspelling when it names a paper.
    ...(instead !== undefined && named.length === 0 && { instead }),
  };
}

/** The papers that a text names for certain. */
function namedIn(text: string, collection: Collection): readonly Paper[] {
  const short = text.slice(0, 1000);
  const titled = collection.titled(short);
  const byId = findIds(short).flatMap((id) => collection.get(`arxiv:${id}`) ?? []);
  return [...new Set(titled ? [titled, ...byId] : byId)];
}

function sort(hits: readonly Hit[], by: "best" | "newest" | "upvotes"): readonly Hit[] {
  if (by === "best") return hits;
  const most = hits.reduce((most, { matches }) => Math.max(most, matches.length), 0);
  const order = by === "newest" ? byDate : byUpvotes;
  return hits
    .filter(({ matches }) => matches.length === most)
    .toSorted((a, b) => order(a.paper, b.paper) || b.score - a.score);
}
