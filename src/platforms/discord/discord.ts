import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events, type Interaction, REST } from "discord.js";
import {
  createCondition,
  createRefusals,
  type Host,
  type Log,
  type Platform,
  PlatformError,
} from "#chat";
import { decline } from "./apologise.ts";
import { type Desk, type DiscordOptions, NAME } from "./desk.ts";
import { discreet } from "./discreet.ts";
import { inviteUrl } from "./invite.ts";
import { keepGateway } from "./keep-gateway.ts";
import { pacedRest } from "./paced.ts";
import { createPoster } from "./post.ts";
import type { Posting } from "./posting.ts";
import { nameOf, type Range } from "./ranges.ts";
import { receive } from "./receive.ts";
import { register } from "./register.ts";
import { standingOf } from "./standing.ts";
import { createTeller } from "./tell.ts";
import { alone } from "./together.ts";
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
  const { log, token, now, logins, tickets, together = alone(), wait = waitFor } = options;
  const refusals = createRefusals(now, {
    kept: {
      record: (at) => logins.record(REFUSED, at),
      since: (at) => logins.since(REFUSED, at),
    },
  });
  const makeRequest = counting(refusals);
  const asking = restOf(options, { retries: 3, makeRequest });
  const { paces } = together;
  const share = paces && {
    take: (span: number) => paces.take(NAME, span),
    hold: (ms: number) => paces.hold(NAME, ms),
  };
  const rest = restOf(options, pacedRest(makeRequest, share));
  const posting: Posting = { rest, token, tickets, refusals, log, now };
  const ending = new AbortController();
  const answering = new Set<Promise<void>>();
  const condition = createCondition("Discord");
  const pause = (ms: number) => wait(ms, ending.signal);
  let gateway: Promise<void> | undefined;

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
      const first = Promise.withResolvers<void>();
      const keeping = { ...options, together, wait, rest: asking, signal: ending.signal };
      const holding = keepGateway({
        ...{ ...keeping, condition, waiting: condition.ill },
        listen(client) {
          tellOf(client, options, ending.signal);
          client.on(Events.InteractionCreate, hear(host));
        },
        ready(client, range) {
          const applicationId = options.applicationId ?? client.application.id;
          greet(client, range, applicationId, log);
          const registering =
            range.index === 0 &&
            registered(asking, host, { ...options, applicationId }, ending.signal);
          void Promise.resolve(registering).then(() => first.resolve());
        },
        idle: () => idle(answering),
      });
      gateway = condition.during(() => holding);
      await Promise.race([first.promise, gateway]);
      // What ends it later is told to the log: the bot goes on elsewhere.
      gateway.catch((error: unknown) => {
        if (error instanceof PlatformError) log.error({}, error.message);
        else
          log.error({ err: error }, "I can be on Discord's gateway no more: start the bot again");
      });
    },
    health: condition.health,
    post: createPoster(posting),
    tell: createTeller(posting),
    async stop() {
      ending.abort();
      await idle(answering);
      await gateway?.catch(() => {});
      condition.ill("I have left Discord.");
    },
  };
}

/** Resolves when everything is answered, or has had its time. */
async function idle(answering: ReadonlySet<Promise<void>>): Promise<void> {
  await Promise.race([Promise.allSettled(answering), waitFor(FAREWELL_MS, undefined)]);
}

function greet(client: Client<true>, range: Range, applicationId: string, log: Log): void {
  const servers = client.guilds.cache.size;
  const shards = range.total > 1 ? { shards: nameOf(range) } : {};
  log.info({ servers, ...shards }, `On Discord as ${client.user.tag}`);
  log.info({}, `Add me to a server: ${inviteUrl(applicationId)}`);
}

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
function tellOf(client: Client, { log, lost }: DiscordOptions, leaving: AbortSignal): void {
  const gone = (where: { readonly tenant: string; readonly channel?: string }, why: string) =>
    lost(where, why).catch((error: unknown) =>
      log.error({ err: error, ...where }, "What was lost could not be written down"),
    );
  client
    .on(Events.ShardReconnecting, (shard) => {
      // The library says so of every connection that closes, also of those that it closes for good.
      if (!leaving.aborted) log.info({ shard }, "Discord hung up; reconnecting");
    })
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
