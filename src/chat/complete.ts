import type { Call, Next } from "./call.ts";
import type { CommandCard, Option } from "./command.ts";
import type { Host } from "./host.ts";
import { visibleOptions } from "./input.ts";
import { writeWords } from "./words.ts";

/** What may stand instead of the end of a line; `label` says what it is, `about` what a name stands for. */
export type Completion = {
  readonly value: string;
  readonly label: string;
  readonly about?: string;
};

/** Completions for `typed`, which is the end of the line. */
export type Completions = { readonly typed: string; readonly found: readonly Completion[] };

/** Finds what a line may go on with. */
export type Complete = (line: string) => Promise<Completions>;

/** What completing needs: the host, and the call that words would make, whose command may suggest. */
type Around = { readonly host: Host; readonly callOf: (next: Next) => Call };

const NAMED_LAST = /(?:^|\s)([\p{L}][\p{L}\p{N}_-]*):("?)([^"]*)$/u;
const NAMED = /(?<=^|\s)([\p{L}][\p{L}\p{N}_-]*):(?:"((?:[^"\\]|\\.)*)"|(\S+))(?=\s)/gu;

/**
 * Completes command names, option names, the values of choices and what the command itself suggests, free
 * text too. `root` may stand before the command; `also` are words of the platform's own that stand alone.
 */
export function completeLine(
  around: Around & { readonly root: string; readonly also?: readonly string[] },
): Complete {
  const { host, root, also = [] } = around;
  const begin = new RegExp(`^\\s*/?(?:${RegExp.escape(root)}\\s+)?`, "i");
  return async (line) => {
    const said = line.replace(begin, "");
    const [, name = "", rest] = /^(\S*)(?:\s+([\s\S]*))?$/.exec(said) ?? [];
    if (rest === undefined) return { typed: said, found: commandNames(host.commands, also, said) };
    const command = host.commands.find((one) => one.name === name.toLowerCase());
    if (!command) return { typed: "", found: [] };
    const [, option = "", quote = "", value = ""] = NAMED_LAST.exec(rest) ?? [];
    const named = Object.hasOwn(command.options, option) && (quote || !/\s/.test(value));
    const next = { command: command.name, input: givenIn(command, rest) };
    if (!named) return completeLoose(command, rest, next, around);
    const found = await valuesOf(command, option, value, next, around);
    return {
      typed: `${option}:${quote}${value}`,
      found: found.map((one) => written(command, option, one)),
    };
  };
}

/** Completes one question of a form: choices, yes or no, or what the command suggests. */
export function completeField(
  command: CommandCard,
  name: string,
  next: Next,
  around: Around,
): Complete {
  return async (line) => ({
    typed: line,
    found: await valuesOf(command, name, line, next, around),
  });
}

function commandNames(
  commands: readonly CommandCard[],
  also: readonly string[],
  typed: string,
): readonly Completion[] {
  const abouts = new Map(commands.map(({ name, about }) => [name, about]));
  return startingWith(typed, [...abouts.keys(), ...also]).map((name) => {
    const about = abouts.get(name);
    return { value: `${name} `, label: name, ...(about !== undefined && { about }) };
  });
}

/** Words without a name: an option's name, a choice that may stand alone, or the free text. */
async function completeLoose(
  command: CommandCard,
  rest: string,
  next: Next,
  around: Around,
): Promise<Completions> {
  const tail = withoutChoices(command, rest.slice(endOfNamed(command, rest)));
  const last = /\S*$/.exec(tail)?.[0] ?? "";
  const head = tail.slice(0, tail.length - last.length);
  const open = visibleOptions(command).filter((name) => !Object.hasOwn(next.input, name));
  const choices = head ? [] : open.flatMap((name) => command.options[name]?.choices ?? []);
  const words = startingWith(last, [...choices, ...open.map((name) => `${name}:`)]);
  const aboutOf = (word: string) => command.options[word.replace(/:$/, "")]?.about;
  const free = freeText(command);
  const suggested =
    free !== undefined && open.includes(free)
      ? await valuesOf(command, free, tail, next, around)
      : [];
  return {
    typed: tail,
    found: [
      ...suggested.map((one) => written(command, free ?? "", one)),
      ...words.map((word) => {
        const about = word.endsWith(":") ? aboutOf(word) : undefined;
        return { value: head + word, label: word, ...(about !== undefined && { about }) };
      }),
    ],
  };
}

async function valuesOf(
  command: CommandCard,
  name: string,
  typed: string,
  next: Next,
  { host, callOf }: Around,
): Promise<readonly Completion[]> {
  const option: Option | undefined = command.options[name];
  const fixed = option?.type === "yesno" ? ["yes", "no"] : option?.choices;
  if (fixed) return startingWith(typed, fixed).map((value) => ({ value, label: value }));
  return option?.suggest ? host.suggest(callOf(next), name, typed.trim()) : [];
}

/** A value as it must be typed: bare where that reads back, else with its name and quotes. */
function written(command: CommandCard, name: string, { value, label }: Completion): Completion {
  return { value: writeWords(command, { [name]: value }).slice(command.name.length + 1), label };
}

function givenIn(command: CommandCard, rest: string): Record<string, string> {
  const given = [...rest.matchAll(NAMED)].filter(([, name = ""]) =>
    Object.hasOwn(command.options, name),
  );
  return Object.fromEntries(
    given.map(([, name = "", quoted, bare]) => [name, quoted ?? bare ?? ""]),
  );
}

/** Where the last whole `name:value` ends. */
function endOfNamed(command: CommandCard, rest: string): number {
  const last = [...rest.matchAll(NAMED)].findLast(([, name = ""]) =>
    Object.hasOwn(command.options, name),
  );
  if (!last) return 0;
  const end = last.index + last[0].length;
  return end + (/^\s*/.exec(rest.slice(end))?.[0].length ?? 0);
}

/** The words after those that are an option's choice: `trending week gra` asks about `gra`. */
function withoutChoices(command: CommandCard, tail: string): string {
  const [, first = "", after] = /^(\S+)\s+([\s\S]*)$/.exec(tail) ?? [];
  const choice = Object.values(command.options).some((one) =>
    one.choices?.includes(first.toLowerCase()),
  );
  return choice && after !== undefined ? withoutChoices(command, after) : tail;
}

/** The option that takes words without a name, by the rule of `readWords`. */
function freeText(command: CommandCard): string | undefined {
  const free = visibleOptions(command).filter((name) => {
    const option = command.options[name];
    return option?.type === "text" && !option.choices;
  });
  return free.find((name) => command.options[name]?.required) ?? free[0];
}

function startingWith(typed: string, among: readonly string[]): readonly string[] {
  return among.filter((one) => one.toLowerCase().startsWith(typed.toLowerCase()));
}
