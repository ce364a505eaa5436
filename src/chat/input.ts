import { brief } from "./brief.ts";
import type { Value, Values } from "./call.ts";
import type { CommandCard, Option } from "./command.ts";
import { nearest } from "./nearest.ts";
import { UserError } from "./problem.ts";

/** Longest text that any option takes, in UTF-16 units: above every sensible query, below what could stall a search. */
export const LONGEST_TEXT = 2000;

/** Above every platform's ids and names of channels and roles. */
const LONGEST_ID = 200;

const YES = new Set(["yes", "y", "true", "on", "1"]);
const NO = new Set(["no", "n", "false", "off", "0"]);

/**
 * Turns raw values into an input that the command's types promise: typed words become numbers and
 * booleans, choices their canonical spelling. Empty text counts as not given.
 * @throws UserError with one sentence on what to change
 */
export function readInput(command: CommandCard, raw: Readonly<Record<string, unknown>>): Values {
  const input: Record<string, Value> = {};
  for (const [name, value] of Object.entries(raw)) {
    const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    if (!option) throw new UserError(unknownOption(command, name));
    const read = readValue(name, option, plain(value));
    if (read !== undefined) input[name] = read;
  }
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && !Object.hasOwn(input, name))
      throw new UserError(`${command.name} needs ${withArticle(name)}: ${option.about}.`);
  }
  return input;
}

/** The sentence for an option that the command doesn't have, with the nearest one that it has. */
export function unknownOption(command: CommandCard, name: string): string {
  const visible = visibleOptions(command);
  const meant = nearest(name, visible);
  const short = brief(name);
  if (meant) return `${command.name} has no option “${short}”. Did you mean ${meant}?`;
  return visible.length
    ? `${command.name} has no option “${short}”. It takes ${visible.join(", ")}.`
    : `${command.name} takes no options: type ${command.name} alone.`;
}

/** Names of the options that people see, in order. */
export function visibleOptions(command: CommandCard): readonly string[] {
  return Object.keys(command.options).filter((name) => !command.options[name]?.hidden);
}

/** Text trimmed, numbers and booleans as they are; what can be no value of ours counts as not given. */
function plain(value: unknown): Value {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" ? value.trim() : "";
}

function readValue(name: string, option: Option, value: Value): Value | undefined {
  if (value === "") return undefined;
  switch (option.type) {
    case "text":
      return readText(name, option, String(value));
    case "whole":
      return readWhole(name, option, value);
    case "yesno":
      return readYesNo(name, value);
    case "channel":
      return readChannel(name, String(value));
    case "role":
      return readRole(name, String(value));
  }
}

/** A role's id out of Discord's `<@&id>` or Slack's `<!subteam^id|@name>`, or as it stands. */
function readRole(name: string, value: string): string {
  const [, inside = value] = /^<(?:@&|!subteam\^)([^|>]*)(?:\|[^>]*)?>$/.exec(value) ?? [];
  const id = inside.replace(/^@/, "");
  if (/^[^\s<>@|]+$/.test(id) && id.length <= LONGEST_ID) return id;
  throw new UserError(`${name} must be one role or user group: pick it from the list.`);
}

/** A channel's id out of `#id`, `<#id>` or Slack's `<#id|name>`. */
function readChannel(name: string, value: string): string {
  const [, inside = value] = /^<(#[^|>]*)(?:\|[^>]*)?>$/.exec(value) ?? [];
  const id = inside.replace(/^#/, "");
  if (/^[^\s<>#|]+$/.test(id) && id.length <= LONGEST_ID) return id;
  throw new UserError(`${name} must be one channel: pick it from the list, or type #its-name.`);
}

function readText(name: string, option: Option, value: string): string {
  const { longest = LONGEST_TEXT } = option;
  if (value.length > longest)
    throw new UserError(`${name} is too long (${value.length} characters): keep it to ${longest}.`);
  if (!option.choices) return value;
  const choice = option.choices.find((one) => one.toLowerCase() === value.toLowerCase());
  if (choice) return choice;
  const meant = nearest(value, option.choices);
  throw new UserError(
    `${name} can be ${option.choices.join(", ")}.${meant ? ` Did you mean ${meant}?` : ""}`,
  );
}

function readWhole(name: string, option: Option, value: Value): number {
  const { least = 0, most = Number.MAX_SAFE_INTEGER } = option;
  const number = typeof value === "number" ? value : readDigits(String(value));
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number + 0;
  const range = option.most === undefined ? `, ${least} or more` : ` from ${least} to ${most}`;
  throw new UserError(`${name} must be a whole number${range}.`);
}

function readDigits(value: string): number {
  return /^[+-]?\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
}

function readYesNo(name: string, value: Value): boolean {
  const word = String(value).toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new UserError(`${name} can be yes or no.`);
}

function withArticle(name: string): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}
