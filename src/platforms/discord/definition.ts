import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPutAPIApplicationCommandsJSONBody,
} from "discord.js";
import { type CommandCard, type Option, visibleOptions } from "#chat";
import { LIMITS } from "./limits.ts";
import { type Locales, locales } from "./locales.ts";
import { oneLine } from "./one-line.ts";
import { POSTABLE } from "./postable.ts";

/**
 * What is registered with Discord: one slash command with every command below it, and an entry in the
 * menu of messages for each command that reads them. Global ones can be used in servers, in messages to
 * the bot and, by whoever has it for themselves, anywhere; a server's own know neither.
 */
export function definitionOf(
  commands: readonly CommandCard[],
  root: string,
  scope: "global" | "guild",
  words: Locales = locales,
): RESTPutAPIApplicationCommandsJSONBody {
  const anywhere = scope === "global" ? ANYWHERE : {};
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: root,
      ...described(ABOUT, words),
      options: commands.map((command) => subcommand(command, words)),
      ...anywhere,
    },
    ...commands.flatMap(({ onMessage }) =>
      onMessage
        ? [
            {
              type: ApplicationCommandType.Message as const,
              name: oneLine(onMessage.label, LIMITS.command.name),
              ...translated("name_localizations", onMessage.label, LIMITS.command.name, words),
              ...anywhere,
            },
          ]
        : [],
    ),
  ];
}

const ABOUT = "Research papers: search, what is trending, your own list and a daily post";

const ANYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
};

function subcommand(command: CommandCard, words: Locales): APIApplicationCommandSubcommandOption {
  const names = visibleOptions(command);
  // Discord wants required options first.
  const sorted = [...names].sort((a, b) => rank(command.options[a]) - rank(command.options[b]));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    ...described(command.about, words),
    options: sorted.flatMap((name) => {
      const of = command.options[name];
      return of ? [option(name, of, words)] : [];
    }),
  };
}

const rank = (of: Option | undefined): number => (of?.required ? 0 : 1);

function option(name: string, of: Option, words: Locales): APIApplicationCommandBasicOption {
  const common = { name, ...described(of.about, words), ...(of.required && { required: true }) };
  switch (of.type) {
    case "whole":
      return {
        type: ApplicationCommandOptionType.Integer,
        ...common,
        min_value: of.least ?? 0,
        ...(of.most !== undefined && { max_value: of.most }),
      };
    case "yesno":
      return { type: ApplicationCommandOptionType.Boolean, ...common };
    case "channel":
      return {
        type: ApplicationCommandOptionType.Channel,
        ...common,
        channel_types: [...POSTABLE],
      };
    case "role":
      return { type: ApplicationCommandOptionType.Role, ...common };
    case "text":
      return text(common, of, words);
  }
}

function text(
  common: { name: string; description: string; required?: boolean },
  of: Option,
  words: Locales,
): APIApplicationCommandBasicOption {
  const type = ApplicationCommandOptionType.String;
  // Discord takes choices or suggestions, and offers no more than 25 choices.
  if (of.choices && of.choices.length <= LIMITS.command.choices)
    return {
      ...{ type, ...common },
      choices: of.choices.map((value) => ({
        ...{ name: value, value },
        ...translated("name_localizations", value, LIMITS.autocomplete.name, words),
      })),
    };
  return { type, ...common, max_length: LONGEST_TEXT, ...(of.suggest && { autocomplete: true }) };
}

/** Most UTF-16 units that any option of ours takes unless it says otherwise; Discord's own limit is 6,000. */
const LONGEST_TEXT = 2000;

function described(about: string, words: Locales) {
  return {
    description: oneLine(about, LIMITS.command.description),
    ...translated("description_localizations", about, LIMITS.command.description, words),
  };
}

function translated<Key extends string>(
  key: Key,
  english: string,
  most: number,
  words: Locales,
): { readonly [K in Key]?: LocalizationMap } {
  const found = Object.entries(words).flatMap(([locale, of]) => {
    const other = of[english];
    return other === undefined ? [] : [[locale, oneLine(other, most)]];
  });
  return found.length > 0
    ? ({ [key]: Object.fromEntries(found) } as { readonly [K in Key]: LocalizationMap })
    : {};
}
