import { createHash } from "node:crypto";

/** Largest `id` of a component: Discord takes whole numbers of 32 bits with a sign, and fills in 0 by itself. */
const LARGEST_ID = 2 ** 31 - 1;

/**
 * The `id` of a post's container, by which the post is found again in its channel: Discord gives
 * messages back with the ids of their components as they were sent, but without their nonce.
 */
export function markOf(key: string): number {
  const number = createHash("sha256").update(key).digest().readUInt32BE(0);
  // The small ones are those that Discord gives to components without an id.
  return 1_000 + (number % (LARGEST_ID - 1_000));
}
