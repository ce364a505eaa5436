import type { Manner, Reply } from "#chat";
import { mentionGroup } from "./mention-group.ts";
import { type Draw, type Drawn, renderDigestParts, renderMessage } from "./render.ts";

/** The messages of a post in the manner that its channel chose: the post itself, and what stands in its thread. */
export function drawPost(
  reply: Reply,
  manner: Manner,
  pen: Draw,
): { readonly main: Drawn; readonly details: readonly Drawn[] } {
  const { main, details } = manner.thread
    ? renderDigestParts(reply, pen)
    : { main: renderMessage(reply, pen), details: [] };
  return { main: mentionGroup(main, manner.mention), details };
}
