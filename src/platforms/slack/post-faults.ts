import { webApi } from "@slack/bolt";
import { PostError, type PostFault } from "#chat";

/** What a failed request to Slack means, before anything is done about it. */
export type Outcome = {
  readonly fault: PostFault;
  /** One sentence with the cure; `@bot` stands for the bot's name. */
  readonly cure: string;
  /** Milliseconds to wait, where Slack said. */
  readonly retryAfter?: number;
};

/** Wait when Slack limits us without saying for how long, in milliseconds. */
const LIMITED_MS = 30_000;

const SAY_AGAIN = "Slack had a fault; I will try again";
const NOBODY_KNOWS = "Slack did not say whether the post went out";
const GONE =
  "the channel is gone, or it is private and I am not in it: invite me with /invite @bot, then resume";
const ARCHIVED = "the channel was archived: bring it back or choose another one, then resume";
const REVOKED = "Slack does not accept my token any more: install me anew";
const MALFORMED = "Slack could not read the post, which is a fault of mine";

/** What Slack's errors of chat.postMessage mean (docs.slack.dev, its list of errors). */
const MEANINGS: Readonly<Record<string, readonly [PostFault, string]>> = {
  channel_not_found: ["gone", GONE],
  is_archived: ["gone", ARCHIVED],
  team_not_found: ["gone", "the workspace is gone"],
  user_not_found: ["gone", "the person is gone"],
  not_in_channel: [
    "forbidden",
    "I am not in the channel: invite me with /invite @bot, then resume",
  ],
  restricted_action: [
    "forbidden",
    "this workspace does not let me post in the channel: ask an admin of it",
  ],
  restricted_action_read_only_channel: [
    "forbidden",
    "the channel is read-only: choose another one",
  ],
  restricted_action_thread_only_channel: [
    "forbidden",
    "only threads may be written to in the channel: choose another one",
  ],
  restricted_action_non_threadable_channel: [
    "forbidden",
    "the channel has no threads: turn threads off for this post",
  ],
  ekm_access_denied: ["forbidden", "an admin has suspended posts in this workspace: ask them"],
  cannot_dm_bot: ["forbidden", "bots can't be written to: choose a channel"],
  messages_tab_disabled: [
    "forbidden",
    "my messages tab is turned off: choose a channel, or reinstall me from the manifest",
  ],
  team_access_not_granted: [
    "forbidden",
    "I was not given access to this workspace: an admin of the organisation can",
  ],
  no_permission: ["forbidden", "I may not post there: reinstall me from the manifest"],
  missing_scope: ["forbidden", "I lack a permission: reinstall me from the manifest, then resume"],
  invalid_auth: ["auth", REVOKED],
  not_authed: ["auth", REVOKED],
  token_revoked: ["auth", REVOKED],
  token_expired: ["auth", REVOKED],
  account_inactive: ["auth", REVOKED],
  access_denied: ["auth", REVOKED],
  invalid_blocks: ["payload", MALFORMED],
  invalid_blocks_format: ["payload", MALFORMED],
  invalid_arguments: ["payload", MALFORMED],
  invalid_attachments: ["payload", MALFORMED],
  invalid_metadata_format: ["payload", MALFORMED],
  invalid_metadata_schema: ["payload", MALFORMED],
  metadata_too_large: ["payload", MALFORMED],
  msg_too_long: ["payload", MALFORMED],
  msg_blocks_too_long: ["payload", MALFORMED],
  no_text: ["payload", MALFORMED],
  too_many_attachments: ["payload", MALFORMED],
  ratelimited: ["rate", "Slack asked me to slow down"],
  rate_limited: ["rate", "Slack asked me to slow down"],
  message_limit_exceeded: ["rate", "this workspace has reached Slack's limit of messages"],
  service_unavailable: ["transient", SAY_AGAIN],
  team_added_to_org: ["transient", SAY_AGAIN],
  request_timeout: ["transient", SAY_AGAIN],
  // Slack says of both that part of the work may have been done.
  internal_error: ["unclear", NOBODY_KNOWS],
  fatal_error: ["unclear", NOBODY_KNOWS],
};

/** Errors of a connection that was never made, so that nothing was sent. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** What an error of the SDK means for a post. What nobody can know counts as unclear. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof PostError) {
    const { fault, message, retryAfter } = error;
    return { fault, cure: message, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (error instanceof webApi.WebAPIRateLimitedError)
    return {
      fault: "rate",
      cure: "Slack asked me to slow down",
      retryAfter: error.retryAfter * 1000,
    };
  if (error instanceof webApi.WebAPIPlatformError) return meaningOf(error);
  if (error instanceof webApi.WebAPIHTTPError) {
    if (error.statusCode >= 500) return { fault: "unclear", cure: NOBODY_KNOWS };
    return {
      fault: "transient",
      cure: `Slack answered with HTTP ${error.statusCode}; I will try again`,
    };
  }
  if (error instanceof webApi.WebAPIRequestError && neverSent(error.original))
    return { fault: "transient", cure: "Slack can't be reached; I will try again" };
  // The SDK makes no class of its own for a 429 that names no time.
  if (error instanceof Error && /retry header/i.test(error.message))
    return { fault: "rate", cure: "Slack asked me to slow down", retryAfter: LIMITED_MS };
  return { fault: "unclear", cure: NOBODY_KNOWS };
}

function meaningOf({ data }: webApi.WebAPIPlatformError): Outcome {
  const { error: code, needed } = data as { readonly error: string; readonly needed?: string };
  if (code === "missing_scope" && needed)
    return {
      fault: "forbidden",
      cure: `I lack the scope ${needed}: reinstall me from the manifest, then resume`,
    };
  const known = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (known)
    return {
      fault: known[0],
      cure: known[1],
      ...(known[0] === "rate" && { retryAfter: LIMITED_MS }),
    };
  // An error that we don't know is a refusal all the same; anything else is a web page in its place.
  return /^[a-z_]+$/.test(code)
    ? { fault: "transient", cure: `Slack refused the post (${code}); I will try again` }
    : { fault: "unclear", cure: NOBODY_KNOWS };
}

/** Looks for the code of the failure at any depth of causes. */
function neverSent(error: unknown): boolean {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth++
  ) {
    const { code } = at as NodeJS.ErrnoException;
    if (code !== undefined && NEVER_SENT.has(code)) return true;
  }
  return false;
}
