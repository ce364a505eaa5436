import type { types, webApi } from "@slack/bolt";
import { PostError } from "#chat";
import { outcomeOf } from "./post-faults.ts";

/** Type of the metadata by which a post of ours is found again. */
const EVENT_TYPE = "paperboy_delivery";

/** Clocks differ: messages from a little before the first try are looked at too, in milliseconds. */
const SLACK_MS = 5 * 60_000;

/** Pages of 200 messages that are read at most: a channel busier than that can't be told about. */
const PAGES = 3;
const SIZE = 200;

/** One message of a post: the post's key, and its number, 0 for the first. */
export type Mark = { readonly key: string; readonly part: number };

/** Where a message is looked for: a channel since some time (epoch milliseconds), or the thread below a message. */
export type Where = {
  readonly channel: string;
  readonly since: number;
  /** The message whose thread it is in, by its ts. */
  readonly below?: string;
};

/** What a look says of a message: its id, that it is not there, or nothing, because nothing can be seen. */
export type Seen = { readonly message: string } | "absent" | "unseen";

/** The metadata of one message. */
export function markOf({ key, part }: Mark): types.MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { id: key, ...(part > 0 && { part }) } };
}

/**
 * Looks for a message of ours among the newest of a channel, or in a thread.
 * @throws PostError of class rate, auth or transient when it may be told later
 */
export async function lookFor(client: webApi.WebClient, where: Where, mark: Mark): Promise<Seen> {
  try {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const found = await pageOf(client, where, cursor);
      for (const { ts, metadata } of found.messages ?? [])
        if (ts && isMarked(metadata, mark)) return { message: ts };
      cursor = found.response_metadata?.next_cursor || undefined;
      if (!cursor) return "absent";
    }
    return "unseen";
  } catch (error) {
    const { fault, cure, retryAfter } = outcomeOf(error);
    if (fault === "rate" || fault === "auth") throw new PostError(fault, cure, retryAfter);
    if (fault === "unclear" || fault === "transient")
      throw new PostError("transient", "Slack could not show me the channel; I will try again");
    return "unseen";
  }
}

async function pageOf(
  client: webApi.WebClient,
  { channel, since, below }: Where,
  cursor: string | undefined,
) {
  const page = { include_all_metadata: true, limit: SIZE, ...(cursor && { cursor }) };
  if (below !== undefined)
    return await client.conversations.replies({ channel, ts: below, ...page });
  const oldest = String((since - SLACK_MS) / 1000);
  return await client.conversations.history({ channel, oldest, ...page });
}

function isMarked(metadata: unknown, { key, part }: Mark): boolean {
  const { event_type, event_payload } = (metadata ?? {}) as {
    readonly event_type?: unknown;
    readonly event_payload?: { readonly id?: unknown; readonly part?: unknown };
  };
  const { id, part: number = 0 } = event_payload ?? {};
  return event_type === EVENT_TYPE && id === key && Number(number) === part;
}
