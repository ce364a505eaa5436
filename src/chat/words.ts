import { brief } from "./brief.ts";
import type { Value, Values } from "./call.ts";
import type { CommandCard } from "./command.ts";
import { LONGEST_TEXT, readInput, unknownOption, visibleOptions } from "./input.ts";
import { nearest } from "./nearest.ts";
import { UserError } from "./problem.ts";

/** What a typed line means: a command and its checked input. */
export type Said = { readonly command: CommandCard; readonly input: Values };

/** Longest line that is read, in UTF-16 units: six full texts with every character escaped. */
const LONGEST_LINE = 12 * LONGEST_TEXT;

/** A piece of the line: as typed, and what it means once its name and quotes are off. */
type Word = {
  readonly raw: string;
  readonly name: string | undefined;
  readonly value: string;
  readonly quoted: boolean;
};

/** An optional `name:`, then text in straight or curly quotes (with \" and \\ inside), or anything up to a space. */
const WORD =
  /(?:(\p{L}[\p{L}\p{N}_-]*):(?=\S))?(?:"((?:[^"\\]|\\[\s\S])*)"(?=\s|$)|[“”„]((?:[^“”„\\]|\\[\s\S])*)[“”](?=\s|$)|(\S+))/gu;

/**
 * Reads a typed line: `search graph transformers since:2024`, `search query:"author: a title"`.
 * Words without a name are the free text; where that is optional, choices and the names of yes-or-no
 * options may stand before it, and such a name may end any line: `save 2402.02005 remove`. A named
 * value goes on over the words after it once the free text has been given: `search graphs author:Ada
 * Lovelace`. Quotes keep a word from being read as a choice or a `name:`. A leading `/` or the root
 * command is skipped; an empty line means `help`.
 * @throws UserError naming what was not understood and the nearest right word
 */
export function readWords(line: string, commands: readonly CommandCard[], root?: string): Said {
  if (line.length > LONGEST_LINE)
    throw new UserError(
      `That is too long (${line.length} characters): keep it to ${LONGEST_LINE}.`,
    );
  const { name, rest } = split(line, root);
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (command) return { command, input: readInput(command, readOptions(command, rest)) };
  const meant = nearest(
    name,
    commands.map((one) => one.name),
  );
  const hint = `Type help to see what there is, or search ${brief(`${name} ${rest}`.trim())}.`;
  throw new UserError(
    `There is no command “${brief(name)}”. ${meant ? `Did you mean ${meant}?` : hint}`,
  );
}

/** The line that reads back as this input: bare words where they are unambiguous, `name:"value"` elsewhere. */
export function writeWords(command: CommandCard, input: Values): string {
  const named = (name: string, value: Value) => `${name}:${quoted(value)}`;
  const free = freeText(command);
  const rest = Object.entries(input).filter(([name]) => name !== free);
  const tail = rest.map(([name, value]) => named(name, value));
  const text = free !== undefined && Object.hasOwn(input, free) ? input[free] : undefined;
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
  const [first, rest] = cut(line);
  if (root && first.toLowerCase() === root.toLowerCase()) return split(rest);
  return first ? { name: first, rest } : { name: "help", rest: "" };
}

function cut(line: string): [string, string] {
  const words = line.trim().replace(/^\/\s*/, "");
  const at = words.search(/\s/);
  return at < 0 ? [words, ""] : [words.slice(0, at), words.slice(at).trim()];
}

function readOptions(command: CommandCard, line: string): Record<string, string> {
  const words = wordsOf(line).map((word) => ({ ...word, option: optionNamed(command, word) }));
  const named = new Set(words.flatMap(({ option }) => option ?? []));
  const flag = lastFlag(command, words, named);
  if (flag) words.pop();
  const free = freeText(command);
  const given: Record<string, string> = {};
  const loose: Word[] = [];
  /** The named value that the words after it may belong to. */
  let unclosed: string | undefined;
  for (const { option, ...word } of words) {
    if (option !== undefined) {
      if (Object.hasOwn(given, option))
        throw new UserError(`${option} is given twice: give it once.`);
      given[option] = word.value;
      const begun = (free && named.has(free)) || (loose.length > 0 && NAME_LIKE.test(word.value));
      unclosed = begun && !word.quoted && isPhrase(command, option) ? option : undefined;
    } else if (unclosed !== undefined && !word.quoted) given[unclosed] += ` ${word.raw}`;
    else {
      loose.push(word);
      unclosed = undefined;
    }
  }
  const said = { ...given, ...(flag && { [flag]: "yes" }), ...placeLoose(command, loose, given) };
  return isRequired(command, free) && !said[free] ? spoken(command, free, words, said) : said;
}

/** Where the free text is missing, the named values that it understands by itself are that text: `search author:Ada`. */
function spoken(
  { options }: CommandCard,
  free: string,
  words: readonly (Word & { readonly option: string | undefined })[],
  said: Record<string, string>,
) {
  const isOperator = (name = "") => options[free]?.operators?.includes(name) ?? false;
  const rest = Object.entries(said).filter(([name]) => !isOperator(name));
  const text = words.flatMap(({ raw, option }) => (isOperator(option) ? raw : [])).join(" ");
  return { ...Object.fromEntries(rest), [free]: text };
}

