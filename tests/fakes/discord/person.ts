import {
  type APIMessage,
  type APIUser,
  ApplicationCommandType,
  ChannelType,
  InteractionType,
  PermissionFlagsBits,
} from "discord.js";
import type { Core } from "./core.ts";
import type { Asked, Modal } from "./interactions/asked.ts";
import { findButton, findSelect, picked } from "./interactions/controls.ts";
import { dispatch, type Standing } from "./interactions/dispatch.ts";
import { type Filled, filledIn } from "./interactions/fields.ts";
import { type GivenOptions, leafOf, optionsOf, typedOptions } from "./interactions/options.ts";
import { type Json, list, text } from "./json.ts";
import type { Channel, Stored } from "./world/channel.ts";
import type { Guild } from "./world/guild.ts";
import { write } from "./world/messages.ts";
import { bitsOf, type PermissionName, permissionsIn } from "./world/permissions.ts";

/** How a test asks for a person. Without a server they write to the bot directly. */
export type PersonFields = {
  readonly name?: string;
  readonly guild?: Guild;
  /** Where they stand; with a server, its first text channel if not said. */
  readonly channel?: Channel;
  /** What they may do beyond an ordinary member. */
  readonly permissions?: readonly PermissionName[];
  readonly locale?: string;
  /** They installed the app for themselves. */
  readonly userInstall?: boolean;
  /** They stand in a group the bot is not in (needs `userInstall`). */
  readonly group?: boolean;
  /** False: they take no direct messages. */
  readonly direct?: boolean;
  /** True: commands are sent even if they are not registered, with options as they are given. */
  readonly unchecked?: boolean;
  readonly attachmentSizeLimit?: number;
};

/**
 * A person on the other side. Everything they do is checked as Discord's own client does it:
 * what is not registered, not shown to them, or disabled cannot be used, and throws.
 */
export type Person = {
  readonly user: APIUser;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  /** The same person in another place. */
  at(channel: Channel): Person;
  /** Sends a slash command; `subcommand` is null, "search", or "group search". */
  command(root: string, subcommand: string | null, options?: GivenOptions): Asked;
  /** Types at an option; `focused` is the last one given that completes itself, if not said. */
  autocomplete(
    root: string,
    subcommand: string | null,
    options: GivenOptions,
    focused?: string,
  ): Asked;
  /** Uses a command of a message's menu. */
  messageMenu(name: string, message: APIMessage): Asked;
  /** Presses a button, found by its label or custom id in the message as it stands now. */
  press(message: APIMessage, button: string): Asked;
  /** Picks of a menu, found by its placeholder or custom id; values or labels of its options, or ids. */
  pick(
    message: APIMessage,
    menu: string,
    values: readonly (string | { readonly id: string })[],
  ): Asked;
  /** Sends a form off: values by custom id or label; what is not given stays as it was opened. */
  submit(modal: Modal, fields?: Filled): Asked;
  /** Writes a message of their own. */
  say(content: string): APIMessage;
  /** Every message they see where they stand, oldest first. */
  seen(): readonly APIMessage[];
  /** Changes what they may do in the server, beyond an ordinary member. */
  allow(...names: readonly PermissionName[]): void;
};

/** Makes a person and lets them join the server they stand in. */
export function createPerson(core: Core, fields: PersonFields = {}): Person {
  const { world } = core;
  const { guild } = fields;
  const user = world.user(fields.name ?? "Ada");
  if (fields.direct === false) world.closed.add(user.id);
  const role = guild?.role(user.username, ...(fields.permissions ?? []));
  if (guild && role) guild.join(user, [guild.memberRole.id, role.id]);
  const standing = {
    user,
    guild,
    channel: fields.channel ?? home(core, user, fields),
    locale: fields.locale ?? "en-US",
    userInstall: fields.userInstall ?? false,
    attachmentSizeLimit: fields.attachmentSizeLimit ?? 10_485_760,
  };
  const allow = (names: readonly PermissionName[]) => {
    if (role) role.permissions = bitsOf(names);
  };
  return personAt(standing, { core, allow, unchecked: fields.unchecked ?? false });
}

type Background = {
  readonly core: Core;
  readonly unchecked: boolean;
  allow(names: readonly PermissionName[]): void;
};

function personAt(standing: Standing, background: Background): Person {
  const { core } = background;
  const { user, channel, guild } = standing;
  const ask = (question: Parameters<typeof dispatch>[1]) => dispatch(standing, question, core);
  return {
    user,
    channel,
    guild,
    at: (other) => personAt({ ...standing, channel: other, guild: other.guild }, background),
    allow: (...names) => background.allow(names),
    say: (content) => write(channel, { author: user, body: { content } }).message,
    seen: () =>
      [...channel.stored.values()]
        .filter(({ onlyFor }) => !onlyFor || onlyFor === user.id)
        .map(({ message }) => message),
    command: (root, subcommand, options = {}) =>
      ask(commandQuestion(standing, background, { root, subcommand, options })),
    autocomplete: (root, subcommand, options, focused) =>
      ask(typingQuestion(standing, background, { root, subcommand, options }, focused)),
    messageMenu(name, message) {
      const command = registered(standing, background, name, ApplicationCommandType.Message);
      const { stored } = visible(standing, core, message);
      const resolved = { messages: { [message.id]: stored.message } };
      const { id, type } = command;
      return ask({
        type: InteractionType.ApplicationCommand,
        data: { id, type, name, target_id: message.id, resolved },
      });
    },
    press(message, button) {
      const { stored } = visible(standing, core, message);
      const { custom_id, id, type } = findButton(stored.message, button);
      const data = { custom_id, id, component_type: type };
      return ask({ type: InteractionType.MessageComponent, data, source: stored });
    },
    pick(message, menu, values) {
      const { stored } = visible(standing, core, message);
      const select = findSelect(stored.message, menu);
      const data = picked(select, values, standing, core);
      return ask({ type: InteractionType.MessageComponent, data, source: stored });
    },
    submit(modal, fields = {}) {
      if (modal.from.user.id !== user.id) throw new Error("This form was opened for someone else");
      return ask({
        type: InteractionType.ModalSubmit,
        data: filledIn(modal, fields, standing, core),
        source: modal.from.source,
      });
    },
  };
}

