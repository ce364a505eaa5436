import { ApplicationCommandOptionType as Type } from "discord.js";
import type { Core } from "../core.ts";
import { type Json, list, record, text } from "../json.ts";
import type { Channel } from "../world/channel.ts";
import { permissionsIn } from "../world/permissions.ts";
import { channelPayload, memberPayload, rolePayload } from "../world/wire.ts";
import { appPermissions, type Standing } from "./dispatch.ts";

/** A value as a person gives it: a channel, role or person may be given as such or by its id. */
export type Given = string | number | boolean | { readonly id: string };

/** Values by option name. */
export type GivenOptions = Readonly<Record<string, Given | undefined>>;

/** Where in a command its options lie: the command itself, a subcommand, or one of a group. */
export type Leaf = {
  readonly options: readonly Json[];
  wrap(options: readonly Json[]): readonly Json[];
};

/** Finds a subcommand ("search", or "group search"). @throws Error if it is not registered */
export function leafOf(command: Json, path: string | null): Leaf {
  const steps = path ? path.split(" ") : [];
  const name = text(command.name);
  let here = command;
  const way: Json[] = [];
  for (const step of steps) {
    const found = list(here.options)
      .map(record)
      .find((one) => one.name === step && isNesting(one));
    if (!found) throw new Error(`/${name} has no subcommand "${path}"; it has ${namesIn(command)}`);
    way.push(found);
    here = found;
  }
  const options = list(here.options).map(record);
  if (options.some(isNesting)) {
    throw new Error(`/${name} needs a subcommand: ${namesIn(here)}`);
  }
  return {
    options,
    wrap: (values) =>
      way.reduceRight<readonly Json[]>(
        (inner, { type, name: called }) => [{ type, name: called, options: inner }],
        values,
      ),
  };
}

/**
 * Values as Discord would send them, with what it resolves of their ids.
 * @throws Error for what Discord's own client would not let through
 */
export function optionsOf(
  leaf: Leaf,
  given: GivenOptions,
  standing: Standing,
  core: Core,
): { readonly options: readonly Json[]; readonly resolved: Json } {
  const options = valuesOf(leaf, given, true);
  const resolved: Json = {};
  for (const { type, value } of options)
    resolve(resolved, Number(type), String(value), standing, core);
  return { options: leaf.wrap(options), resolved };
}

/** Values of a command that is still being typed: any may be missing or out of bounds. */
export function typedOptions(leaf: Leaf, given: GivenOptions, focused: string): readonly Json[] {
  const options = valuesOf(leaf, given, false).map((one) =>
    one.name === focused ? { ...one, focused: true } : one,
  );
  return leaf.wrap(options);
}

function valuesOf(leaf: Leaf, given: GivenOptions, whole: boolean): readonly Json[] {
  const known = leaf.options.map(({ name }) => text(name));
  const foreign = Object.keys(given).filter((name) => !known.includes(name));
  if (foreign.length > 0) {
    throw new Error(
      `No option "${foreign.join('", "')}" is registered; there are: ${known.join(", ")}`,
    );
  }
  return leaf.options.flatMap((option) => {
    const name = text(option.name);
    const value = given[name];
    if (value === undefined) {
      if (whole && option.required === true) throw new Error(`The option "${name}" is required`);
      return [];
    }
    const plain = typeof value === "object" ? value.id : value;
    const fault = whole ? faultOf(option, plain) : undefined;
    if (fault)
      throw new Error(`The option "${name}" does not take ${JSON.stringify(plain)}: ${fault}`);
    return [{ name, type: option.type, value: plain }];
  });
}

function faultOf(option: Json, value: string | number | boolean): string | undefined {
  const choices = list(option.choices).map((one) => record(one).value);
  if (choices.length > 0 && !choices.includes(value)) return `choose of ${choices.join(", ")}`;
  const type = Number(option.type);
  if (type === Type.Boolean) return typeof value === "boolean" ? undefined : "it is yes or no";
  if (type === Type.Integer || type === Type.Number) {
    const fits = type === Type.Integer ? Number.isSafeInteger(value) : typeof value === "number";
    return fits ? outside(Number(value), option.min_value, option.max_value) : "it is a number";
  }
  if (typeof value !== "string") return "it is text or an id";
  if (type !== Type.String) return undefined;
  return outside(value.length, option.min_length ?? 0, option.max_length ?? 6_000);
}

function outside(size: number, least: unknown, most: unknown): string | undefined {
  if (typeof least === "number" && size < least) return `at least ${least}`;
  return typeof most === "number" && size > most ? `at most ${most}` : undefined;
}

function isNesting(option: Json): boolean {
  return option.type === Type.Subcommand || option.type === Type.SubcommandGroup;
}

function namesIn(command: Json): string {
  return list(command.options)
    .map((one) => text(record(one).name))
    .join(", ");
}

/** Adds what Discord resolves of an id to `resolved`. */
export function resolve(
  resolved: Json,
  type: number,
  id: string,
  standing: Standing,
  core: Core,
): void {
  const add = (kind: string, value: Json) => {
    resolved[kind] = { ...record(resolved[kind]), [id]: value };
  };
  const { guild, user: asker } = standing;
  const channel = core.world.channels.get(id);
  if (type === Type.Channel && channel) add("channels", resolvedChannel(channel, asker.id, core));
  const role = guild?.roles.get(id);
  if ((type === Type.Role || type === Type.Mentionable) && role) add("roles", rolePayload(role));
  const user = core.world.users.get(id);
  if ((type === Type.User || type === Type.Mentionable) && user) {
    add("users", { ...user });
    const member = guild?.members.get(id);
    if (guild && member) {
      const { user: _user, deaf: _deaf, mute: _mute, ...rest } = memberPayload(member);
      add("members", { ...rest, permissions: String(permissionsIn(guild, id, standing.channel)) });
    }
  }
}

function resolvedChannel(channel: Channel, askerId: string, core: Core): Json {
  const {
    id,
    type,
    name,
    guild_id,
    parent_id,
    thread_metadata,
    last_message_id,
    flags,
    topic,
    nsfw,
  } = channelPayload(channel);
  return {
    id,
    type,
    name,
    guild_id,
    parent_id,
    last_message_id,
    flags,
    ...(thread_metadata ? { thread_metadata } : { topic, nsfw, position: 0 }),
    permissions: channel.guild ? String(permissionsIn(channel.guild, askerId, channel)) : "0",
    app_permissions: String(appPermissions(channel, core)),
  };
}
