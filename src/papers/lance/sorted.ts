import type { Asked } from "../asked.ts";
import { byDate, byUpvotes } from "../order.ts";
import type { Reading } from "../search/spelling.ts";
import { ask, quoted } from "./ask.ts";
import { isStrict, itemsByWords, soughtBy } from "./by-words.ts";
import { MOST_FOUND } from "./finding.ts";
import { fetched, type Items } from "./items.ts";
import type { Columns } from "./lancedb.ts";
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
  reading: Reading,
  shelf: Shelf,
  count: number,
): Promise<Items> {
  const stems = reading.asked.flatMap((choices) => (choices.length === 1 ? choices : []));
  const isPlain = stems.length > 0 && stems.length === reading.asked.length && !isStrict(asked);
  const whole = isPlain ? await withEveryWord(by, asked, reading, shelf, count) : undefined;
  return whole && whole.items.length > 0 ? whole : await withMost(by, asked, reading, shelf);
}

type Row = Pick<Columns, "key" | "published" | "upvotes" | "_score">;

async function withEveryWord(
  by: Order,
  asked: Asked,
  reading: Reading,
  { papers, lance }: Shelf,
  count: number,
): Promise<Items> {
  const match = holding({ all: reading.asked.flat() }, lance);
  const { where } = soughtBy(asked, reading);
  const read = async (further: string) => {
    const both = [where, further].filter((one) => one !== "").join(" AND ");
    const columns = ["key", "published", "upvotes", "_score"] as const;
    const rows = await ask(papers, columns, { match, where: both, limit: MOST_SORTED });
    return rows.toSorted(comparing(by));
  };
  let rows = await read("");
  const more = rows.length >= MOST_SORTED;
  // All that belong before the last one needed are at least as new, or as upvoted, as that one.
  for (let n = 0; n < NARROWINGS && rows.length >= MOST_SORTED; n += 1) {
    const last = rows[count - 1];
    const least = last && (by === "newest" ? last.published : last.upvotes);
    if (least === null || least === undefined) break;
    rows = await read(
      by === "newest" ? `published >= ${quoted(String(least))}` : `upvotes >= ${least}`,
    );
  }
  const matches = [...reading.terms.values()];
  const items = rows.map(({ key, _score }) => ({ key, score: _score, matches, whole: true }));
  const total = more ? MOST_SORTED : items.length;
  return { items, total, whole: total, more };
}

/** Where no paper has all words: of the best, those that have the most. */
async function withMost(by: Order, asked: Asked, reading: Reading, shelf: Shelf): Promise<Items> {
  const found = await itemsByWords(asked, reading, shelf, MOST_FOUND);
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
