import { createHash } from "node:crypto";
import {
  type APIAllowedMentions,
  type APIChannel,
  ChannelFlags,
  MessageFlags,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { type Manner, type Place, PostError, type Reply, ticketsOf } from "#chat";
import { discuss, publish } from "./after.ts";
import { createChannels, idIn, isForum } from "./channels.ts";
import { postErrorOf } from "./failure.ts";
import { LIMITS } from "./limits.ts";
import { earlier } from "./look.ts";
import { markOf } from "./mark.ts";
import { oneLine } from "./one-line.ts";
import { plainText } from "./plain-text.ts";
import type { Posting } from "./posting.ts";
import { render } from "./render.ts";

/** Sends posts, each key once. */
export type Poster = (
  place: Place,
  reply: Reply,
  key: string,
  manner?: Manner,
) => Promise<{ readonly message: string }>;

/** A poster over REST. It throws PostError with the class of the failure and its cure. */
export function createPoster(posting: Posting): Poster {
  const channels = createChannels(posting.rest);
  return async (place, reply, key, manner = {}) => {
    // A refused token makes the client forget it, and the next post may be after the cure.
    posting.rest.setToken(posting.token);
    try {
      const channel = await channels.get(place.channel);
      const first = await posting.tries.first(key).catch(() => {
        throw new PostError("transient", "my own notes can't be read");
      });
      const sought = first !== undefined && { key, plain: plainText(reply), first };
      const before = sought && (await earlier(posting, channel, sought));
      const began = first ?? posting.now();
      const message =
        before ||
        (await send(posting, channel, reply, key, manner).catch((error: unknown) =>
          failed(posting, key, began, error),
        ));
      await publish(posting, channel, message, manner);
      await discuss(posting, channel, message, reply, manner);
      return { message };
    } catch (error) {
      channels.forget(place.channel);
      throw error instanceof PostError ? error : postErrorOf(error);
    }
  };
}

/** Where a try may have gone out all the same, that is written down before anybody hears of it. */
async function failed(
  { tries, log }: Posting,
  key: string,
  began: number,
  error: unknown,
): Promise<never> {
  const failure = postErrorOf(error);
  if (failure.fault !== "rate") log.warn({ err: error, key }, "Discord took no post");
  if (failure.fault === "transient")
    await tries.keep(key, began).catch((why: unknown) => {
      log.error({ err: why, key }, "It could not be written down that a post may be out");
      throw new PostError("unknown", "the reply was lost, and my own notes can't be written");
    });
  throw failure;
}

/** Sends the post as it is drawn, or as plain text where Discord can't read the drawing: a plain post beats none. */
async function send(
  posting: Posting,
  channel: APIChannel,
  reply: Reply,
  key: string,
  manner: Manner,
): Promise<string> {
  const quiet = manner.loud ? 0 : MessageFlags.SuppressNotifications;
  const ticket = await ticketsOf(reply, posting.tickets, LIMITS.ticket);
  const mention = manner.mention ? { mention: manner.mention } : {};
  const drawn = render(reply, { ticket, id: markOf(key), ...mention });
  const files = drawn.files.map(({ name, data }) => ({ name, data: Buffer.from(data) }));
  const body = {
    components: drawn.components,
    flags: quiet | MessageFlags.IsComponentsV2,
    allowed_mentions: drawn.mentions,
  };
  try {
    return await create(posting, channel, reply, key, body, files);
  } catch (error) {
    if (postErrorOf(error).fault !== "payload") throw error;
    posting.log.error({ err: error, key }, "Discord could not read a post; sending its text alone");
    const plain = { content: plainText(reply), flags: quiet, allowed_mentions: NOBODY };
    return await create(posting, channel, reply, key, plain, []);
  }
}

const NOBODY: APIAllowedMentions = { parse: [] };

/** A message in a channel; in a forum, which holds threads alone, a thread of its own. Resolves to its id. */
async function create(
  { rest }: Posting,
  channel: APIChannel,
  reply: Reply,
  key: string,
  message: object,
  files: { name: string; data: Buffer }[],
): Promise<string> {
  if (!isForum(channel)) {
    const body = { ...message, nonce: nonceOf(key), enforce_nonce: true };
    return idIn(await rest.post(Routes.channelMessages(channel.id), { body, files }));
  }
  const body = {
    name: oneLine(reply.summary, LIMITS.thread.name),
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
    message,
    ...tagsFor(channel),
  };
  // The first message of a forum's thread has the thread's id.
  return idIn(await rest.post(Routes.threads(channel.id), { body, files }));
}

/** Some forums take no thread without a tag: the first one that the bot may use. */
function tagsFor(channel: APIChannel): { readonly applied_tags?: readonly string[] } {
  if (!("available_tags" in channel) || !((channel.flags ?? 0) & ChannelFlags.RequireTag))
    return {};
  const tag = channel.available_tags?.find(({ moderated }) => !moderated);
  return tag ? { applied_tags: [tag.id] } : {};
}

/**
 * The same for every try of a post: Discord answers a second message with the same nonce with the
 * first one, for some minutes. At most 25 characters.
 */
function nonceOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, LIMITS.message.nonce);
}
