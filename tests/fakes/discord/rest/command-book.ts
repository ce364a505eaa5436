import { ApplicationCommandType } from "discord.js";
import { failed } from "../failure.ts";
import type { Ids } from "../ids.ts";
import { type Json, list, record, text } from "../json.ts";

/** The application's commands: those of everywhere, and those of single servers. */
export type CommandBook = {
  /** As Discord answers them; without a server, the global ones. */
  list(guildId?: string): readonly Json[];
  /**
   * Replaces all commands of a place and answers them with everything Discord fills in. Commands
   * that were there keep their id, and their version if nothing changed.
   * @throws 30034 after 200 new ones in a day
   */
  overwrite(commands: readonly Json[], guildId?: string): readonly Json[];
  /** The command a person in a server (or in none) sees by its name; a server's own comes first. */
  find(name: string, type: ApplicationCommandType, guildId?: string): Json | undefined;
};

/** interactions/application-commands: new commands for each place. */
const CREATES_A_DAY = 200;
const DAY = 86_400_000;

/** An empty book. */
export function createCommandBook(applicationId: string, ids: Ids, now: () => number): CommandBook {
  const books = new Map<string, readonly Json[]>();
  const creates = new Map<string, number[]>();
  const of = (guildId?: string) => books.get(guildId ?? "") ?? [];

  const countNew = (key: string, fresh: number) => {
    const today = (creates.get(key) ?? []).filter((at) => now() - at < DAY);
    if (today.length + fresh > CREATES_A_DAY) throw failed(30034);
    creates.set(key, [...today, ...Array.from({ length: fresh }, now)]);
  };

  return {
    list: of,
    overwrite(commands, guildId) {
      const old = of(guildId);
      const same = (one: Json) =>
        old.find(({ name, type }) => name === one.name && type === (one.type ?? 1));
      countNew(guildId ?? "", commands.filter((one) => !same(one)).length);
      const filled = commands.map((one) => {
        const content = fill(one, guildId);
        const before = same(one);
        const { id, version, application_id: _, ...rest } = before ?? {};
        const unchanged = before && JSON.stringify(rest) === JSON.stringify(content);
        return {
          id: id ?? ids.next(),
          application_id: applicationId,
          version: unchanged ? version : ids.next(),
          ...content,
        };
      });
      books.set(guildId ?? "", filled);
      return filled;
    },
    find(name, type, guildId) {
      const fits = (one: Json) => one.name === name && one.type === type;
      return (guildId ? of(guildId).find(fits) : undefined) ?? of().find(fits);
    },
  };
}

/** A command with Discord's defaults, and without what Discord leaves out of its answers. */
function fill(command: Json, guildId: string | undefined): Json {
  const chat = (command.type ?? 1) === ApplicationCommandType.ChatInput;
  const contexts = command.contexts ?? null;
  const permissions = command.default_member_permissions;
  const options = list(command.options).map((option) => fillOption(record(option)));
  return {
    default_member_permissions: permissions === undefined ? null : permissionText(permissions),
    type: command.type ?? 1,
    name: command.name,
    name_localizations: localized(command.name_localizations),
    description: chat ? text(command.description) : "",
    description_localizations: localized(command.description_localizations),
    ...(guildId
      ? { guild_id: guildId }
      : {
          dm_permission:
            contexts === null ? command.dm_permission !== false : list(contexts).includes(1),
          integration_types: command.integration_types ?? [0, 1],
        }),
    contexts: contexts === null ? null : [...list(contexts)].sort(),
    ...(options.length > 0 ? { options } : {}),
    nsfw: command.nsfw ?? false,
  };
}

function permissionText(permissions: unknown): string | null {
  return permissions === null ? null : String(permissions);
}

function localized(value: unknown): unknown {
  return Object.keys(record(value)).length > 0 ? value : null;
}

function fillOption(option: Json): Json {
  const inner = list(option.options).map((one) => fillOption(record(one)));
  const choices = list(option.choices).map((one) => {
    const { name, value, name_localizations } = record(one);
    return { name, name_localizations: localized(name_localizations), value };
  });
  const bounds = ["min_value", "max_value", "min_length", "max_length", "channel_types"];
  return {
    type: option.type,
    name: option.name,
    name_localizations: localized(option.name_localizations),
    description: option.description,
    description_localizations: localized(option.description_localizations),
    ...(option.required === true ? { required: true } : {}),
    ...(option.autocomplete === true ? { autocomplete: true } : {}),
    ...Object.fromEntries(
      bounds.flatMap((key) => (option[key] == null ? [] : [[key, option[key]]])),
    ),
    ...(choices.length > 0 ? { choices } : {}),
    ...(inner.length > 0 ? { options: inner } : {}),
  };
}
