import type { types } from "@slack/bolt";
import { escapedLength } from "./escape.ts";

/** What a block was seen to cost beside its text: 125 units for a divider (slackapi/bolt-js#2509). */
const PER_BLOCK = 125;

/** What every part of a block is taken to cost beside its text: nobody has measured it, and it is not nothing (bolt-js#2867). */
const PER_PART = 20;

/** Fields that hold what we or others wrote; the others are the names of kinds and styles. */
const WRITTEN: ReadonlySet<string> = new Set([
  "text",
  "url",
  "value",
  "image_url",
  "alt_text",
  "fallback",
  "format",
  "action_id",
  "channel_id",
]);

/**
 * How much of Slack's undocumented room for all blocks of a message these take, by what is known of it:
 * every text as it is once escaped, and a fixed cost for each block and each part. Counted high on purpose.
 */
export function weigh(blocks: readonly types.KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + PER_BLOCK + weightOf(block), 0);
}

function weightOf(part: unknown): number {
  if (typeof part !== "object" || part === null) return 0;
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + weightOf(one), 0);
  let weight = PER_PART;
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === "string") weight += WRITTEN.has(name) ? escapedLength(value) : 0;
    else if (name !== "style") weight += weightOf(value);
  }
  return weight;
}
