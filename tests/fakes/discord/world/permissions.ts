import { PermissionFlagsBits } from "discord.js";
import type { Channel } from "./channel.ts";
import type { Guild } from "./guild.ts";

/** The name of a permission, as discord.js writes it. */
export type PermissionName = keyof typeof PermissionFlagsBits;

/** The bit set of permissions. */
export function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

/** What a bot needs and usually has. */
export const BOT_DEFAULTS: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
  "CreatePublicThreads",
  "CreatePrivateThreads",
  "AddReactions",
  "UseExternalEmojis",
];

/** What an ordinary member may do. */
export const MEMBER_DEFAULTS: readonly PermissionName[] = [
  ...BOT_DEFAULTS,
  "UseApplicationCommands",
  "UseExternalApps",
  "ChangeNickname",
];

/** What an app may do where it is no member (documented for direct messages between people). */
export const OUTSIDER: readonly PermissionName[] = [
  "AttachFiles",
  "EmbedLinks",
  "MentionEveryone",
  "UseExternalEmojis",
];

const EVERYTHING = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** What a member may do in a server, or in one of its channels (a thread goes by its parent). */
export function permissionsIn(guild: Guild, userId: string, channel?: Channel): bigint {
  if (guild.ownerId === userId) return EVERYTHING;
  const held = [guild.id, ...(guild.members.get(userId)?.roles ?? [])];
  const base = held.reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
  if (base & PermissionFlagsBits.Administrator) return EVERYTHING;
  if (!channel) return base;
  const place = channel.isThread ? (channel.parent ?? channel) : channel;
  return implied(overwritten(place, base, guild.id, held.slice(1), userId), channel.isThread);
}

function overwritten(
  place: Channel,
  base: bigint,
  everyone: string,
  roles: readonly string[],
  userId: string,
): bigint {
  const apply = (to: bigint, ids: readonly string[]) => {
    const found = ids.flatMap((id) => place.overwrites.get(id) ?? []);
    const deny = found.reduce((sum, one) => sum | one.deny, 0n);
    const allow = found.reduce((sum, one) => sum | one.allow, 0n);
    return (to & ~deny) | allow;
  };
  return apply(apply(apply(base, [everyone]), roles), [userId]);
}

/** Who cannot see a channel can do nothing there; who cannot write cannot attach or embed. */
function implied(permissions: bigint, thread: boolean): bigint {
  const { ViewChannel, AttachFiles, EmbedLinks, MentionEveryone, SendTTSMessages } =
    PermissionFlagsBits;
  if (!(permissions & ViewChannel)) return 0n;
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  if (permissions & (thread ? SendMessagesInThreads : SendMessages)) return permissions;
  return permissions & ~(AttachFiles | EmbedLinks | MentionEveryone | SendTTSMessages);
}
