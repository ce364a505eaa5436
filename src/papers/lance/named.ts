import { findIds } from "../ids.ts";
import { normalTitle, type Paper, titleKey } from "../paper.ts";
import { ask, quotedAll } from "./ask.ts";
import { heldUnder } from "./held.ts";
import type { Items } from "./items.ts";
import type { Table } from "./lancedb.ts";
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
  const isLookedUp = seen.length === 0 && found.isWhole !== true;
  const titled = isLookedUp ? await keysTitled(new Set([short, text].map(titleKey)), papers) : [];
  const held = await heldUnder(papers, [...ids, ...seen.map(({ key }) => key), ...titled]);
  const paperTitled = (title: string) =>
    [...held.papers.values()]
      .filter((paper) => normalTitle(paper.title) === title)
      .sort((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))[0];
  const byId = ids.flatMap((key) => held.papers.get(held.replaced.get(key) ?? key) ?? []);
  return [...new Set([titles.map(paperTitled).find(Boolean) ?? [], byId].flat())];
}

/** Keys of papers with these titles. Most texts are nobody's title, and to learn so takes the least of one column. */
async function keysTitled(titles: ReadonlySet<string>, papers: Table): Promise<readonly string[]> {
  const rows = await ask(papers, ["key"], { where: `named IN ${quotedAll(titles)}`, limit: FEW });
  return rows.map(({ key }) => key);
}

/** Papers under one title. */
const FEW = 20;
