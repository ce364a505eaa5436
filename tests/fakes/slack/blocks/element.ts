import type { Fields } from "../fields.ts";
import { type Check, flag, list, oneOf, type Report, shape, whole } from "./check.ts";
import { confirm, id, LENGTHS, plain } from "./texts.ts";

/** A kind of element by its name, and what it must look like. */
export type Element = readonly [type: string, check: Check];

/** Fields that many elements share. */
export const SHARED = {
  action: { action_id: id },
  confirmed: { action_id: id, confirm },
  focused: { focus_on_load: flag },
  placed: { placeholder: plain(LENGTHS.placeholder) },
  many: { max_selected_items: whole(1, 999) },
  dispatched: {
    dispatch_action_config: shape({
      trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), 2),
    }),
  },
} as const;

/** Slack makes up an action_id where none is given, so that none is needed. */
export function element(
  type: string,
  fields: Readonly<Record<string, Check>>,
  needed: readonly string[] = [],
  more?: (value: Fields, at: string, report: Report) => void,
): Element {
  return [type, shape({ type: oneOf(type), ...fields }, needed, more)];
}
