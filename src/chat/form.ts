import type { Next, Value } from "./call.ts";
import type { CommandCard, Option } from "./command.ts";

/** One question of a form: an option of the command, with what it starts from. */
export type Field = { readonly name: string; readonly option: Option; readonly value?: Value };

/** The form that a button's `ask` opens, derived from the command's own options; empty when nothing is asked. */
export function formOf(command: CommandCard, next: Next): readonly Field[] {
  return (next.ask ?? []).flatMap((name) => {
    const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    const value = next.input[name];
    return option ? [{ name, option, ...(value !== undefined && { value }) }] : [];
  });
}
