import { type Json, list } from "../json.ts";

/** Codes a socket is closed with, from Discord's documentation "Gateway Close Event Codes". */
export const CLOSE = {
  unknownError: 4000,
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidShard: 4010,
  shardingRequired: 4011,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** Why, in Discord's words. */
export const CLOSE_REASONS: Readonly<Record<number, string>> = {
  [CLOSE.unknownOpcode]: "Unknown opcode.",
  [CLOSE.decodeError]: "Error while decoding payload.",
  [CLOSE.notAuthenticated]: "Not authenticated.",
  [CLOSE.authenticationFailed]: "Authentication failed.",
  [CLOSE.alreadyAuthenticated]: "Already authenticated.",
  [CLOSE.invalidShard]: "Invalid shard.",
  [CLOSE.shardingRequired]: "Sharding required.",
  [CLOSE.invalidVersion]: "Invalid API version.",
  [CLOSE.invalidIntents]: "Invalid intent(s).",
  [CLOSE.disallowedIntents]: "Disallowed intent(s).",
};

/** Intents that need leave: members, presences, message content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const ALL_INTENTS = (1 << 26) - 1;

/** The shard an IDENTIFY names: its number and how many there are. */
export function shardOf(d: Json): readonly [id: number, count: number] {
  const [id, count] = list(d.shard ?? [0, 1]);
  return [Number(id), Number(count)];
}

/** The code an IDENTIFY is refused with, if it is. `granted` are the privileged intents allowed. */
export function identifyFault(
  d: Json,
  token: string | undefined,
  granted: number,
): number | undefined {
  const [id, count] = shardOf(d);
  if (d.token !== token) return CLOSE.authenticationFailed;
  const fits = Number.isInteger(id) && Number.isInteger(count) && id >= 0 && id < count;
  if (!fits) return CLOSE.invalidShard;
  const { intents } = d;
  if (typeof intents !== "number" || intents & ~ALL_INTENTS) return CLOSE.invalidIntents;
  return intents & PRIVILEGED & ~granted ? CLOSE.disallowedIntents : undefined;
}
