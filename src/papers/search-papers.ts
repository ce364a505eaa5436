import { type Asked, readAsked } from "./asked.ts";
import type { Collection } from "./collection.ts";
import { findIds, parseId } from "./ids.ts";
import { byDate, byUpvotes } from "./order.ts";
import type { Paper } from "./paper.ts";
import { paperFilter } from "./paper-filter.ts";
import type { Hit, Page, Query } from "./query.ts";
import type { SearchEngine } from "./search/engine.ts";
import { textFilter } from "./search/text-filter.ts";
import { words } from "./words.ts";

/**
 * One page of the answer to a query. A paper that the text names by id, link or whole title comes
 * first. Sorted by anything but fit, only papers that hold the most words of the query are kept, lest
 * the newest paper with any one of them lead.
 */
export function searchPapers(query: Query, collection: Collection, engine: SearchEngine): Page {
  const asked = readAsked(query);
  const [lets, holds] = [paperFilter(asked), textFilter(asked)];
  const { hits, instead } = candidates(query.text, asked, collection, engine);
  const passing = hits.filter(({ paper, named }) => lets(paper) && (named || holds(paper)));
  const sorted = sort(passing, query.sort ?? (words(asked.text).length > 0 ? "best" : "newest"));
  const size = Math.max(1, Math.floor(query.size ?? PAGE));
  const pages = Math.max(1, Math.ceil(sorted.length / size));
  const page = Math.min(pages, Math.max(1, Math.floor(query.page ?? 1)));
  return {
    hits: sorted.slice((page - 1) * size, page * size).map(({ named: _, ...hit }) => hit),
    total: sorted.length,
    whole: sorted.filter(({ whole }) => whole).length,
    page,
    pages,
    ...(instead !== undefined && { instead }),
  };
}

/** Papers on a page when the query does not say. */
const PAGE = 5;

/** A hit, and whether the text names the paper, whatever words it is made of. */
type Candidate = Hit & { readonly named: boolean };

type Candidates = { readonly hits: readonly Candidate[]; readonly instead?: string };

function candidates(
  typed: string,
  { text }: Asked,
  collection: Collection,
  engine: SearchEngine,
): Candidates {
  const alone = (paper: Paper, named: boolean): Candidate => ({
    ...{ paper, score: 0, matches: [], whole: true, named },
  });
  if (parseId(text) !== undefined) {
    return { hits: [collection.resolve(text) ?? []].flat().map((paper) => alone(paper, true)) };
  }
  if (text === "") return { hits: [...collection.papers()].map((paper) => alone(paper, false)) };
  const { found, instead } = engine.find(text);
  const hits = found.flatMap(({ key, ...rest }) => {
    const paper = collection.get(key);
    return paper ? [{ paper, ...rest, named: false }] : [];
  });
  const named = namedIn(typed, text, collection);
  const best = hits[0]?.score ?? 0;
  const first = named.map(
    (paper, at): Candidate => ({
      ...(hits.find((hit) => hit.paper === paper) ?? alone(paper, true)),
      ...{ whole: true, named: true, score: best + named.length - at },
    }),
  );
  return {
    hits: [...first, ...hits.filter(({ paper }) => !named.includes(paper))],
    // The text was no misspelling when it names a paper.
    ...(instead !== undefined && named.length === 0 && { instead }),
  };
}

/** The papers that a text names for certain, as it was typed or without its operators: a title may look like one. */
function namedIn(typed: string, text: string, collection: Collection): readonly Paper[] {
  const short = typed.slice(0, 1000);
  const titled = collection.titled(short) ?? collection.titled(text);
  const byId = findIds(short).flatMap((id) => collection.get(`arxiv:${id}`) ?? []);
  return [...new Set(titled ? [titled, ...byId] : byId)];
}

function sort(hits: readonly Candidate[], by: "best" | "newest" | "upvotes"): readonly Candidate[] {
  if (by === "best") return hits;
  const most = hits.reduce((most, { matches }) => Math.max(most, matches.length), 0);
  const order = by === "newest" ? byDate : byUpvotes;
  return hits
    .filter(({ matches }) => matches.length === most)
    .toSorted((a, b) => order(a.paper, b.paper) || b.score - a.score);
}
