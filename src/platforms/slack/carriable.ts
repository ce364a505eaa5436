import type { Action, Block, Button, Menu, Reply } from "#chat";
import { LIMITS } from "./limits.ts";

/**
 * The reply with every menu that Slack could not carry as buttons, one for each choice: an option's
 * value is at most 75 units there. Tickets are written for what this returns, since buttons need their own.
 */
export function carriable(reply: Reply): Reply {
  return { ...reply, blocks: reply.blocks.map(withButtons) };
}

function withButtons(block: Block): Block {
  switch (block.kind) {
    case "card":
      return block.actions ? { ...block, actions: block.actions.flatMap(asCarried) } : block;
    case "actions":
      return { ...block, actions: block.actions.flatMap(asCarried) };
    case "native":
      return { ...block, otherwise: block.otherwise.map(withButtons) };
    case "heading":
    case "text":
    case "code":
    case "divider":
      return block;
  }
}

function asCarried(action: Action): readonly Action[] {
  if (action.kind !== "menu" || action.choices.every(({ value }) => fits(value))) return [action];
  return action.choices.map((choice) => asButton(action, choice));
}

/** Slack sends back what is no whole text as something else, and refuses an empty one. */
function fits(value: string): boolean {
  return value !== "" && value.length <= LIMITS.optionValue && value.isWellFormed();
}

function asButton({ next, fills }: Menu, { label, value }: Menu["choices"][number]): Button {
  return { kind: "button", label, next: { ...next, input: { ...next.input, [fills]: value } } };
}
