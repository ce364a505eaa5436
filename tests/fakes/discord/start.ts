import type { APIUser } from "discord.js";
import type { Core, Refusal, Seen } from "./core.ts";
import { createFaults, type Faults } from "./faults.ts";
import { Gateway } from "./gateway/gateway.ts";
import type { SessionStarts } from "./gateway/starts.ts";
import { createIds } from "./ids.ts";
import type { Json } from "./json.ts";
import { matcher } from "./pattern.ts";
import { createPerson, type Person, type PersonFields } from "./person.ts";
import { createRates, DISCORD_RATES, type Rates } from "./rates.ts";
import { createCommandBook } from "./rest/command-book.ts";
import { listen } from "./server.ts";
import { createWaits } from "./waits.ts";
import type { Channel } from "./world/channel.ts";
import type { Guild } from "./world/guild.ts";
import { type GuildFields, World } from "./world/world.ts";

/** How a fake is set up; everything has a default. */
export type DiscordSettings = {
  /**
   * The clock (ms) of the 3 seconds, the 15 minutes, rates, nonces and message times. A clock that
   * stands still never ends a rate limit: turn `rates` off with it.
   */
  readonly now?: () => number;
  readonly token?: string;
  /** How many shards GET /gateway/bot recommends. */
  readonly shards?: number;
  /** Rates to enforce in place of Discord's; false: none. */
  readonly rates?: Partial<Rates> | false;
  /** Privileged intents (bits) that the application was granted. */
  readonly privilegedIntents?: number;
  readonly sessionStarts?: Partial<SessionStarts>;
  /** Milliseconds between heartbeats. */
  readonly heartbeat?: number;
  /** How long (ms) a nonce is remembered. Discord: "the past few minutes". */
  readonly nonceWindow?: number;
  /** How long (real ms) a test waits for the bot before its promise fails. */
  readonly patience?: number;
};

/** A running fake. */
export type FakeDiscord = {
  /** For `rest.api` of discord.js, without the version. */
  readonly api: string;
  readonly token: string;
  readonly applicationId: string;
  readonly bot: APIUser;
  /** Every request, oldest first. */
  readonly requests: readonly Seen[];
  /** Those that fit a pattern, as faults are asked for: "POST /channels/*\/messages". */
  calls(pattern: string): readonly Seen[];
  /** Every request that broke a rule of Discord's. */
  readonly refusals: readonly Refusal[];
  /** Answers of 401, 403 and 429: Discord bans an address after 10,000 in ten minutes. */
  readonly invalidRequests: number;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** Registered commands as Discord answers them; of everywhere, or of one server. */
  commands(guild?: Guild): readonly Json[];
  guild(fields?: GuildFields): Guild;
  /** GET /gateway/bot recommends so many shards from now on. */
  recommend(shards: number): void;
  person(fields?: PersonFields): Person;
  /** The direct messages of a person with the bot. */
  direct(person: Person): Channel;
  /** The bytes of an attachment of a message. */
  file(attachment: { readonly id: string }): Buffer;
  /** Resolves as soon as this finds something; looks again after every request and frame. */
  until<T>(look: () => T | undefined, what: string): Promise<T>;
  /** Cuts everything and leaves nothing open. */
  close(): Promise<void>;
};

/** Starts a fake on a free port. */
export async function start(settings: DiscordSettings = {}): Promise<FakeDiscord> {
  const core = createCore(settings);
  const server = await listen(core);
  core.address(server.port);
  const { world, waits } = core;
  return {
    api: `http://127.0.0.1:${server.port}/api`,
    token: core.token() ?? "",
    applicationId: core.applicationId,
    bot: world.bot,
    requests: core.requests,
    calls(pattern) {
      const fits = matcher(pattern);
      return core.requests.filter(({ method, path }) => fits(`${method} ${path}`));
    },
    refusals: core.refusals,
    get invalidRequests() {
      return core.requests.filter(({ status }) => [401, 403, 429].includes(status ?? 0)).length;
    },
    faults: core.faults,
    gateway: core.gateway,
    commands: (guild) => core.commands.list(guild?.id),
    guild: (fields) => world.guild(fields),
    recommend(shards) {
      core.shards = shards;
    },
    person: (fields) => createPerson(core, fields),
    direct: ({ user }) => world.directMessages(user),
    file({ id }) {
      const bytes = world.files.get(id);
      if (!bytes) throw new Error(`No file was uploaded as ${id}`);
      return bytes;
    },
    until: (look, what) => waits.until(look, () => what),
    async close() {
      waits.close();
      core.gateway.end();
      await server.close();
    },
  };
}

function createCore(settings: DiscordSettings): Core & { address(port: number): void } {
  const now = settings.now ?? Date.now;
  const ids = createIds(now);
  const applicationId = ids.next();
  const world = new World(ids, now);
  const waits = createWaits(settings.patience ?? 3_000);
  const rates = settings.rates === false ? false : { ...DISCORD_RATES, ...settings.rates };
  let token: string | undefined =
    settings.token ??
    `${Buffer.from(applicationId).toString("base64url")}.fake00.${"t".repeat(38)}`;
  let port = 0;
  const gatewayUrl = () => `ws://127.0.0.1:${port}/gateway`;
  const gateway = new Gateway({
    world,
    token: () => token,
    resetToken: () => {
      token = undefined;
    },
    url: gatewayUrl,
    applicationId,
    granted: settings.privilegedIntents ?? 0,
    heartbeat: settings.heartbeat ?? 41_250,
    starts: startsOf(settings.sessionStarts),
    changed: () => waits.changed(),
  });
  return {
    now,
    world,
    applicationId,
    token: () => token,
    waits,
    rates: createRates(rates, now),
    faults: createFaults(),
    gateway,
    commands: createCommandBook(applicationId, ids, now),
    interactions: new Map(),
    requests: [],
    refusals: [],
    shards: settings.shards ?? 1,
    nonceWindow: settings.nonceWindow ?? 5 * 60_000,
    gatewayUrl,
    address(given) {
      port = given;
      world.filesUrl = `http://127.0.0.1:${port}/attachments`;
    },
  };
}

/** As Discord gives it to a small bot, but with as many starts at once as a test may want. */
function startsOf(given: Partial<SessionStarts> = {}): SessionStarts {
  const total = given.total ?? 1_000;
  return {
    total,
    remaining: given.remaining ?? total,
    resetAfter: given.resetAfter ?? 86_400_000,
    maxConcurrency: given.maxConcurrency ?? 16,
    enforced: given.enforced ?? false,
  };
}
