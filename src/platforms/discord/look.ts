import {
  type APIChannel,
  type APIMessage,
  RESTJSONErrorCodes as Codes,
  ComponentType,
  type RESTGetAPIGuildThreadsResult,
  Routes,
  SnowflakeUtil,
} from "discord.js";
import { PostError } from "#chat";
import { hasCode } from "./acknowledge.ts";
import { isForum } from "./channels.ts";
import { postErrorOf } from "./failure.ts";
import { markOf } from "./mark.ts";
import type { Posting } from "./posting.ts";

/** Discord drops a second message with the same nonce for “the past few minutes”; within this it is relied on, in milliseconds. */
const NONCE_MS = 2 * 60_000;

/** Clocks differ: messages from a little before the first try are looked at too, in milliseconds. */
const SLACK_MS = 60_000;

/** Messages that Discord gives at once, and how often it is asked: a busier channel can't be told about. */
const PAGE = 100;
const PAGES = 10;

const UNSEEN = "I can't look into the channel: allow me Read Message History";

/** What a post may be told by, when it is looked for. */
export type Sought = {
  readonly key: string;
  /** Its words, where it went out without components. */
  readonly plain: string;
  /** When it was first tried, in epoch milliseconds. */
  readonly first: number;
};

/**
 * The id of the message that an earlier try left, where nothing else would keep Discord from taking it
 * twice: a try long after the first, or any try in a forum, which knows no nonce.
 * @throws PostError of class unknown when it can't be told, of another when it may be told later
 */
export async function earlier(
  posting: Posting,
  channel: APIChannel,
  sought: Sought,
): Promise<string | undefined> {
  if (!isForum(channel) && posting.now() - sought.first <= NONCE_MS) return undefined;
  try {
    const look = isForum(channel) ? threadOf : messageOf;
    return await look(posting, channel, sought);
  } catch (error) {
    const failure = error instanceof PostError ? error : postErrorOf(error);
    if (failure.fault !== "forbidden") throw failure;
    posting.log.warn({ err: error, channel: channel.id }, "A channel can't be looked into");
    throw unknown(UNSEEN);
  }
}

function unknown(why: string): PostError {
  return new PostError("unknown", `nobody knows how an earlier try ended, and ${why}`);
}

/** The thread whose first message is the post; its name may be another's too. */
async function threadOf(
  posting: Posting,
  channel: APIChannel,
  sought: Sought,
): Promise<string | undefined> {
  if (!("guild_id" in channel) || !channel.guild_id) return undefined;
  const route = Routes.guildActiveThreads(channel.guild_id);
  const { threads } = (await posting.rest.get(route)) as RESTGetAPIGuildThreadsResult;
  const since = sought.first - SLACK_MS;
  for (const thread of threads) {
    const { id } = thread;
    const here = "parent_id" in thread && thread.parent_id === channel.id;
    if (!here || SnowflakeUtil.timestampFrom(id) < since) continue;
    const message = await firstMessage(posting, id);
    if (message && isIt(message, sought)) return id;
  }
  return undefined;
}

/** The message that a thread of a forum began with, which has the thread's id; undefined when it was deleted. */
async function firstMessage({ rest }: Posting, id: string): Promise<APIMessage | undefined> {
  try {
    return (await rest.get(Routes.channelMessage(id, id))) as APIMessage;
  } catch (error) {
    if (hasCode(error, Codes.UnknownMessage, Codes.UnknownChannel)) return undefined;
    throw error;
  }
}

async function messageOf(
  { rest }: Posting,
  { id }: APIChannel,
  sought: Sought,
): Promise<string | undefined> {
  const start = SnowflakeUtil.generate({ timestamp: sought.first - SLACK_MS });
  const channel = (await rest.get(Routes.channel(id))) as { last_message_id?: string | null };
  let after = String(start);
  for (let page = 0; page < PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const messages = (await rest.get(Routes.channelMessages(id), {
      query,
    })) as readonly APIMessage[];
    const found = messages.find((message) => isIt(message, sought));
    if (found) return found.id;
    // Who may not read what was written before is given nothing, instead of being refused.
    const { last_message_id: last } = channel;
    if (page === 0 && messages.length === 0 && last && BigInt(last) > start) throw unknown(UNSEEN);
    if (messages.length < PAGE) return undefined;
    after = newest(messages);
  }
  throw unknown("so much was said in the channel since that I can't find it");
}

function newest(messages: readonly APIMessage[]): string {
  return messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
}

function isIt({ components, content }: APIMessage, { key, plain }: Sought): boolean {
  const mark = markOf(key);
  return (
    components?.some(({ type, id }) => type === ComponentType.Container && id === mark) ||
    content === plain
  );
}
