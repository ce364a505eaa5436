import { isFields } from "../fields.ts";

/** The characters of every `text` in a value, however deep. */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lengthOf(item), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce<number>(
    (sum, [name, inner]) =>
      sum + (name === "text" && typeof inner === "string" ? inner.length : lengthOf(inner)),
    0,
  );
}

/**
 * What Slack adds up over all blocks of a message before it says msg_blocks_too_long. The rule is undocumented: one
 * markdown block was refused from 13,298 characters on and one with a divider from 13,173 (bolt-js#2509), and 11,341
 * characters in many blocks were refused as well (bolt-js#2867). Text plus 125 for each block fits all three.
 */
export const BLOCKS_TOTAL = 13_297 + 125;
const PER_BLOCK = 125;

/** The weight of blocks as `BLOCKS_TOTAL` counts it. */
export function weigh(blocks: readonly unknown[]): number {
  return lengthOf(blocks) + PER_BLOCK * blocks.length;
}
