import type { APIUser } from "discord.js";
import type { Json } from "../json.ts";

/** The data of READY: who the bot is, and which servers will follow. */
export function readyPayload(
  bot: APIUser,
  session: {
    readonly id: string;
    readonly shard: readonly [id: number, count: number];
    readonly applicationId: string;
    readonly resumeUrl: string;
  },
  guildIds: readonly string[],
): Json {
  return {
    v: 10,
    user: { ...bot, verified: true, mfa_enabled: true, email: null, flags: 0 },
    guilds: guildIds.map((id) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: session.resumeUrl,
    shard: session.shard,
    application: { id: session.applicationId, flags: 0 },
    private_channels: [],
    relationships: [],
    session_type: "normal",
  };
}
