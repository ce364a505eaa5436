import type { Paper } from "../paper.ts";
import type { Hit } from "../query.ts";
import { heldUnder } from "./held.ts";
import type { Shelf } from "./shelf.ts";

/** A hit whose paper may still be in the table. */
export type Item = Omit<Hit, "paper"> & { readonly key: string; readonly paper?: Paper };

/** What was found, in order, as far as it was needed; with `more` there is more than was counted. */
export type Items = {
  readonly items: readonly Item[];
  readonly total: number;
  readonly whole: number;
  readonly more: boolean;
};

/** Items with their papers, those that were taken away meanwhile left out. */
export async function fetched(
  items: readonly Item[],
  { papers }: Shelf,
): Promise<readonly (Item & { readonly paper: Paper })[]> {
  const missing = items.filter(({ paper }) => paper === undefined).map(({ key }) => key);
  const held = await heldUnder(papers, missing);
  return items.flatMap((item) => {
    const paper = item.paper ?? held.papers.get(item.key);
    return paper ? [{ ...item, paper }] : [];
  });
}
