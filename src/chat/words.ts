import type { Value, Values } from "./call.ts";
import type { CommandCard, Option } from "./command.ts";
import { readInput, unknownOption, visibleOptions } from "./input.ts";
import { nearest } from "./nearest.ts";
import { UserError } from "./problem.ts";

/** What a typed line means: a command and its checked input. */
export type Said = { readonly command: CommandCard; readonly input: Values };

type Word = { readonly raw: string; readonly name?: string; readonly value: string };

/** `name:` at the start of a word, then a quoted value with \" and \\ inside, or anything up to a space; or a quoted piece; or a bare word. */
const WORD =
  /([\p{L}][\p{L}\p{N}_-]*):(?:"((?:[^"\\]|\\[\s\S])*)"(?=\s|$)|([^\s"]\S*))|"(?:[^"\\]|\\[\s\S])*"(?=\s|$)|\S+/gu;

/**
 * Reads a typed line: `search graph transformers since:2024`, `search query:"author: a title"`.
 * Words without a name fill the options with choices first, then the free text. A leading `/` or the
 * root command is skipped; an empty line means `help`.
 * @throws UserError naming what was not understood and the nearest right word
 */
export function readWords(line: string, commands: readonly CommandCard[], root?: string): Said {
  const { name, rest } = split(line, root);
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (command) return { command, input: readInput(command, readOptions(command, rest)) };
  const meant = nearest(
    name,
    commands.map((one) => one.name),
  );
  const short = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  throw new UserError(
    meant
      ? `There is no command “${short}”. Did you mean ${meant}?`
      : `There is no command “${short}”. Type help to see what there is, or search ${short}.`,
  );
}

/** The line that reads back as this input: bare words where they are unambiguous, `name:"value"` elsewhere. */
export function writeWords(command: CommandCard, input: Values): string {
  const named = (name: string, value: Value) => `${name}:${quoted(value)}`;
  const free = freeText(command);
  const rest = Object.entries(input).filter(([name]) => name !== free);
  const tail = rest.map(([name, value]) => named(name, value));
  const text = free === undefined ? undefined : input[free];
  if (free === undefined || text === undefined) return [command.name, ...tail].join(" ");
  const bare = [command.name, String(text), ...tail].join(" ");
  return means(bare, command, input) ? bare : [command.name, named(free, text), ...tail].join(" ");
}

function means(line: string, command: CommandCard, input: Values): boolean {
  try {
    const said = readOptions(command, split(line).rest);
    const names = Object.keys(input);
    return (
      Object.keys(said).length === names.length &&
      names.every((name) => said[name] === String(input[name]))
    );
  } catch {
    return false;
  }
}

function split(line: string, root?: string): { name: string; rest: string } {
  const words = line.trim().replace(/^\//, "");
  const [first = "", rest = ""] = cut(words);
  if (root && first.toLowerCase() === root) return split(rest);
  return first ? { name: first, rest } : { name: "help", rest: "" };
}

function cut(words: string): [string, string] {
  const at = words.search(/\s/);
  return at < 0 ? [words, ""] : [words.slice(0, at), words.slice(at).trim()];
}

function readOptions(command: CommandCard, line: string): Record<string, string> {
  const given: Record<string, string> = {};
  const loose: string[] = [];
  for (const word of wordsOf(line)) {
    const name = word.name && optionNamed(command, word);
    if (!name) loose.push(word.raw);
    else if (Object.hasOwn(given, name))
      throw new UserError(`${name} is given twice: give it once.`);
    else given[name] = word.value;
  }
  return { ...given, ...placeLoose(command, loose, given) };
}

function wordsOf(line: string): Word[] {
  const straight = line.replace(/[“”„]/g, '"');
  return [...straight.matchAll(WORD)].map((match) => {
    const [raw, name, inQuotes, bare] = match;
    const value = inQuotes?.replace(/\\([\s\S])/g, "$1") ?? bare ?? "";
    return name === undefined ? { raw, value: raw } : { raw, name, value };
  });
}

/** The option that a `name:value` word names. `https://…`, `arXiv:2401.…` and the like are plain text, near misses are named. */
function optionNamed(command: CommandCard, { name = "", value }: Word): string | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(command.options, lower)) return lower;
  if (value.startsWith("//")) return undefined;
  const meant = nearest(lower, visibleOptions(command));
  if (meant || freeText(command) === undefined) throw new UserError(unknownOption(command, name));
  return undefined;
}

/** Words without a name: a choice or a yes-or-no option's own name where it fits, else all of it to the free text. */
function placeLoose(
  command: CommandCard,
  words: readonly string[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const placed: Record<string, string> = {};
  const left = [...words];
  for (const [name, option] of Object.entries(command.options)) {
    const [word] = left;
    if (word === undefined || Object.hasOwn(given, name)) continue;
    if (!fits(name, option, word.toLowerCase())) continue;
    placed[name] = option.type === "yesno" ? "yes" : word;
    left.shift();
  }
  if (left.length === 0) return placed;
  const free = freeText(command);
  if (free !== undefined && !Object.hasOwn(given, free))
    return { ...placed, [free]: left.join(" ") };
  throw new UserError(unplaced(command, left));
}

function fits(name: string, option: Option, word: string): boolean {
  if (option.hidden) return false;
  if (option.type === "yesno") return word === name;
  if (option.type === "whole") return /^\d{1,9}$/.test(word);
  return option.choices?.some((choice) => choice.toLowerCase() === word) ?? false;
}

/** The option that takes the words without a name: the first free text, required ones first. */
function freeText(command: CommandCard): string | undefined {
  const free = Object.entries(command.options).filter(
    ([, option]) => option.type === "text" && !option.choices && !option.hidden,
  );
  return (free.find(([, option]) => option.required) ?? free[0])?.[0];
}

function unplaced(command: CommandCard, words: readonly string[]): string {
  const word = words.join(" ");
  const choices = Object.entries(command.options).flatMap(([name, option]) =>
    option.type === "yesno" ? [name] : (option.choices ?? []),
  );
  const meant = nearest(word, choices);
  if (meant) return `${command.name} does not know “${word}”. Did you mean ${meant}?`;
  return unknownOption(command, word);
}

function quoted(value: Value): string {
  const text = String(value);
  return /^[\p{L}\p{N}.-]+$/u.test(text) ? text : `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
