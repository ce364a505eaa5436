import { type Action, cleanLine, shorten, type Waiting } from "#chat";
import { address } from "./address.ts";
import { LIMITS } from "./limits.ts";
import { type Line, linesOf } from "./line.ts";

/** One entry of a select: what is shown, and what is sent. */
export type Choice = { readonly label: string; readonly value: string };

/** Something to press, with labels that fit; `ticket` is what its `custom_id` is made of. */
export type Control =
  | {
      readonly kind: "button";
      readonly label: string;
      readonly ticket: string;
      readonly style?: "primary" | "danger";
    }
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  | {
      readonly kind: "select";
      readonly placeholder: string;
      readonly ticket: string;
      readonly choices: readonly Choice[];
    };

/** What actions become: controls, and lines for what no control can hold. */
export type Controls = { readonly controls: readonly Control[]; readonly lines: readonly Line[] };

/** Turns actions into controls. A label that can't be seen gets another word, so that nothing empty is sent. */
export function controlsOf(
  actions: readonly Action[],
  ticket: (waiting: Waiting) => string,
): Controls {
  const all = actions.map((action) => controlOf(action, ticket));
  return {
    controls: all.flatMap(({ controls }) => controls),
    lines: all.flatMap(({ lines }) => lines),
  };
}

/** Choices in selects of at most 25, told apart by a number; each gets its `ticket` when it is drawn. */
export function selectsOf(
  placeholder: string,
  ticket: string,
  choices: readonly Choice[],
): readonly Control[] {
  const { options, placeholder: longest } = LIMITS.select;
  const count = Math.ceil(choices.length / options);
  return Array.from({ length: count }, (_, i) => {
    const number = count > 1 ? ` (${i + 1} of ${count})` : "";
    return {
      kind: "select",
      placeholder: shorten(placeholder, longest - number.length) + number,
      ticket,
      choices: choices.slice(i * options, (i + 1) * options),
    };
  });
}

function controlOf(action: Action, ticket: (waiting: Waiting) => string): Controls {
  switch (action.kind) {
    case "button": {
      const { next, style } = action;
      const label = labelOf([action.label, next.command, "Go"], LIMITS.button.label);
      return only({ kind: "button", label, ticket: ticket(next), ...(style && { style }) });
    }
    case "link": {
      const url = address(action.url, LIMITS.button.url);
      const label = labelOf([action.label, "Open"], LIMITS.button.label);
      if (url) return only({ kind: "link", label, url });
      return { controls: [], lines: linkLines(label, action.url) };
    }
    case "menu":
      return menuOf(action, ticket);
  }
}

function only(control: Control): Controls {
  return { controls: [control], lines: [] };
}

/** An address that no button takes, as a line: a link where it is one, else its words. */
function linkLines(label: string, url: string): readonly Line[] {
  const long = address(url);
  if (long) return linesOf("note", [{ kind: "link", text: label, url: long }]);
  return linesOf("note", `${label}: ${url}`);
}

/** Values are what the menu fills in, so one that is empty or too long can't be cut, only be told of. */
function menuOf(
  menu: Extract<Action, { kind: "menu" }>,
  ticket: (waiting: Waiting) => string,
): Controls {
  const { label: longest, value: longestValue } = LIMITS.select;
  const fitting = new Map<string, Choice>();
  const lost: string[] = [];
  for (const { label, value } of menu.choices) {
    const shown = labelOf([label, value, "?"], longest);
    if (value === "" || value.length > longestValue || !value.isWellFormed()) lost.push(shown);
    else if (!fitting.has(value)) fitting.set(value, { label: shown, value });
  }
  const placeholder = labelOf([menu.placeholder, "Choose"], LIMITS.select.placeholder);
  const choices = [...fitting.values()];
  if (menu.choices.length === 0) return { controls: [], lines: [] };
  const waiting = ticket({ ...menu.next, fills: menu.fills });
  return {
    controls: selectsOf(placeholder, waiting, choices),
    lines: lost.length
      ? linesOf("note", `${placeholder}: ${lost.join(", ")} can't be chosen here`)
      : [],
  };
}

function labelOf(words: readonly string[], most: number): string {
  const first = words.map(cleanLine).find((word) => word !== "") ?? "?";
  return shorten(first, most);
}
