import {
  RESTJSONErrorCodes as Codes,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
} from "discord.js";
import { PostError } from "#chat";
import { BAD_TOKEN } from "./login.ts";
import { wasSent } from "./transport.ts";

/** A limit that names no time, as a proxy answers it, must not be tried again at once. */
const LEAST_WAIT_MS = 1_000;

/** Discord names no time for it; other bots were let write again after some minutes. */
const MANY_PEOPLE_MS = 10 * 60_000;

const GONE =
  "The channel or server is gone, or I was removed from it: choose another channel with subscribe.";
const UNSEEN =
  "I can't see that channel: allow me View Channel in its permissions, then press Resume.";
const SILENCED =
  "I may not write in that channel: allow me View Channel and Send Messages (in a thread, Send Messages in Threads), then press Resume.";
const ARCHIVED = "That thread is locked or archived: open it again, then press Resume.";

/**
 * Why a post did not go out, by the code of Discord's answer
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
 */
export function postErrorOf(error: unknown): PostError {
  if (error instanceof PostError) return error;
  if (error instanceof RateLimitError)
    return new PostError(
      "rate",
      "Discord asked to wait",
      Math.max(LEAST_WAIT_MS, error.retryAfter),
    );
  if (error instanceof DiscordAPIError) return refused(error);
  if (error instanceof HTTPError)
    return new PostError("unclear", `Discord failed (${error.status})`);
  const fault = wasSent(error) ? "unclear" : "transient";
  return new PostError(fault, "Discord could not be reached");
}

function refused({ code, status }: DiscordAPIError): PostError {
  switch (Number(code)) {
    case Codes.UnknownChannel:
    case Codes.UnknownGuild:
      return new PostError("gone", GONE);
    case Codes.MissingAccess:
      return new PostError("forbidden", UNSEEN);
    case Codes.MissingPermissions:
    case Codes.CannotSendMessagesInNonTextChannel:
      return new PostError("forbidden", SILENCED);
    case Codes.InvalidActionOnArchivedThread:
    case Codes.ThreadLocked:
      return new PostError("forbidden", ARCHIVED);
    case Codes.MaximumActiveThreads:
    case Codes.MaximumActiveAnnouncementThreads:
      return new PostError(
        "forbidden",
        "This server has as many open threads as Discord allows: close some, then press Resume.",
      );
    case Codes.OpeningDirectMessagesTooFast:
      return new PostError("rate", "Discord lets me write to no more people now", MANY_PEOPLE_MS);
    case Codes.ActionCannotBePerformedDueToSlowmodeRateLimit:
    case Codes.ChannelWriteRateLimit:
    case Codes.ServerWriteRateLimit:
      return new PostError("rate", "Discord asked to wait");
    case Codes.APIResourceOverloaded:
    case Codes.CloudflareIsBlockingYourRequest:
      return new PostError("transient", `Discord is overloaded (code ${code})`);
    case Codes.UnknownTag:
      return new PostError("transient", "A tag of that forum is gone");
    case Codes.MessageWasBlockedByAutomaticModeration:
      return new PostError(
        "payload",
        "AutoMod of this server blocked the post: exempt me in Server Settings, AutoMod",
      );
    case Codes.ThereAreNoTagsAvailableThatCanBeSetByNonModerators:
    case Codes.TagRequiredToCreateAForumPostInThisChannel:
      return new PostError(
        "forbidden",
        "That forum takes no post without a tag, and has none that I may use: add one for everybody, then press Resume.",
      );
    case Codes.InvalidFormBodyOrContentType:
      return new PostError("payload", "Discord could not read the post, which is my mistake");
  }
  if (status === 401) return new PostError("auth", BAD_TOKEN, undefined, true);
  if (status === 429) return new PostError("rate", "Discord asked to wait");
  // Discord's own refusals have a code. A proxy's or Cloudflare's say nothing of the channel, which must not stop for it.
  if (status < 500 && !Number.isInteger(Number(code)))
    return new PostError("transient", `Something in between refused the post (HTTP ${status})`);
  if (status === 403) return new PostError("forbidden", SILENCED);
  if (status === 404) return new PostError("gone", GONE);
  if (status >= 500) return new PostError("unclear", `Discord failed (${status})`);
  return new PostError("payload", `Discord refused the post (code ${code})`);
}
