import type { Backstage } from "../backstage.ts";
import { type Fields, textIn } from "../fields.ts";
import { holding } from "./values.ts";
import { type Found, keyOf, usable, type Where } from "./where.ts";

/** Values of fields and menus, by block_id and action_id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Fields>>>>;

/** `state.values` of a message or view: what was picked, and for the rest what stood there first. */
export function stateOf(stage: Backstage, where: Where): Values {
  return valuesOf(where, (found) => heldIn(stage, where, found));
}

/** What a field holds now. */
export function heldIn(stage: Backstage, where: Where, { element, block }: Found): Fields {
  const blockId = textIn(block, "block_id") ?? "";
  const actionId = textIn(element, "action_id") ?? "";
  return stage.holdings.get(keyOf(where), blockId, actionId) ?? holding(element, undefined);
}

/** The values of everything there that holds one. */
export function valuesOf(where: Where, read: (found: Found) => Fields): Values {
  const values: Record<string, Record<string, Fields>> = {};
  for (const found of usable(where).filter(({ element }) => holds(element))) {
    const blockId = textIn(found.block, "block_id") ?? "";
    const actionId = textIn(found.element, "action_id") ?? "";
    values[blockId] = { ...values[blockId], [actionId]: read(found) };
  }
  return values;
}

/** Buttons and overflow menus hold nothing. */
function holds(element: Fields): boolean {
  return !["button", "icon_button", "feedback_buttons", "workflow_button", "overflow"].includes(
    textIn(element, "type") ?? "",
  );
}
