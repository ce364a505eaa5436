import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events, type Interaction, REST } from "discord.js";
import { createRefusals, type Host, type Platform } from "#chat";
import { decline } from "./apologise.ts";
import { close } from "./client.ts";
import { type Desk, type DiscordOptions, NAME } from "./desk.ts";
import { discreet } from "./discreet.ts";
import { inviteUrl } from "./invite.ts";
import { closeSentence, logIn } from "./login.ts";
import { createPoster } from "./post.ts";
import type { Posting } from "./posting.ts";
import { receive } from "./receive.ts";
import { register } from "./register.ts";
import { standingOf } from "./standing.ts";
import { createTeller } from "./tell.ts";
import { counting } from "./transport.ts";

/** Longest that a request may take, in milliseconds. */
const REQUEST_MS = 10_000;

/** Where refusals are kept, beside the logins: Discord counts both, whether or not the bot was started anew. */
const REFUSED = `${NAME} refusals`;

/** Longest that `stop` waits for interactions that are being answered, in milliseconds. */
const FAREWELL_MS = 5_000;

/** Discord as a platform: interactions over the gateway, posts over REST alone. */
export function createDiscord(given: DiscordOptions): Platform {
  const options = { ...given, log: discreet(given.log) };
  const { log, token, now, tickets, wait = waitFor } = options;
  const { logins } = options;
  const refusals = createRefusals(now, {
    kept: {
      record: (at) => logins.record(REFUSED, at),
      since: (at) => logins.since(REFUSED, at),
    },
  });
  const makeRequest = counting(refusals);
  const asking = restOf(options, { retries: 3, makeRequest });
  const rest = restOf(options, { retries: 0, rejectOnRateLimit: isLong, makeRequest });
  const posting: Posting = { rest, token, tickets, refusals, log, now };
  const ending = new AbortController();
  const answering = new Set<Promise<void>>();
  const pause = (ms: number) => wait(ms, ending.signal);
  let client: Client | undefined;

  const hear = (host: Host) => (interaction: Interaction) => {
    const standing: Desk["standing"] = (guild, user) => standingOf(asking, { guild, user }, now());
    const desk = { ...options, host, pause, standing };
    const work = ending.signal.aborted ? decline(desk, interaction) : receive(desk, interaction);
    answering.add(work);
    void work.finally(() => answering.delete(work));
  };

  return {
    name: NAME,
    async start(host) {
      const listen = (opened: Client) => {
        client = opened;
        tellOf(opened, options);
        opened.on(Events.InteractionCreate, hear(host));
      };
      const ready = await logIn({ ...options, rest: asking, wait, signal: ending.signal, listen });
      if (!ready) return;
      ready.on(Events.ShardDisconnect, ({ code }, shard) =>
        log.error({ shard, code }, closeSentence(code)),
      );
      const applicationId = options.applicationId ?? ready.application.id;
      log.info({ servers: ready.guilds.cache.size }, `On Discord as ${ready.user.tag}`);
      log.info({}, `Add me to a server: ${inviteUrl(applicationId)}`);
      await registered(asking, host, { ...options, applicationId }, ending.signal);
    },
    post: createPoster(posting),
    tell: createTeller(posting),
    async stop() {
      ending.abort();
      await Promise.race([Promise.allSettled(answering), waitFor(FAREWELL_MS, undefined)]);
      if (client) await close(client);
    },
  };
}

/**
 * A request waits for its turn within Discord's 50 a second (docs.discord.com/developers, rate limits), which
 * comes within the second; for longer the whole post is put off.
 */
const isLong: NonNullable<REST["options"]["rejectOnRateLimit"]> = (limited) => {
  const { global, timeToReset, retryAfter } = limited;
  // Before a request both are the same time; after an answer of 429 the second is what Discord said.
  const isOwn = global && timeToReset === retryAfter;
  return !isOwn || timeToReset > LONGEST_TURN_MS;
};

/** A second, and what discord.js adds to it for clocks that differ, in milliseconds. */
const LONGEST_TURN_MS = 1_100;

/** Registers the commands; a Discord that refuses leaves the old ones, which is no reason not to answer. */
async function registered(
  rest: REST,
  host: Host,
  { applicationId, guildId, root, log }: DiscordOptions & { readonly applicationId: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    const { commands } = host;
    const lines = await register(rest, { applicationId, guildId, root, commands, signal });
    if (lines.length > 0) log.info({ changes: lines.length }, "Discord has the new commands");
  } catch (error) {
    if (signal.aborted) return;
    log.error({ err: error }, "The commands could not be registered: try npm run register");
  }
}

/** Passes on what happens to the connection and to the places that the bot is in. */
function tellOf(client: Client, { log, lost }: DiscordOptions): void {
  const gone = (where: { readonly tenant: string; readonly channel?: string }, why: string) =>
    lost(where, why).catch((error: unknown) =>
      log.error({ err: error, ...where }, "What was lost could not be written down"),
    );
  client
    .on(Events.ShardReconnecting, (shard) => log.info({ shard }, "Discord hung up; reconnecting"))
    .on(Events.ShardResume, (shard, missed) =>
      log.info({ shard, missed }, "Connected to Discord again"),
    )
    .on(Events.ShardError, (error, shard) =>
      // Where it came from is a library's own affair, and most of them mend themselves.
      log.warn({ shard, reason: error.message }, "The connection to Discord broke"),
    )
    .on(Events.Error, (error) => log.error({ err: error }, "The Discord client reported an error"))
    .on(Events.GuildDelete, ({ id }) => gone({ tenant: id }, REMOVED))
    .on(Events.ChannelDelete, (channel) => {
      if ("guildId" in channel)
        return gone({ tenant: channel.guildId, channel: channel.id }, DELETED);
      return undefined;
    })
    .on(Events.ThreadDelete, ({ id, guildId }) => gone({ tenant: guildId, channel: id }, DELETED));
}

const REMOVED = "I was removed from this server: add me again";
const DELETED = "the channel was deleted: subscribe another one";

/** A REST client of ours; `npm run register` uses one too. */
export function restOf(
  { token, apiUrl }: Pick<DiscordOptions, "token" | "apiUrl">,
  how: Partial<REST["options"]> = {},
): REST {
  return new REST({ version: "10", api: apiUrl, timeout: REQUEST_MS, ...how }).setToken(token);
}

async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  // Aborting is an answer too: whoever waits looks at the signal next.
  await sleep(ms, undefined, { ...(signal && { signal }), ref: false }).catch(() => {});
}
