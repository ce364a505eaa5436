import type { Paper } from "../paper.ts";
import type { Hit, Page } from "../query.ts";
import { heldUnder } from "./held.ts";
import { type Marks, paperIn } from "./marks.ts";
import type { Shelf } from "./shelf.ts";

/** A hit whose paper may still be in the table, or among what was read to rank it. */
export type Item = Omit<Hit, "paper"> & {
  readonly key: string;
  readonly marks?: Marks;
  readonly paper?: Paper;
};

/** What was found, in order, as far as it was needed; `more` tells what was not counted to its end. */
export type Items = {
  readonly items: readonly Item[];
  readonly total: number;
  readonly whole: number;
  readonly more: Page["more"];
  /** Whether a paper with the query for its title would be among them. */
  readonly isTitled?: boolean;
};

/** Nothing. */
export const NO_ITEMS: Items = { items: [], total: 0, whole: 0, more: undefined };

/** Items with their papers, those that were taken away meanwhile left out. */
export async function fetched(
  items: readonly Item[],
  { papers }: Shelf,
): Promise<readonly (Item & { readonly paper: Paper })[]> {
  const read = items.map((item): Item => {
    const { marks, paper = marks && paperIn(marks) } = item;
    return paper ? { ...item, paper } : item;
  });
  const missing = read.flatMap(({ key, paper }) => (paper ? [] : key));
  const held = missing.length > 0 ? await heldUnder(papers, missing) : undefined;
  return read.flatMap((item) => {
    const paper = item.paper ?? held?.papers.get(item.key);
    return paper ? [{ ...item, paper }] : [];
  });
}
