import { findIds } from "../ids.ts";
import { normalTitle, type Paper, titleKey } from "../paper.ts";
import { quotedAll } from "./ask.ts";
import { heldWhere } from "./held.ts";
import type { Shelf } from "./shelf.ts";

/** The papers that a text names for certain by id or whole title, as it was typed or without its operators. */
export async function namedIn(
  typed: string,
  text: string,
  { papers }: Shelf,
): Promise<readonly Paper[]> {
  const short = typed.slice(0, 1000);
  const ids = findIds(short).map((id) => `arxiv:${id}`);
  const held = await heldWhere(papers, [
    `named IN ${quotedAll(new Set([titleKey(short), titleKey(text)]))}`,
    ...(ids.length > 0 ? [`key IN ${quotedAll(ids)}`] : []),
  ]);
  const titled = (title: string) =>
    [...held.papers.values()]
      .filter((paper) => normalTitle(paper.title) === normalTitle(title))
      .sort((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))[0];
  const byId = ids.flatMap((key) => held.papers.get(held.replaced.get(key) ?? key) ?? []);
  return [...new Set([titled(short) ?? titled(text) ?? [], byId].flat())];
}
