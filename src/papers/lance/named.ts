import { LONGEST_QUERY } from "../asked.ts";
import { findIds } from "../ids.ts";
import { normalTitle, type Paper, titleKey } from "../paper.ts";
import { ask, quotedAll } from "./ask.ts";
import { heldUnder } from "./held.ts";
import { fetched, type Items } from "./items.ts";
import type { Table } from "./lancedb.ts";
import { markOf } from "./marks.ts";
import type { Shelf } from "./shelf.ts";

/** The normal titles that a text may be: as it was typed, and without its operators. */
export function titlesIn(typed: string, text: string): readonly string[] {
  return [...new Set([typed.slice(0, LONGEST_QUERY), text].map(normalTitle))];
}

/**
 * The papers that a text names for certain by id or whole title. Where what was found holds them a title
 * is seen at once, and elsewhere it is looked up.
 */
export async function namedIn(
  text: string,
  titles: readonly string[],
  found: Items,
  shelf: Shelf,
): Promise<readonly Paper[]> {
  const { papers } = shelf;
  const marks = new Set(titles.map(markOf));
  const seen = found.items.filter((item) => item.marks && marks.has(item.marks.title));
  const ids = findIds(text).map((id) => `arxiv:${id}`);
  const isLookedUp = seen.length === 0 && found.isTitled !== true;
  const keys = [...ids, ...(isLookedUp ? await keysTitled(titles, papers) : [])];
  const held = keys.length > 0 ? await heldUnder(papers, keys) : undefined;
  const titled = [
    ...(held?.papers.values() ?? []),
    ...(await fetched(seen, shelf)).map(({ paper }) => paper),
  ];
  const paperTitled = (title: string) =>
    titled
      .filter((paper) => normalTitle(paper.title) === title)
      .sort((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))[0];
  const byId = ids.flatMap((key) => held?.papers.get(held.replaced.get(key) ?? key) ?? []);
  const first = titles.map(paperTitled).find(Boolean) ?? [];
  const named = [first, byId].flat();
  return [...new Map(named.map((paper) => [paper.key, paper])).values()];
}

/** Keys of papers with these titles. Most texts are nobody's title, and to learn so takes the least of one column. */
async function keysTitled(titles: readonly string[], papers: Table): Promise<readonly string[]> {
  const where = `named IN ${quotedAll(titles.map(titleKey))}`;
  const rows = await ask(papers, ["key"], { where, limit: FEW });
  return rows.map(({ key }) => key);
}

/** Papers under one title. */
const FEW = 20;
