import {
  type APIMessage,
  type APIUser,
  ApplicationCommandType,
  ChannelType,
  InteractionType,
} from "discord.js";
import type { Core } from "./core.ts";
import type { Asked, Modal } from "./interactions/asked.ts";
import { findButton, findSelect, picked } from "./interactions/controls.ts";
import { dispatch, type Standing } from "./interactions/dispatch.ts";
import { type Filled, filledIn } from "./interactions/fields.ts";
import type { GivenOptions } from "./interactions/options.ts";
import {
  type Background,
  commandQuestion,
  registered,
  typingQuestion,
} from "./interactions/questions.ts";
import type { Channel, Stored } from "./world/channel.ts";
import type { Guild } from "./world/guild.ts";
import { write } from "./world/messages.ts";
import { bitsOf, type PermissionName } from "./world/permissions.ts";

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

type Setting = Background & { allow(names: readonly PermissionName[]): void };

function personAt(standing: Standing, background: Setting): Person {
  const { core } = background;
  const { user, channel, guild } = standing;
  const ask = (question: Parameters<typeof dispatch>[1]) => dispatch(standing, question, core);
  return {
    user,
    channel,
    guild,
    at: (other) => personAt({ ...standing, channel: other, guild: other.guild }, background),
    allow: (...names) => background.allow(names),
    say: (content) => structuredClone(write(channel, { author: user, body: { content } }).message),
    seen: () => channel.seenBy(user.id),
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
