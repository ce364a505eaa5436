import { type APIChannel, ChannelType, type REST, Routes } from "discord.js";

/** Channels whose kind is remembered between posts. */
const KEPT = 10_000;

/** What Discord tells of channels, each asked for once: its type decides how a post is sent. */
export type Channels = {
  get(id: string): Promise<APIChannel>;
  /** Whether it is known to be a forum; nothing is asked for it. */
  isForum(id: string): boolean;
  /** Asks again next time: it may have changed. */
  forget(id: string): void;
};

/** Channels over REST, the latest ones remembered. */
export function createChannels(rest: REST): Channels {
  const known = new Map<string, APIChannel>();
  const ask = async (id: string): Promise<APIChannel> => {
    const channel = await rest.get(Routes.channel(id));
    idIn(channel);
    return channel as APIChannel;
  };
  return {
    async get(id) {
      const found = known.get(id) ?? (await ask(id));
      known.delete(id);
      known.set(id, found);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return found;
    },
    isForum(id) {
      const channel = known.get(id);
      return channel !== undefined && isForum(channel);
    },
    forget: (id) => void known.delete(id),
  };
}

/**
 * The id of a channel or message as Discord answers it.
 * @throws Error for anything else, such as the page of a proxy that says that all is well
 */
export function idIn(answer: unknown): string {
  const { id } = (answer ?? {}) as { readonly id?: unknown };
  if (typeof id === "string") return id;
  throw new Error("What answers in Discord's place is not Discord");
}

/** A forum or a media channel. */
export function isForum({ type }: APIChannel): boolean {
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}
