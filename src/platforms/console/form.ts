import {
  type CommandCard,
  type Field,
  formOf,
  type Next,
  readInput,
  UserError,
  type Value,
} from "#chat";
import { cleanLine } from "./clean.ts";
import { paragraph } from "./layout.ts";
import type { Paint } from "./paint.ts";
import type { Said } from "./terminal.ts";

/** What a form needs of the prompt: to ask one question, and to say something. */
export type Asker = {
  readonly paint: Paint;
  width(): number;
  ask(prompt: string, command: CommandCard, name: string, next: Next): Promise<Said>;
  say(lines: readonly string[]): void;
};

/**
 * Asks a form line by line: Enter keeps what stands in brackets, `-` clears it, a wrong value is
 * asked again with the reason. Returns the call filled in, undefined when it was given up (Ctrl-C, `.`).
 */
export async function fillForm(
  command: CommandCard,
  next: Next,
  asker: Asker,
): Promise<Next | undefined> {
  const { paint } = asker;
  const help = "Enter keeps what stands in brackets, - clears it, Ctrl-C or . gives up.";
  asker.say(paragraph(paint.quiet(help), asker.width()));
  let input = next.input;
  for (const field of formOf(command, next)) {
    const { answer: _, ask: __, ...call } = next;
    const filled = await fillField(field, command, { ...call, input }, asker);
    if (filled === undefined) return undefined;
    const { [field.name]: ___, ...others } = input;
    input = filled.value === undefined ? others : { ...others, [field.name]: filled.value };
  }
  return { command: next.command, input, ...(next.answer && { answer: next.answer }) };
}

/** One question, asked until its answer can be read; undefined when the form is given up. */
async function fillField(
  field: Field,
  command: CommandCard,
  next: Next,
  asker: Asker,
): Promise<{ readonly value: Value | undefined } | undefined> {
  const { name, option, value } = field;
  const { paint } = asker;
  const say = (text: string) => asker.say(paragraph(text, asker.width()));
  say(`${paint.strong(name)}: ${paint.quiet(about(field))}`);
  const prompt = `  ${value === undefined ? "" : paint.quiet(`[${spoken(value)}] `)}`;
  for (;;) {
    const said = await asker.ask(`${prompt}${paint.accent("› ")}`, command, name, next);
    if (said.kind !== "line" || said.text.trim() === ".") return undefined;
    const text = said.text.trim();
    if (text === "" && value !== undefined) return { value };
    try {
      const only: CommandCard = { ...command, options: { [name]: option } };
      return { value: readInput(only, { [name]: text === "-" ? "" : text })[name] };
    } catch (error) {
      say(paint.warn(error instanceof UserError ? error.message : "I can't read that."));
    }
  }
}

function about({ option }: Field): string {
  const kind = option.choices?.join(", ") ?? (option.type === "yesno" ? "yes or no" : "");
  const needed = option.required ? "needed" : "";
  const more = [kind, needed].filter(Boolean).join("; ");
  return `${option.about}${more && ` (${more})`}`;
}

function spoken(value: Value): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return cleanLine(String(value));
}
