import { ChannelType, PermissionFlagsBits, type PermissionsBitField } from "discord.js";

const SEE = [PermissionFlagsBits.ViewChannel, "View Channel"] as const;
const SEND = [PermissionFlagsBits.SendMessages, "Send Messages"] as const;
const SEND_IN_THREADS = [
  PermissionFlagsBits.SendMessagesInThreads,
  "Send Messages in Threads",
] as const;

/** Asked for when the bot is added: reading and posting, links with their cards, files, and threads to talk in. */
export const WANTED_PERMISSIONS = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
].reduce((all, one) => all | one, 0n);

const THREADS: ReadonlySet<unknown> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** Why the bot can't post in a channel of this type, naming each permission that is missing; undefined when it can. */
export function barredBy(
  permissions: Pick<PermissionsBitField, "has">,
  type: unknown,
): string | undefined {
  const needed = [SEE, THREADS.has(type) ? SEND_IN_THREADS : SEND];
  const missing = needed.filter(([flag]) => !permissions.has(flag)).map(([, name]) => name);
  if (missing.length === 0) return undefined;
  return `I can't post in that channel yet: allow me ${missing.join(" and ")} in its permissions, then ask again.`;
}
