import { elementsOf, wordsOf } from "../blocks/elements-of.ts";
import { type Fields, isFields, listIn, textIn } from "../fields.ts";
import type { View } from "../views.ts";
import type { Message } from "../workspace.ts";

/** Where things can be pressed: a message, a modal or a home tab. */
export type Where = Message | View;

/** Something that can be used, with the block it stands in. */
export type Found = {
  readonly element: Fields;
  readonly block: Fields;
  /** The link below which it was shown, if any. */
  readonly link?: string;
};

/** Whether this is a modal or a home tab. */
export function isView(where: Where): where is View {
  return "kind" in where;
}

/** The name of a message or view among all of them. */
export function keyOf(where: Where): string {
  return isView(where) ? where.id : [where.team, where.channel, where.ts].join("/");
}

/** Everything that can be used there, in reading order. */
export function usable(where: Where): readonly Found[] {
  if (isView(where)) return inBlocks(where.blocks);
  const attached = where.attachments.flatMap((attachment) =>
    inBlocks(listIn(attachment, "blocks").filter(isFields)),
  );
  const unfurled = Object.entries(where.unfurls).flatMap(([link, unfurl]) =>
    inBlocks(listIn(unfurl, "blocks").filter(isFields)).map((found) => ({ ...found, link })),
  );
  return [...inBlocks(where.blocks), ...attached, ...unfurled];
}

function inBlocks(blocks: readonly Fields[]): readonly Found[] {
  return blocks.flatMap((block) =>
    elementsOf(block, "").map(({ element, owner }) => ({ element, block: owner })),
  );
}

/** What is called so: by its action_id, the words on it or in it, or, for a field, its block_id or label. */
export function find(where: Where, name: string): Found {
  const all = usable(where);
  const found =
    all.find(({ element }) => textIn(element, "action_id") === name) ??
    all.find(({ element }) => labelOf(element) === name) ??
    all.find(({ block }) => textIn(block, "block_id") === name) ??
    all.find(({ block }) => wordsOf(block, "label") === name);
  if (found) return found;
  const there = all.map(
    ({ element, block }) =>
      `"${labelOf(element) || wordsOf(block, "label")}" (${textIn(element, "type")} ${textIn(element, "action_id")})`,
  );
  throw new Error(`There is no "${name}" here. There are: ${there.join(", ") || "none"}.`);
}

/** The words on a button, or in an empty menu. */
export function labelOf(element: Fields): string {
  return wordsOf(element, "text") || wordsOf(element, "placeholder");
}
