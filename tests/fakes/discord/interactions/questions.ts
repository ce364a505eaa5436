import {
  ApplicationCommandType,
  ChannelType,
  InteractionType,
  PermissionFlagsBits,
} from "discord.js";
import type { Core } from "../core.ts";
import { type Json, list, text } from "../json.ts";
import { permissionsIn } from "../world/permissions.ts";
import type { Question, Standing } from "./dispatch.ts";
import { type GivenOptions, leafOf, optionsOf, typedOptions } from "./options.ts";

/** What a question is made with beside who asks. */
export type Background = {
  readonly core: Core;
  /** Commands are sent even if they are not registered. */
  readonly unchecked: boolean;
};

/** A slash command as it is typed: `subcommand` is null, "search", or "group search". */
export type Typed = {
  readonly root: string;
  readonly subcommand: string | null;
  readonly options: GivenOptions;
};

/** A slash command as Discord sends it. @throws Error for what its client would not send */
export function commandQuestion(
  standing: Standing,
  background: Background,
  typed: Typed,
): Question {
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

/** A command that is still being typed, as Discord sends it. @throws Error if nothing completes itself */
export function typingQuestion(
  standing: Standing,
  background: Background,
  typed: Typed,
  asked: string | undefined,
): Question {
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
export function registered(
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
