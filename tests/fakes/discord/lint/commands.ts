import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from "discord.js";
import { type Json, list, record, text } from "../json.ts";
import { choiceProblems } from "./command-choices.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";

type Path = readonly (string | number)[];

/** interactions/application-commands, Application Command Naming. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const LOCALES: ReadonlySet<string> = new Set(Object.values(Locale));

const NESTING: ReadonlySet<unknown> = new Set([
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
]);

/** What is wrong with a list of commands beyond what the specification says. */
export function commandProblems(commands: readonly Json[]): readonly Problem[] {
  return [
    ...countProblems(commands),
    ...commands.flatMap((command, index) => oneCommand(command, [index])),
  ];
}

/**
 * A command as the specification's schema takes it: it wants `default_member_permissions` as a
 * number, where Discord takes (and discord.js sends) digits.
 */
export function asSpecified(command: Json): Json {
  const permissions = command.default_member_permissions;
  return typeof permissions === "string" && /^\d+$/.test(permissions)
    ? { ...command, default_member_permissions: Number(permissions) }
    : command;
}

function countProblems(commands: readonly Json[]): readonly Problem[] {
  const keys = commands.map(({ type, name }) => `${type ?? 1} ${String(name)}`);
  return [
    ...Object.entries(LIMITS.commands).flatMap(([type, most]) => {
      const count = commands.filter((command) => String(command.type ?? 1) === type).length;
      const words = `Maximum number of application commands of type ${type} reached (${most}).`;
      return count > most ? [problem([], "APPLICATION_COMMANDS_TOO_MANY", words)] : [];
    }),
    ...keys.flatMap((key, index) =>
      keys.indexOf(key) < index
        ? [
            problem(
              [index, "name"],
              "APPLICATION_COMMANDS_DUPLICATE_NAME",
              "Application command names must be unique",
            ),
          ]
        : [],
    ),
  ];
}

function oneCommand(command: Json, path: Path): readonly Problem[] {
  const chat = (command.type ?? 1) === ApplicationCommandType.ChatInput;
  const contexts = list(command.contexts);
  const installs = command.integration_types;
  const size = sizeOf(command);
  return [
    ...localeProblems(command, path),
    ...(chat ? [...nameProblems(command, path), ...describedProblems(command, path)] : []),
    ...(chat ? optionsProblems(command, path, 0) : menuProblems(command, path)),
    ...(size > LIMITS.commandText
      ? [
          problem(
            path,
            "APPLICATION_COMMAND_TOO_LARGE",
            `Command exceeds maximum size (${LIMITS.commandText}): ${size}`,
          ),
        ]
      : []),
    ...(contexts.includes(2) && installs && !list(installs).includes(1)
      ? [
          problem(
            [...path, "contexts"],
            "APPLICATION_COMMAND_CONTEXTS",
            "PRIVATE_CHANNEL needs USER_INSTALL among the integration types",
          ),
        ]
      : []),
  ];
}

function localeProblems(named: Json, path: Path): readonly Problem[] {
  return (["name_localizations", "description_localizations"] as const).flatMap((key) =>
    Object.keys(record(named[key])).flatMap((locale) =>
      LOCALES.has(locale)
        ? []
        : [problem([...path, key, locale], "BASE_TYPE_CHOICES", "Discord has no such locale.")],
    ),
  );
}

function nameProblems(named: Json, path: Path): readonly Problem[] {
  const entries: readonly (readonly [Path, unknown])[] = [
    [[...path, "name"], named.name],
    ...Object.entries(record(named.name_localizations)).map(
      ([locale, name]) => [[...path, "name_localizations", locale], name] as const,
    ),
  ];
  return entries.flatMap(([at, name]) =>
    typeof name === "string" && (!NAME.test(name) || name !== name.toLowerCase())
      ? [
          problem(
            at,
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid: lowercase letters, digits, - and _ only",
          ),
        ]
      : [],
  );
}

function describedProblems(described: Json, path: Path): readonly Problem[] {
  return text(described.description).trim()
    ? []
    : [problem([...path, "description"], "BASE_TYPE_REQUIRED", "This field is required")];
}

function menuProblems(command: Json, path: Path): readonly Problem[] {
  return ["description", "options"].flatMap((key) => {
    const value = command[key];
    const filled = Array.isArray(value) ? value.length > 0 : Boolean(value);
    return filled
      ? [
          problem(
            [...path, key],
            "APPLICATION_COMMAND_CONTEXT_MENU",
            `Context menu commands cannot have ${key}`,
          ),
        ]
      : [];
  });
}

function optionsProblems(parent: Json, path: Path, depth: number): readonly Problem[] {
  const options = list(parent.options).map(record);
  const nested = options.filter(({ type }) => NESTING.has(type)).length;
  const names = options.map(({ name }) => name);
  const mixed = nested > 0 && nested < options.length;
  let optional = false;
  return [
    ...(mixed
      ? [
          problem(
            [...path, "options"],
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
          ),
        ]
      : []),
    ...options.flatMap((option, index) => {
      const at = [...path, "options", index];
      const late = optional && option.required === true;
      if (!NESTING.has(option.type) && option.required !== true) optional = true;
      return [
        ...(late
          ? [
              problem(
                at,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
              ),
            ]
          : []),
        ...(names.indexOf(option.name) < index
          ? [
              problem(
                [...at, "name"],
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option names must be unique",
              ),
            ]
          : []),
        ...oneOption(option, at, depth),
      ];
    }),
  ];
}

function oneOption(option: Json, path: Path, depth: number): readonly Problem[] {
  const { type } = option;
  const group = type === ApplicationCommandOptionType.SubcommandGroup;
  const deep = (depth > 0 && group) || (depth > 1 && NESTING.has(type));
  return [
    ...localeProblems(option, path),
    ...nameProblems(option, path),
    ...describedProblems(option, path),
    ...(deep
      ? [
          problem(
            [...path, "type"],
            "APPLICATION_COMMAND_OPTIONS_NESTING",
            "Groups lie in the command, subcommands in it or in a group",
          ),
        ]
      : []),
    ...(group && list(option.options).length === 0
      ? [problem([...path, "options"], "BASE_TYPE_REQUIRED", "This field is required")]
      : []),
    ...choiceProblems(option, path),
    ...(NESTING.has(type) ? optionsProblems(option, path, depth + 1) : []),
  ];
}

/** Letters of a command by Discord's count: of each text, its longest localization. */
function sizeOf(part: Json): number {
  const longest = (key: string) =>
    Math.max(
      text(part[key]).length,
      ...Object.values(record(part[`${key}_localizations`])).map((one) => text(one).length),
    );
  const inner = [...list(part.options), ...list(part.choices)].map(record);
  const value = text(part.value).length;
  return inner.reduce(
    (sum, one) => sum + sizeOf(one),
    longest("name") + longest("description") + value,
  );
}
