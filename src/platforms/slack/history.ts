import type { types, webApi } from "@slack/bolt";
import type { Log } from "#chat";

/** Type of the metadata by which a post of ours is found again. */
const EVENT_TYPE = "paperboy_delivery";

/** A post is tried for 6 hours at most; an hour more for clocks that differ, in milliseconds. */
const BACK_MS = 7 * 60 * 60_000;

/** Pages of 200 messages that are read at most: a channel busier than that can't be told about. */
const PAGES = 3;
const SIZE = 200;

/** What a look into the channel says of a post: its message id, that it is not there, or nothing at all. */
export type Seen = { readonly message: string } | "absent" | "unclear";

/** The metadata of one post. */
export function markOf(key: string): types.MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { id: key } };
}

/** Looks for the post of this key among the newest messages of a channel. Never rejects. */
export async function lookFor(
  client: webApi.WebClient,
  channel: string,
  key: string,
  options: { readonly now: () => number; readonly log: Log },
): Promise<Seen> {
  const oldest = String((options.now() - BACK_MS) / 1000);
  try {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const found = await client.conversations.history({
        channel,
        oldest,
        include_all_metadata: true,
        limit: SIZE,
        ...(cursor && { cursor }),
      });
      for (const { ts, metadata } of found.messages ?? []) {
        const { id } = (metadata?.event_payload ?? {}) as { readonly id?: unknown };
        if (ts && metadata?.event_type === EVENT_TYPE && id === key) return { message: ts };
      }
      cursor = found.response_metadata?.next_cursor || undefined;
      if (!cursor) return "absent";
    }
  } catch (error) {
    options.log.warn({ err: error, channel }, "The channel could not be looked into before a post");
  }
  return "unclear";
}
