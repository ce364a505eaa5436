import type { Backstage } from "../backstage.ts";
import { wordsOf } from "../blocks/elements-of.ts";
import { type Fields, flagIn, textIn } from "../fields.ts";
import type { View } from "../views.ts";
import { heldIn, type Values, valuesOf } from "./state.ts";
import { type Given, holding } from "./values.ts";
import { type Found, usable } from "./where.ts";

/** What a person puts into a form: by block_id, action_id or label. */
export type Filling = Readonly<Record<string, Given>>;

/**
 * `state.values` of a form after a person has filled these fields in and left the others as they were.
 * @throws Error for a field that is not there, and for what Slack's own client would not send
 */
export function fill(stage: Backstage, view: View, filling: Filling): Values {
  const left = new Set(Object.keys(filling));
  const values = valuesOf(view, (found) => {
    const { block, element } = found;
    const actionId = textIn(element, "action_id") ?? "";
    const called = [textIn(block, "block_id"), actionId, wordsOf(block, "label")];
    const name = called.find((one) => one !== undefined && Object.hasOwn(filling, one));
    if (name !== undefined) left.delete(name);
    const given = name === undefined ? undefined : filling[name];
    const held =
      given === undefined
        ? heldIn(stage, view, found)
        : holding(element, given, stage.holdings.offered(view.user.id, actionId));
    check(found, held);
    return held;
  });
  if (left.size > 0) {
    const there = usable(view).map(
      ({ block }) => `${textIn(block, "block_id")} (${wordsOf(block, "label")})`,
    );
    throw new Error(`The form has no ${[...left].join(", ")}. It has: ${there.join(", ")}.`);
  }
  return values;
}

/** What Slack's client checks before it sends a form. */
function check({ block, element }: Found, held: Fields): void {
  if (textIn(block, "type") !== "input") return;
  const label = wordsOf(block, "label");
  const stop = (why: string): never => {
    throw new Error(`Slack would not send this form: "${label}" ${why}.`);
  };
  const value = Object.entries(held).find(([name]) => name !== "type")?.[1];
  const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (empty) {
    if (!flagIn(block, "optional")) stop("must be filled in");
    return;
  }
  const { min_length: least, max_length: most, min_value: low, max_value: high } = element;
  const text = String(value);
  switch (textIn(element, "type")) {
    case "plain_text_input":
      if (typeof least === "number" && text.length < least) stop(`needs ${least} characters`);
      if (typeof most === "number" && text.length > most) stop(`has more than ${most} characters`);
      return;
    case "number_input":
      if (!/^-?\d+(\.\d+)?$/.test(text)) stop("is no number");
      if (!flagIn(element, "is_decimal_allowed") && text.includes(".")) stop("is not whole");
      if (low !== undefined && Number(text) < Number(low)) stop(`is below ${low}`);
      if (high !== undefined && Number(text) > Number(high)) stop(`is above ${high}`);
      return;
    case "email_text_input":
      if (!/^\S+@\S+$/.test(text)) stop("is no address");
      return;
    case "url_text_input":
      if (!URL.canParse(text)) stop("is no link");
      return;
    default:
      return;
  }
}
