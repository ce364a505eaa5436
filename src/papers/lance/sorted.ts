import type { Asked } from "../asked.ts";
import { byDate, byUpvotes } from "../order.ts";
import { ask, quoted } from "./ask.ts";
import { isStrict, itemsByWords, soughtBy } from "./by-words.ts";
import { MOST_FOUND, type Sought } from "./finding.ts";
import { fetched, type Items, NO_ITEMS } from "./items.ts";
import type { Columns } from "./lancedb.ts";
import { type Looked, plainStems } from "./reading.ts";
import { holding, type Shelf } from "./shelf.ts";

/** Orders besides the best first. */
export type Order = "newest" | "upvotes";

/** Rows that are sorted at once. */
const MOST_SORTED = 5_000;

/** How often a set that is too large to sort is narrowed to what can be among the first. */
const NARROWINGS = 4;

/**
 * Papers that hold the most words of a query, the newest or the most upvoted first, at least `count`
 * when there are so many.
 */
export async function itemsSorted(
  by: Order,
  asked: Asked,
  looked: Looked,
  shelf: Shelf,
  count: number,
): Promise<Items> {
  const stems = isStrict(asked) ? [] : (plainStems(looked) ?? []);
  const whole = await withEveryWord(by, stems, soughtBy(asked, looked), shelf, count);
  return whole.items.length > 0 ? whole : await withMost(by, asked, looked, shelf);
}

type Row = Pick<Columns, "key" | "published" | "upvotes" | "_score">;

async function withEveryWord(
  by: Order,
  stems: readonly string[],
  { looked, where }: Sought,
  { papers, lance }: Shelf,
  count: number,
): Promise<Items> {
  if (stems.length === 0) return NO_ITEMS;
  const match = holding({ all: stems }, lance);
  const read = async (further: string) => {
    const both = [where, further].filter((one) => one !== "").join(" AND ");
    const columns = ["key", "published", "upvotes", "_score"] as const;
    const rows = await ask(papers, columns, { match, where: both, limit: MOST_SORTED });
    return rows.toSorted(comparing(by));
  };
  let rows = await read("");
  const more = rows.length >= MOST_SORTED ? "whole" : undefined;
  // All that belong before the last one needed are at least as new, or as upvoted, as that one.
  for (let n = 0; n < NARROWINGS && rows.length >= MOST_SORTED; n += 1) {
    const last = rows[count - 1];
    const least = last && (by === "newest" ? last.published : last.upvotes);
    if (least === null || least === undefined) break;
    rows = await read(
      by === "newest" ? `published >= ${quoted(String(least))}` : `upvotes >= ${least}`,
    );
  }
  const matches = looked.terms.flat().map(({ word }) => word);
  const items = rows.map(({ key, _score }) => ({ key, score: _score, matches, whole: true }));
  const total = more ? MOST_SORTED : items.length;
  return { items, total, whole: total, more };
}

/** Where no paper has all words: of the best, those that have the most. */
async function withMost(by: Order, asked: Asked, looked: Looked, shelf: Shelf): Promise<Items> {
  const found = await itemsByWords(asked, looked, shelf, MOST_FOUND);
  const most = found.items.reduce((most, { matches }) => Math.max(most, matches.length), 0);
  const having = found.items.filter(({ matches }) => matches.length === most);
  const compare = by === "newest" ? byDate : byUpvotes;
  const items = (await fetched(having, shelf)).toSorted(
    (a, b) => compare(a.paper, b.paper) || b.score - a.score,
  );
  const whole = items.filter(({ whole }) => whole).length;
  return { items, total: items.length, whole, more: found.more };
}

function comparing(by: Order): (a: Row, b: Row) => number {
  const date = ({ published }: Row) => (published === null ? {} : { published });
  const votes = ({ upvotes }: Row) => (upvotes === null ? {} : { upvotes });
  return by === "newest"
    ? (a, b) => byDate(date(a), date(b)) || b._score - a._score
    : (a, b) => byUpvotes(votes(a), votes(b)) || b._score - a._score;
}
