import { shorten } from "#chat";
import { type Choice, type Control, selectsOf } from "./control.ts";
import { LIMITS } from "./limits.ts";

/**
 * How the `custom_id` of a menu begins whose values are tickets themselves: buttons of several cards,
 * gathered because the message has no room for them one by one.
 */
export const PICK = "pick~";

type Button = Extract<Control, { kind: "button" }>;

/** A button and the card it belongs to, none for one of the whole message. */
export type Owned = { readonly button: Button; readonly card?: string };

/** Buttons of equal label as one menu, in which a card is chosen: “Save…”. */
export function gatherByLabel(buttons: readonly Owned[]): readonly Control[] {
  const labels = [...new Set(buttons.map(({ button }) => button.label))];
  return labels.flatMap((label) => {
    const own = buttons.filter(({ button }) => button.label === label);
    return selectsOf(
      `${label}…`,
      PICK,
      own.map((one) => choice(one, one.card ?? label)),
    );
  });
}

/** All buttons as one menu, in which an action and its card are chosen: “Save: Attention Is All You Need”. */
export function gatherAll(buttons: readonly Owned[]): readonly Control[] {
  const choices = buttons.map((one) => {
    const { label } = one.button;
    return choice(one, one.card === undefined ? label : `${label}: ${one.card}`);
  });
  return selectsOf("Actions…", PICK, choices);
}

function choice({ button }: Owned, label: string): Choice {
  return { label: shorten(label, LIMITS.select.label), value: button.ticket };
}
