import { type Asked, LONGEST_QUERY, readAsked } from "../asked.ts";
import { parseId } from "../ids.ts";
import { namedFilter } from "../named-filter.ts";
import type { Page, Query } from "../query.ts";
import { rewritten } from "../search/rewritten.ts";
import { SENT } from "../search/spelling.ts";
import { words } from "../words.ts";
import { browse } from "./browse.ts";
import { itemsByWords } from "./by-words.ts";
import { MOST_FOUND } from "./finding.ts";
import { fetched, type Items } from "./items.ts";
import { namedIn, titlesIn } from "./named.ts";
import { readText } from "./reading.ts";
import { resolve } from "./resolve.ts";
import type { Shelf } from "./shelf.ts";
import { itemsSorted } from "./sorted.ts";
import { namedAlone, withNamed } from "./with-named.ts";

/**
 * One page of the answer to a query, as `searchPapers` gives it in memory. Counting everything that
 * holds some word would take longer than finding the best: where it says `more`, its counts are bounds.
 */
export async function search(query: Query, shelf: Shelf): Promise<Page> {
  const asked = readAsked(query);
  const size = Math.max(1, Math.floor(query.size ?? PAGE));
  const wanted = Math.max(1, Math.floor(query.page ?? 1));
  const count = Math.min(wanted * size, MOST_PAGED);
  const { items, total, whole, more, instead } = await listed(query, asked, shelf, count);
  const pages = Math.max(1, Math.ceil(Math.min(total, more ? MOST_FOUND : MOST_PAGED) / size));
  const page = Math.min(pages, wanted);
  const shown = await fetched(items.slice((page - 1) * size, page * size), shelf);
  return {
    hits: shown.map(({ paper, score, matches, whole }) => ({ paper, score, matches, whole })),
    ...{ total, whole, page, pages, ...(more && { more }) },
    ...(instead !== undefined && { instead }),
  };
}

/** Papers on all pages that can be turned to. */
const MOST_PAGED = 5_000;

/** Papers on a page when the query does not say. */
const PAGE = 5;

type Listing = Items & { readonly instead?: string };

async function listed(query: Query, asked: Asked, shelf: Shelf, count: number): Promise<Listing> {
  const mayLead = namedFilter(query.text.slice(0, LONGEST_QUERY), asked);
  if (parseId(asked.text) !== undefined) {
    const paper = await resolve(asked.text, shelf);
    return namedAlone(paper && mayLead(paper) ? paper : undefined);
  }
  const by = query.sort ?? (words(asked.text).length > 0 ? "best" : "newest");
  if (asked.text === "") return await browse(by === "best" ? "newest" : by, asked, shelf, count);
  const looked = await readText(asked.text, SENT, shelf);
  const titles = titlesIn(query.text, asked.text);
  const found =
    by === "best"
      ? await itemsByWords(asked, looked, shelf, count, titles)
      : await itemsSorted(by, asked, looked, shelf, count);
  const named = await namedIn(asked.text, titles, found, shelf);
  const { corrected } = looked.reading;
  const meant = named.filter(mayLead);
  // Sorted by anything but fit, a paper leads for what it is sorted by and for nothing else.
  const isFirst = by === "best" || found.items.length === 0;
  return {
    ...(isFirst ? withNamed(meant, found, looked, shelf) : found),
    // The text was no misspelling when it names a paper.
    ...(corrected.size > 0 && named.length === 0 && { instead: rewritten(query.text, corrected) }),
  };
}
