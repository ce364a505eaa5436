import type { Asked } from "../asked.ts";
import { paperFilter } from "../paper-filter.ts";
import { textFilter } from "../search/text-filter.ts";
import { ask } from "./ask.ts";
import { isStrict } from "./by-words.ts";
import { conditionsOf } from "./conditions.ts";
import { MOST_FOUND } from "./finding.ts";
import { fetched, type Item, type Items } from "./items.ts";
import type { Order } from "./lancedb.ts";
import type { Shelf } from "./shelf.ts";
import type { Order as By } from "./sorted.ts";

/** Every paper that the filters let through, at least `count` of them when there are so many. */
export async function browse(by: By, asked: Asked, shelf: Shelf, count: number): Promise<Items> {
  const where = ["leads IS NULL", conditionsOf(asked)].filter((one) => one !== "").join(" AND ");
  const strict = isStrict(asked);
  const [rows, there] = await Promise.all([
    ask(shelf.papers, ["key"], { where, order: ORDERS[by], limit: strict ? MOST_FOUND : count }),
    shelf.papers.countRows(where),
  ]);
  const items = rows.map(({ key }): Item => ({ key, score: 0, matches: [], whole: true }));
  if (!strict) return { items, total: there, whole: there, more: undefined };
  const [lets, holds] = [paperFilter(asked), textFilter(asked)];
  const passing = (await fetched(items, shelf)).filter(({ paper }) => lets(paper) && holds(paper));
  const total = passing.length;
  return { items: passing, total, whole: total, more: there > rows.length ? "whole" : undefined };
}

const down = (columnName: Order["columnName"]): Order => ({
  ...{ columnName, ascending: false, nullsFirst: false },
});

/** Keys come last, so that pages don't change between two looks; newer papers have higher ids. */
export const ORDERS: Readonly<Record<By, readonly Order[]>> = {
  newest: [down("published"), down("upvotes"), down("key")],
  upvotes: [down("upvotes"), down("published"), down("key")],
};
