import { ChannelType, PermissionFlagsBits } from "discord.js";
import type { Core } from "../core.ts";
import { failed } from "../failure.ts";
import type { Channel, Stored } from "../world/channel.ts";
import type { Guild } from "../world/guild.ts";
import { type PermissionName, permissionsIn } from "../world/permissions.ts";
import type { Call } from "./route.ts";

/** The server of a path. @throws 10004 where the bot is no member */
export function guildOf(call: Call, core: Core): Guild {
  const guild = core.world.guilds.get(call.params.guild ?? "");
  if (!guild?.installed) throw failed(10004);
  return guild;
}

/** The channel of a path, if the bot can see it. @throws 10003, 50001 */
export function channelOf(call: Call, core: Core): Channel {
  const channel = core.world.channels.get(call.params.channel ?? "");
  if (!channel) throw failed(10003);
  if (channel.type === ChannelType.GroupDM) throw failed(50001);
  if (channel.guild && !channel.guild.installed) throw failed(50001);
  if (!may(channel, core, "ViewChannel")) throw failed(50001);
  return channel;
}

/** The message of a path that everybody sees. @throws 10008 */
export function messageOf(channel: Channel, call: Call): Stored {
  const stored = channel.stored.get(call.params.message ?? "");
  if (!stored || stored.onlyFor) throw failed(10008);
  return stored;
}

/** Whether the bot may do all this in a channel; in direct messages it may. */
export function may(channel: Channel, core: Core, ...names: readonly PermissionName[]): boolean {
  if (!channel.guild) return true;
  const held = permissionsIn(channel.guild, core.world.bot.id, channel);
  return names.every((name) => (held & PermissionFlagsBits[name]) !== 0n);
}

/** Makes sure that the bot may do all this in a channel. @throws 50013 */
export function need(channel: Channel, core: Core, ...names: readonly PermissionName[]): void {
  if (!may(channel, core, ...names)) throw failed(50013);
}

/** Opens an archived thread for a new message, as writing does. @throws 50083, 160005 */
export function openThread(channel: Channel, core: Core): void {
  const { thread } = channel;
  if (!thread) return;
  const moderator = may(channel, core, "ManageThreads");
  if (thread.locked && !moderator) throw failed(thread.archived ? 50083 : 160005);
  if (thread.archived) channel.archive({ archived: false });
}
