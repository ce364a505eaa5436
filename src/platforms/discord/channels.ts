import { type APIChannel, ChannelType, type REST, Routes } from "discord.js";

/** Channels whose kind is remembered between posts. */
const KEPT = 10_000;

/** What Discord tells of channels, each asked for once: its type decides how a post is sent. */
export type Channels = {
  get(id: string): Promise<APIChannel>;
  /** Asks again next time: it may have changed. */
  forget(id: string): void;
};

/** Channels over REST, the latest ones remembered. */
export function createChannels(rest: REST): Channels {
  const known = new Map<string, APIChannel>();
  return {
    async get(id) {
      const found = known.get(id) ?? ((await rest.get(Routes.channel(id))) as APIChannel);
      known.delete(id);
      known.set(id, found);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return found;
    },
    forget: (id) => void known.delete(id),
  };
}

/** A forum or a media channel. */
export function isForum({ type }: APIChannel): boolean {
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}
