import { type CommandCard, readWords } from "#chat";
import { asTyped } from "./as-typed.ts";
import type { House } from "./house.ts";
import type { Asked } from "./scene.ts";

/**
 * The call that typed words make.
 * @throws UserError naming what was not understood
 */
export function wordsOf({ host, root }: House, typed: string): Asked {
  const { command, input } = readWords(asTyped(typed), host.commands, root);
  return { command: command.name, input };
}

/**
 * The call of words said to the bot in passing: a line that begins with a command as everywhere else,
 * and any other as the text of the first command that needs nothing else, which is the search.
 * @throws UserError naming what was not understood
 */
export function passingWordsOf(house: House, said: string): Asked {
  const { commands } = house.host;
  const [first = ""] = said.trim().replace(/^\//, "").split(/\s+/);
  const known = first === "" || first.toLowerCase() === house.root.toLowerCase();
  if (known || commands.some(({ name }) => name === first.toLowerCase()))
    return wordsOf(house, said);
  for (const command of commands) {
    const text = onlyText(command);
    if (text !== undefined)
      return { command: command.name, input: { [text]: asTyped(said).trim() } };
  }
  return wordsOf(house, said);
}

/** The option that takes any text, of a command that needs no other. */
function onlyText({ options, needs }: CommandCard): string | undefined {
  const required = Object.entries(options).filter(([, option]) => option.required);
  const [only] = required;
  if (!only || required.length > 1 || needs !== undefined) return undefined;
  const [name, { type, choices }] = only;
  return type === "text" && !choices ? name : undefined;
}
