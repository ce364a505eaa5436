import { ChannelType } from "discord-api-types/v10";

/** Kinds of channels that the bot can post in: what may be chosen, as an option and in a form. */
export const POSTABLE = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildForum,
] as const;
