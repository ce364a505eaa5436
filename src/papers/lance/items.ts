import type { Paper } from "../paper.ts";
import type { Hit, Page } from "../query.ts";
import { take } from "./ask.ts";
import { heldUnder } from "./held.ts";
import { paperOf } from "./row.ts";
import type { Shelf } from "./shelf.ts";

/** A hit whose paper may still be in the table, perhaps in that row of it. */
export type Item = Omit<Hit, "paper"> & {
  readonly key: string;
  readonly row?: bigint;
  /** The mark of its title, where that was looked at. */
  readonly title?: number;
  readonly paper?: Paper;
};

/** What was found, in order, as far as it was needed; `more` tells what was not counted to its end. */
export type Items = {
  readonly items: readonly Item[];
  readonly total: number;
  readonly whole: number;
  readonly more: Page["more"];
  /** Whether every paper with every word of the query is among them. */
  readonly isWhole?: boolean;
};

/** Nothing. */
export const NO_ITEMS: Items = { items: [], total: 0, whole: 0, more: undefined };

/** Items with their papers, those that were taken away meanwhile left out. */
export async function fetched(
  items: readonly Item[],
  { papers }: Shelf,
): Promise<readonly (Item & { readonly paper: Paper })[]> {
  const waiting = items.filter(({ paper }) => paper === undefined);
  // Three times faster by the row than by the key. But rows move when a table is brought up to date.
  const rows = await take(
    papers,
    ["body"],
    waiting.flatMap(({ row }) => row ?? []),
  );
  const found = new Map(rows.flatMap((row) => paperOf(row) ?? []).map((one) => [one.key, one]));
  const missing = waiting.filter(({ key }) => !found.has(key)).map(({ key }) => key);
  const held = await heldUnder(papers, missing);
  return items.flatMap((item) => {
    const paper = item.paper ?? found.get(item.key) ?? held.papers.get(item.key);
    return paper ? [{ ...item, paper }] : [];
  });
}
