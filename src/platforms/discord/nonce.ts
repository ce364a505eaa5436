import { createHash } from "node:crypto";
import { LIMITS } from "./limits.ts";

/**
 * The same for every try of a message: Discord answers a second one with the same nonce with the first
 * one, for some minutes. At most 25 characters.
 */
export function nonceOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, LIMITS.message.nonce);
}
