import { createHash } from "node:crypto";

/**
 * A name for something that stays the same on every machine and after every restart: a UUID of version
 * 8 (RFC 9562, 5.8) from a hash of what is named.
 */
export function feedId(what: string): string {
  const bytes = createHash("sha256").update(`paperboy ${what}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  const parts = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ] as const;
  return `urn:uuid:${parts.map(([from, to]) => hex.slice(from, to)).join("-")}`;
}
