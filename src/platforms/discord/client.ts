import { setTimeout as sleep } from "node:timers/promises";
import { Client, GatewayIntentBits, Options } from "discord.js";
import type { DiscordOptions } from "./desk.ts";
import { type Range, shardsIn } from "./ranges.ts";
import { makeRequest } from "./transport.ts";

/** Longest that a request may take, in milliseconds. */
const REQUEST_MS = 10_000;

/** How long to wait for servers that Discord announced but did not send, in milliseconds. */
const GUILDS_MS = 5_000;

/**
 * A client of the gateway that knows servers, channels and roles and keeps as little else as it can:
 * calls carry their people and messages with them. It pings nobody, whatever a message says.
 */
export function openClient({
  apiUrl,
  range,
}: Pick<DiscordOptions, "apiUrl"> & { readonly range: Range }): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: shardsIn(range),
    shardCount: range.total,
    allowedMentions: { parse: [] },
    waitGuildTimeout: GUILDS_MS,
    rest: { api: apiUrl, timeout: REQUEST_MS, makeRequest },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      UserManager: { maxSize: 200, keepOverLimit: ({ id, client }) => id === client.user.id },
      GuildMemberManager: { maxSize: 50, keepOverLimit: ({ id, client }) => id === client.user.id },
    }),
  });
}

/** Longest that a connection may take to close, in milliseconds: one that is half open never says that it is closed. */
const CLOSE_MS = 2_000;

/** Hangs up and lets go of everything; resolves soon even where the other side says nothing. */
export async function close(client: Client): Promise<void> {
  await Promise.race([client.destroy(), sleep(CLOSE_MS, undefined, { ref: false })]);
}
