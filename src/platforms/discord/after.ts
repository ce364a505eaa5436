import {
  type APIChannel,
  ChannelType,
  RESTJSONErrorCodes,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { type Manner, PostError, type Reply } from "#chat";
import { hasCode } from "./acknowledge.ts";
import { postErrorOf } from "./failure.ts";
import { LIMITS } from "./limits.ts";
import { oneLine } from "./one-line.ts";
import type { Posting } from "./posting.ts";

/**
 * Publishes a post of an announcement channel to the servers that follow it; doing it twice is as good
 * as once. Discord allows about ten an hour for a channel; what it refuses is told to the log and never
 * undoes the post.
 * @throws PostError of class transient when Discord failed
 */
export async function publish(
  posting: Posting,
  { id, type }: APIChannel,
  message: string,
  manner: Manner,
): Promise<void> {
  if (!manner.publish || type !== ChannelType.GuildAnnouncement) return;
  try {
    await posting.rest.post(Routes.channelMessageCrosspost(id, message));
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted)) return;
    giveUp(posting, id, error, "it could not be published");
  }
}

/**
 * Opens a thread below a post for talk about it, once however often it is done; what Discord refuses
 * is told to the log and never undoes the post.
 * @throws PostError of class transient when Discord failed
 */
export async function discuss(
  posting: Posting,
  { id, type }: APIChannel,
  message: string,
  reply: Reply,
  manner: Manner,
): Promise<void> {
  if (!manner.thread || !CAN_HOLD_THREADS.has(type)) return;
  const body = {
    name: oneLine(reply.summary, LIMITS.thread.name),
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
  };
  try {
    await posting.rest.post(Routes.threads(id, message), { body });
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) return;
    giveUp(posting, id, error, "its thread could not be opened");
  }
}

/** A failure that passes is worth another try, and a refusal is not. */
function giveUp({ log }: Posting, channel: string, error: unknown, what: string): void {
  const { fault, message } = postErrorOf(error);
  if (fault === "transient" || fault === "unclear")
    throw new PostError("transient", `The post is out, but ${what}: ${message}`);
  log.warn({ err: error, channel }, `A post went out but ${what}`);
}

const CAN_HOLD_THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
]);
