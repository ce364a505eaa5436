import { type Action, actionsOf, type Next, type Reply } from "#chat";

/** Something that a number presses: a button, or one choice of a menu with its value filled in. */
export type Pressable = { readonly label: string; readonly next: Next };

/**
 * What can be pressed in a reply, in reading order; the first is number 1. A menu gives one number
 * to each choice, so that one key press is enough and a script can press it too; links have none.
 */
export function pressablesOf(reply: Reply): readonly Pressable[] {
  return actionsOf(reply).flatMap(pressablesIn);
}

/** What one action gives to press: a button itself, a menu each of its choices, a link nothing. */
export function pressablesIn(action: Action): readonly Pressable[] {
  switch (action.kind) {
    case "button":
      return [{ label: action.label, next: action.next }];
    case "link":
      return [];
    case "menu":
      return action.choices.map(({ label, value }) => ({
        label,
        next: { ...action.next, input: { ...action.next.input, [action.fills]: value } },
      }));
  }
}
