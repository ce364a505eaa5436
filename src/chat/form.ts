import type { Next, Value, Values } from "./call.ts";
import type { CommandCard, Option } from "./command.ts";

/** One question of a form: an option of the command, with what it starts from. */
export type Field = { readonly name: string; readonly option: Option; readonly value?: Value };

/** The form that a button's `ask` opens, derived from the command's own options; unknown and hidden ones are left out. */
export function formOf(command: CommandCard, next: Next): readonly Field[] {
  const { input } = next;
  return [...new Set(next.ask)].flatMap((name) => {
    const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    return option && !option.hidden
      ? [{ name, option, ...(value !== undefined && { value }) }]
      : [];
  });
}

/**
 * What a call is given once its form was sent in: what was filled in counts for everything the form asked,
 * so what was emptied is gone, and for nothing else, since what comes back is in the sender's hands.
 */
export function filledIn({ input, ask = [] }: Next, filled: Values): Values {
  const asked = new Set(ask);
  const kept = Object.entries(input).filter(([name]) => !asked.has(name));
  const given = Object.entries(filled).filter(([name]) => asked.has(name));
  return Object.fromEntries([...kept, ...given]);
}