type Typed = {
  readonly root: string;
  readonly subcommand: string | null;
  readonly options: GivenOptions;
};

function commandQuestion(standing: Standing, background: Background, typed: Typed) {
  const { root, subcommand, options } = typed;
  const command = registered(standing, background, root, ApplicationCommandType.ChatInput);
  const leaf = background.unchecked ? looseLeaf(subcommand, options) : leafOf(command, subcommand);
  const sent = optionsOf(leaf, options, standing, background.core);
  const resolved = Object.keys(sent.resolved).length > 0 ? { resolved: sent.resolved } : {};
  return {
    type: InteractionType.ApplicationCommand,
    data: {
      id: command.id,
      type: 1,
      name: root,
      ...(command.guild_id ? { guild_id: command.guild_id } : {}),
      ...resolved,
      ...(sent.options.length > 0 ? { options: sent.options } : {}),
    },
  };
}

function typingQuestion(
  standing: Standing,
  background: Background,
  typed: Typed,
  asked: string | undefined,
) {
  const { root, subcommand, options } = typed;
  const command = registered(standing, background, root, ApplicationCommandType.ChatInput);
  const leaf = leafOf(command, subcommand);
  const completing = leaf.options.filter((one) => one.autocomplete === true);
  const last = Object.keys(options).findLast((name) => completing.some((one) => one.name === name));
  const focused = asked ?? last;
  const option = completing.find((one) => one.name === focused);
  if (!option) throw new Error(`No option of /${root} that is given completes itself`);
  return {
    type: InteractionType.ApplicationCommandAutocomplete,
    focused: Number(option.type),
    data: {
      id: command.id,
      type: 1,
      name: root,
      options: typedOptions(leaf, options, text(option.name)),
    },
  };
}

/** A command as this person sees it here. @throws Error if they do not see it */
function registered(
  standing: Standing,
  { core, unchecked }: Background,
  name: string,
  type: ApplicationCommandType,
): Json {
  const { guild, channel, user, userInstall } = standing;
  const command = core.commands.find(name, type, guild?.id);
  if (!command) {
    if (unchecked) return { id: core.world.ids.next(), name, type };
    const known = core.commands.list(guild?.id).concat(core.commands.list());
    const names = known.map((one) => text(one.name)).join(", ") || "none";
    throw new Error(`No command "${name}" is registered; registered are: ${names}`);
  }
  if (unchecked) return command;
  const installs = list(command.integration_types ?? [0]);
  const byGuild = (guild?.installed || channel.type === ChannelType.DM) && installs.includes(0);
  if (!(byGuild || (userInstall && installs.includes(1)))) {
    throw new Error(`"${name}" is not shown here: it is not installed for this place or person`);
  }
  const context = guild ? 0 : channel.type === ChannelType.DM ? 1 : 2;
  const contexts = command.contexts;
  const fits = contexts ? list(contexts).includes(context) : context === 0 || command.dm_permission;
  if (!fits) throw new Error(`"${name}" is not shown here: its contexts are ${String(contexts)}`);
  const needed = command.default_member_permissions;
  if (guild && typeof needed === "string") {
    const held = permissionsIn(guild, user.id, channel);
    const admin = held & PermissionFlagsBits.Administrator;
    const enough = needed !== "0" && (held & BigInt(needed)) === BigInt(needed);
    if (!(admin || enough))
      throw new Error(`"${name}" is not shown to someone with so few permissions`);
  }
  return command;
}

/** Options without registration: their types are guessed from their values. */
function looseLeaf(subcommand: string | null, options: GivenOptions) {
  const guess = (value: unknown) => {
    if (typeof value === "boolean") return 5;
    return typeof value === "number" ? 4 : typeof value === "object" ? 7 : 3;
  };
  const inner = Object.entries(options).map(([name, value]) => ({ name, type: guess(value) }));
  const steps = subcommand ? subcommand.split(" ") : [];
  const nested = steps.reduceRight<readonly Json[]>(
    (below, name, index) => [{ name, type: steps.length - index, options: below }],
    inner,
  );
  return leafOf({ name: "?", options: nested }, subcommand);
}

/** The message as it stands. @throws Error if it is gone or another person's alone */
function visible(
  { user }: Standing,
  core: Core,
  message: APIMessage,
): { readonly channel: Channel; readonly stored: Stored } {
  const found = core.world.find(message.id);
  if (!found) throw new Error("This message was deleted");
  const { onlyFor } = found.stored;
  if (onlyFor && onlyFor !== user.id) throw new Error("Someone else alone sees this message");
  return found;
}

function home(core: Core, user: APIUser, { guild, group }: PersonFields): Channel {
  if (guild) {
    return guild.channels.find(({ type }) => type === ChannelType.GuildText) ?? guild.channel();
  }
  return group ? core.world.group(user) : core.world.directMessages(user);
}
