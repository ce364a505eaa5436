import type { types } from "@slack/bolt";
import { type CommandCard, cleanLine, formOf, type Next, type Values } from "#chat";
import { fieldOf } from "./field.ts";
import { LIMITS } from "./limits.ts";
import { plain } from "./plain.ts";

/** `callback_id` of every form, by which its submission is known. */
export const FORM = "form";

/** What a person filled in, by block and action, as Slack sends it back in `view.state.values`. */
export type Filled = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

type Entry = {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_conversation?: string | null;
  readonly selected_channel?: string | null;
};

/**
 * The form that a button's `ask` opens, made from the command's own options: a field each, whose
 * `block_id` and `action_id` are the option's name. `metadata` (up to 3,000 units) comes back when it is sent.
 */
export function formView(command: CommandCard, next: Next, metadata: string): types.ModalView {
  return {
    type: "modal",
    callback_id: FORM,
    private_metadata: metadata,
    title: plain(capital(command.name), LIMITS.modalWords, "Paperboy"),
    submit: plain("Send", LIMITS.modalWords, "Send"),
    close: plain("Cancel", LIMITS.modalWords, "Cancel"),
    blocks: formOf(command, next).map(fieldOf),
  };
}

/** Raw values by option name, for `readInput`; fields left empty are left out. */
export function readForm(filled: Filled): Values {
  const values = Object.entries(filled).flatMap(([name, entries]) => {
    const [entry = {}] = Object.values(entries);
    const value = enteredIn(entry);
    return value === undefined || value.trim() === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

/**
 * A refusal at the field that it is about, for `response_action: "errors"`. The sentences of `readInput`
 * begin with the option's name, or say that the command needs it; where none is named, the first field shows it.
 */
export function formErrors(
  command: Pick<CommandCard, "name">,
  view: { readonly blocks: readonly object[] },
  sentence: string,
): Record<string, string> {
  const names = view.blocks.flatMap((block) =>
    "block_id" in block && typeof block.block_id === "string" ? [block.block_id] : [],
  );
  const said = cleanLine(sentence);
  const begun = (starts: (option: string) => readonly string[]) =>
    names.find((option) => starts(option).some((start) => said.startsWith(start)));
  const name =
    begun((option) => [
      `${command.name} needs a ${option}:`,
      `${command.name} needs an ${option}:`,
    ]) ??
    begun((option) => [`${option} `, `${option}:`]) ??
    named(said, names) ??
    names[0];
  return name === undefined ? {} : { [name]: said };
}

function enteredIn(entry: Entry): string | undefined {
  const { value, selected_option: option, selected_conversation, selected_channel } = entry;
  return value ?? option?.value ?? selected_conversation ?? selected_channel ?? undefined;
}

/** The field that a sentence names anywhere in it: “I know no time zone …” is about the zone, not the time. */
function named(sentence: string, names: readonly string[]): string | undefined {
  const words = sentence
    .replace(/“[^”]*”/g, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}_-]+/u);
  const found = names.filter((name) => words.includes(name));
  return found.toSorted((a, b) => words.lastIndexOf(b) - words.lastIndexOf(a))[0];
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
