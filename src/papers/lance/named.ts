import { findIds } from "../ids.ts";
import { normalTitle, type Paper, titleKey } from "../paper.ts";
import { quotedAll } from "./ask.ts";
import { heldWhere } from "./held.ts";
import type { Items } from "./items.ts";
import { markOf } from "./marks.ts";
import type { Shelf } from "./shelf.ts";

/**
 * The papers that a text names for certain by id or whole title, as it was typed or without its operators.
 * Among what was found for it a title is seen at once, and elsewhere it is looked up.
 */
export async function namedIn(
  typed: string,
  text: string,
  found: Items,
  { papers }: Shelf,
): Promise<readonly Paper[]> {
  const short = typed.slice(0, 1000);
  const titles = [normalTitle(short), normalTitle(text)];
  const marks = titles.map(markOf);
  const seen = found.items.filter(({ title }) => title !== undefined && marks.includes(title));
  const ids = findIds(short).map((id) => `arxiv:${id}`);
  const keys = [...ids, ...seen.map(({ key }) => key)];
  const isLookedUp = seen.length === 0 && found.isWhole !== true;
  const held = await heldWhere(papers, [
    ...(keys.length > 0 ? [`key IN ${quotedAll(keys)}`] : []),
    ...(isLookedUp ? [`named IN ${quotedAll([short, text].map(titleKey))}`] : []),
  ]);
  const titled = (title: string) =>
    [...held.papers.values()]
      .filter((paper) => normalTitle(paper.title) === title)
      .sort((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))[0];
  const byId = ids.flatMap((key) => held.papers.get(held.replaced.get(key) ?? key) ?? []);
  return [...new Set([titles.map(titled).find(Boolean) ?? [], byId].flat())];
}
