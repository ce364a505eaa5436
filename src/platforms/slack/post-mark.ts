import type { types } from "@slack/bolt";

/** Type of the metadata by which a post of ours is found again. */
export const EVENT_TYPE = "paperboy_delivery";

/** The metadata of one post. */
export function markOf(key: string): types.MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { id: key } };
}
