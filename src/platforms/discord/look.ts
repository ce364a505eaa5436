import {
  type APIChannel,
  type APIMessage,
  type RESTGetAPIGuildThreadsResult,
  Routes,
  SnowflakeUtil,
} from "discord.js";
import { PostError, type Reply } from "#chat";
import { isForum } from "./channels.ts";
import { LIMITS } from "./limits.ts";
import { oneLine } from "./one-line.ts";
import type { Posting } from "./posting.ts";

/** Discord drops a second message with the same nonce for “the past few minutes”; within this it is relied on, in milliseconds. */
const NONCE_MS = 2 * 60_000;

/** Clocks differ: messages from a little before the first try are looked at too, in milliseconds. */
const SLACK_MS = 60_000;

/**
 * The id of the message that an earlier try may have left, where nothing else would keep Discord from
 * sending it twice: a try long after the first, or any try in a forum, which knows no nonce.
 * @throws PostError of class unknown when it can't be told
 */
export async function earlier(
  posting: Posting,
  channel: APIChannel,
  reply: Reply,
  first: number | undefined,
): Promise<string | undefined> {
  if (first === undefined) return undefined;
  try {
    if (isForum(channel)) return await threadSince(posting, channel, reply, first);
    if (posting.now() - first <= NONCE_MS) return undefined;
    return await messageSince(posting, channel, reply, first);
  } catch (error) {
    posting.log.warn({ err: error, channel: channel.id }, "A channel can't be looked into");
    throw new PostError(
      "unknown",
      "the reply to an earlier try was lost, and I can't look into the channel: allow me Read Message History",
    );
  }
}

async function threadSince(
  { rest }: Posting,
  channel: APIChannel,
  reply: Reply,
  first: number,
): Promise<string | undefined> {
  if (!("guild_id" in channel) || !channel.guild_id) return undefined;
  const route = Routes.guildActiveThreads(channel.guild_id);
  const { threads } = (await rest.get(route)) as RESTGetAPIGuildThreadsResult;
  const name = oneLine(reply.summary, LIMITS.thread.name);
  return threads.find(
    (thread) =>
      "parent_id" in thread &&
      thread.parent_id === channel.id &&
      thread.name === name &&
      SnowflakeUtil.timestampFrom(thread.id) >= first - SLACK_MS,
  )?.id;
}

async function messageSince(
  { rest }: Posting,
  channel: APIChannel,
  reply: Reply,
  first: number,
): Promise<string | undefined> {
  const after = String(SnowflakeUtil.generate({ timestamp: first - SLACK_MS }));
  const query = new URLSearchParams({ after, limit: "100" });
  const route = Routes.channelMessages(channel.id);
  const messages = (await rest.get(route, { query })) as readonly APIMessage[];
  const me = (await rest.get(Routes.user())) as { readonly id: string };
  const heading = reply.blocks.find(({ kind }) => kind === "heading");
  const words = heading?.kind === "heading" ? heading.text : reply.summary;
  return messages.find(
    ({ author, components, content }) =>
      author.id === me.id && JSON.stringify([components, content]).includes(words),
  )?.id;
}
