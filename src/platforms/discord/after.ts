import {
  type APIChannel,
  ChannelType,
  RESTJSONErrorCodes,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import type { Manner, Reply } from "#chat";
import { hasCode } from "./acknowledge.ts";
import { LIMITS } from "./limits.ts";
import { oneLine } from "./one-line.ts";
import type { Posting } from "./posting.ts";

/**
 * Publishes a post of an announcement channel to the servers that follow it. Discord allows about ten
 * an hour for a channel; what it refuses is told to the log and never undoes the post.
 */
export async function publish(
  { rest, log }: Posting,
  { id, type }: APIChannel,
  message: string,
  manner: Manner,
): Promise<void> {
  if (!manner.publish || type !== ChannelType.GuildAnnouncement) return;
  try {
    await rest.post(Routes.channelMessageCrosspost(id, message));
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted)) return;
    log.warn({ err: error, channel: id }, "A post went out but could not be published");
  }
}

/** Opens a thread below a post for talk about it; what Discord refuses is told to the log and never undoes the post. */
export async function discuss(
  { rest, log }: Posting,
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
    await rest.post(Routes.threads(id, message), { body });
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) return;
    log.warn({ err: error, channel: id }, "A post went out but its thread could not be opened");
  }
}

const CAN_HOLD_THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
]);