/** What may be the beginning of several words: `Ada`, `J.`, `mon,`, but not `2024` or `cs.LG`. */
const NAME_LIKE = /^[\p{L}\p{M}'’-]+[.,;]?$/u;

/** A yes-or-no option whose name ends the line, after other words. */
function lastFlag(
  { options }: CommandCard,
  words: readonly Word[],
  named: ReadonlySet<string>,
): string | undefined {
  const name = words.length > 1 ? words.at(-1)?.raw.toLowerCase() : undefined;
  if (name === undefined || named.has(name) || !Object.hasOwn(options, name)) return undefined;
  return options[name]?.type === "yesno" && !options[name].hidden ? name : undefined;
}

function isPhrase({ options }: CommandCard, name: string): boolean {
  return options[name]?.type === "text" && !options[name].choices;
}

function wordsOf(line: string): Word[] {
  return [...line.matchAll(WORD)].map(([raw, name, straight, curly, bare = ""]) => {
    const inside = straight ?? curly;
    const value = inside?.replace(/\\(["“”„\\])/g, "$1") ?? bare;
    return { raw, name, value, quoted: inside !== undefined };
  });
}

/** The option that a `name:value` word names. `https://…`, `arXiv:2401.…` and the like are plain text, near misses are named. */
function optionNamed(command: CommandCard, { name, value, quoted }: Word): string | undefined {
  if (name === undefined) return undefined;
  const lower = name.toLowerCase();
  if (Object.hasOwn(command.options, lower)) {
    if (quoted || !/^["“”„]/.test(value)) return lower;
    throw new UserError(`${lower} has a quote that is not closed: write ${lower}:"…".`);
  }
  if (value.startsWith("//")) return undefined;
  const meant = nearest(lower, visibleOptions(command));
  if (meant || freeText(command) === undefined) throw new UserError(unknownOption(command, name));
  return undefined;
}

/** Words without a name: what fits an option by itself comes first, all the rest is the free text. */
function placeLoose(
  command: CommandCard,
  words: readonly Word[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const placed: Record<string, string> = {};
  const taken = (name: string) => Object.hasOwn(given, name) || Object.hasOwn(placed, name);
  const free = freeText(command);
  let at = 0;
  for (let word = words[at]; word && !isRequired(command, free); word = words[++at]) {
    const fit = optionFor(command, word.raw.toLowerCase(), taken);
    if (!fit) break;
    placed[fit] = command.options[fit]?.type === "yesno" ? "yes" : word.raw;
  }
  const left = words.slice(at);
  refuseUnfinished(command, left.at(-1));
  if (left.length === 0) return placed;
  const text = textOf(left, Boolean(command.options[free ?? ""]?.operators));
  if (free === undefined) throw new UserError(unplaced(command, text));
  if (taken(free)) throw new UserError(`${free} is given twice: put all of it in ${free}:"…".`);
  return { ...placed, [free]: text };
}

/** `search graph author:` is a line that was sent too early. */
function refuseUnfinished(command: CommandCard, last: Word | undefined): void {
  const name = /^(.+):$/.exec(last?.raw.toLowerCase() ?? "")?.[1];
  if (name !== undefined && visibleOptions(command).includes(name))
    throw new UserError(`${name} has no value: write ${name}:"…", or leave it out.`);
}

/** The words as they stand; one quoted text alone loses its quotes where they mean nothing to the option. */
function textOf(words: readonly Word[], hasQuotes: boolean): string {
  const [only] = words.length === 1 && !hasQuotes ? words : [];
  if (only?.quoted && only.name === undefined) return only.value;
  return words.map(({ raw }) => raw).join(" ");
}

const isRequired = ({ options }: CommandCard, name: string | undefined): name is string =>
  name !== undefined && options[name]?.required === true;

/** The first option, not yet taken, that a word fits by itself: one of its choices, a number, or a yes-or-no option's name. */
function optionFor(
  { options }: CommandCard,
  word: string,
  taken: (name: string) => boolean,
): string | undefined {
  const names = Object.keys(options).filter((name) => !taken(name) && !options[name]?.hidden);
  return names.find((name) => {
    const { type, choices } = options[name] ?? {};
    if (type === "yesno") return word === name;
    if (type === "whole") return /^\d{1,9}$/.test(word);
    return choices?.some((choice) => choice.toLowerCase() === word) ?? false;
  });
}

/** The option that takes the words without a name: the first free text, required ones first. */
function freeText(command: CommandCard): string | undefined {
  const free = Object.entries(command.options).filter(
    ([, option]) => option.type === "text" && !option.choices && !option.hidden,
  );
  return (free.find(([, option]) => option.required) ?? free[0])?.[0];
}

function unplaced(command: CommandCard, text: string): string {
  const choices = visibleOptions(command).flatMap((name) => {
    const option = command.options[name];
    return option?.type === "yesno" ? [name] : (option?.choices ?? []);
  });
  const meant = nearest(text, choices);
  if (meant) return `${command.name} does not know “${brief(text)}”. Did you mean ${meant}?`;
  return unknownOption(command, text);
}

/** Bare where it reads well and back: `09:00`, `Europe/Berlin`, but not `author:x`. */
function quoted(value: Value): string {
  const text = String(value);
  return /^(?:[\p{L}\p{N}./-]|(?<=\d):(?=\d))+$/u.test(text)
    ? text
    : `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
