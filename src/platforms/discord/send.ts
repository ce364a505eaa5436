import {
  type APIAllowedMentions,
  type APIChannel,
  ChannelFlags,
  RESTJSONErrorCodes as Codes,
  MessageFlags,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { type Manner, type Reply, ticketsOf, unsent } from "#chat";
import { hasCode } from "./acknowledge.ts";
import { type Channels, idIn, isForum } from "./channels.ts";
import { postErrorOf } from "./failure.ts";
import { LIMITS } from "./limits.ts";
import { markOf } from "./mark.ts";
import { nonceOf } from "./nonce.ts";
import { oneLine } from "./one-line.ts";
import { plainText } from "./plain-text.ts";
import type { Posting } from "./posting.ts";
import { render } from "./render.ts";

/** What is sent, and where: a channel's id. */
export type Sent = {
  readonly id: string;
  readonly reply: Reply;
  readonly key: string;
  readonly manner: Manner;
};

/**
 * Sends a post as it is drawn, or as plain text where Discord can't read the drawing: a plain post
 * beats none. Resolves to the message's id; rejects with what discord.js threw.
 */
export async function send(posting: Posting, channels: Channels, what: Sent): Promise<string> {
  const { reply, key, manner } = what;
  const quiet = manner.loud ? 0 : MessageFlags.SuppressNotifications;
  const ticket = await unsent(ticketsOf(reply, posting.tickets, LIMITS.ticket));
  const mention = manner.mention ? { mention: manner.mention } : {};
  const drawn = render(reply, { ticket, id: markOf(key), ...mention });
  const files = drawn.files.map(({ name, data }) => ({ name, data: Buffer.from(data) }));
  const body = {
    components: drawn.components,
    flags: quiet | MessageFlags.IsComponentsV2,
    allowed_mentions: drawn.mentions,
  };
  try {
    return await create(posting, channels, what, body, files);
  } catch (error) {
    if (postErrorOf(error).fault !== "payload") throw error;
    posting.log.error({ err: error, key }, "Discord could not read a post; sending its text alone");
    const plain = { content: plainText(reply), flags: quiet, allowed_mentions: NOBODY };
    return await create(posting, channels, what, plain, []);
  }
}

const NOBODY: APIAllowedMentions = { parse: [] };

type File = { name: string; data: Buffer };

/** A message in a channel; in a forum, which holds threads alone, a thread of its own. Resolves to its id. */
async function create(
  { rest }: Posting,
  channels: Channels,
  { id, reply, key }: Sent,
  message: object,
  files: File[],
): Promise<string> {
  try {
    // Most channels take messages, so that what this one is is asked only when it takes none.
    if (!channels.isForum(id)) {
      const body = { ...message, nonce: nonceOf(key), enforce_nonce: true };
      return idIn(await rest.post(Routes.channelMessages(id), { body, files }));
    }
  } catch (error) {
    const takesNone = hasCode(error, Codes.CannotSendMessagesInNonTextChannel);
    if (!takesNone || !isForum(await channels.get(id))) throw error;
  }
  const body = {
    name: oneLine(reply.summary, LIMITS.thread.name),
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
    message,
    ...tagsFor(await channels.get(id)),
  };
  // The first message of a forum's thread has the thread's id.
  return idIn(await rest.post(Routes.threads(id), { body, files }));
}

/** Some forums take no thread without a tag: the first one that the bot may use. */
function tagsFor(channel: APIChannel): { readonly applied_tags?: readonly string[] } {
  if (!("available_tags" in channel) || !((channel.flags ?? 0) & ChannelFlags.RequireTag))
    return {};
  const tag = channel.available_tags?.find(({ moderated }) => !moderated);
  return tag ? { applied_tags: [tag.id] } : {};
}
