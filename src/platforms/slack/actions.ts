import type { types } from "@slack/bolt";
import { type Action, type Button, cleanLine, distinct, isBlank, type Menu } from "#chat";
import { address } from "./address.ts";
import type { Pen } from "./ink.ts";
import { LIMITS } from "./limits.ts";
import { plain } from "./plain.ts";

/**
 * Rows of buttons, links and menus, 25 to a block. A button carries its ticket as `value`, a menu as
 * `action_id`. Links that are no web addresses stand below as text; what can't be carried is left out.
 */
export function drawActions(actions: readonly Action[], pen: Pen): types.KnownBlock[] {
  const elements = actions.flatMap((action): types.ActionsBlockElement[] => {
    if (action.kind === "menu") return drawMenu(action, pen);
    const button = drawButton(action, pen);
    return button ? [button] : [];
  });
  const rows: types.KnownBlock[] = [];
  for (let at = 0; at < elements.length; at += LIMITS.actions)
    rows.push({ type: "actions", elements: toldApart(elements.slice(at, at + LIMITS.actions)) });
  return [...rows, ...addresses(actions)];
}

/** One button, for a row or a card; undefined when there is nothing that it could carry. */
export function drawButton(action: Exclude<Action, Menu>, pen: Pen): types.Button | undefined {
  if (action.kind === "link") {
    const url = address(action.url);
    if (url === undefined) return undefined;
    const text = plain(action.label, LIMITS.buttonLabel, "Open");
    return { type: "button", text, action_id: `l:${pen.number()}`, url };
  }
  const value = ticketOf(action, pen);
  if (value === undefined) return undefined;
  const { style } = action;
  return {
    type: "button",
    text: plain(action.label, LIMITS.buttonLabel, "Go on"),
    action_id: `b:${pen.number()}`,
    value,
    ...(style && { style }),
  };
}

function ticketOf({ next }: Button, pen: Pen): string | undefined {
  const ticket = pen.ticket(next);
  return ticket && ticket.length <= LIMITS.buttonValue ? ticket : undefined;
}

function drawMenu(menu: Menu, pen: Pen): types.StaticSelect[] {
  const options = new Map(
    menu.choices.map(({ label, value }): [string, types.PlainTextOption] => [
      value,
      { text: plain(label, LIMITS.optionLabel, value), value },
    ]),
  );
  const ticket = pen.ticket({ ...menu.next, fills: menu.fills });
  // Room for the number that tells equal menus of a row apart.
  if (options.size === 0 || !ticket || ticket.length > LIMITS.id - 4) return [];
  return [
    {
      type: "static_select",
      placeholder: plain(menu.placeholder, LIMITS.placeholder, "Choose"),
      action_id: ticket,
      ...grouped([...options.values()]),
    },
  ];
}

/** Up to 100 options stand by themselves; more in groups, named by their places. */
function grouped(options: types.PlainTextOption[]) {
  if (options.length <= LIMITS.options) return { options };
  const groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] = [];
  for (
    let at = 0;
    at < options.length && groups.length < LIMITS.optionGroups;
    at += LIMITS.options
  ) {
    const part = options.slice(at, at + LIMITS.options);
    const label = plain(`${at + 1} to ${at + part.length}`, LIMITS.optionLabel, "More");
    groups.push({ label, options: part });
  }
  return { option_groups: groups };
}

/** No two elements of a block may have one `action_id`: equal menus get numbers, which their tickets don't mind. */
function toldApart(elements: readonly types.ActionsBlockElement[]): types.ActionsBlockElement[] {
  const seen = new Map<string, number>();
  return elements.map((element) => {
    const id = element.action_id ?? "";
    const n = (seen.get(id) ?? 0) + 1;
    seen.set(id, n);
    return n < 2 ? element : { ...element, action_id: distinct(id, n) };
  });
}

function addresses(actions: readonly Action[]): types.KnownBlock[] {
  const said = actions.flatMap((action) => {
    if (action.kind !== "link" || address(action.url) !== undefined) return [];
    const parts = [action.label, action.url].map(cleanLine).filter((part) => !isBlank(part));
    return parts.length > 0 ? [parts.join(": ")] : [];
  });
  if (said.length === 0) return [];
  return [{ type: "context", elements: [plain(said.join(" · "), LIMITS.context, "")] }];
}
