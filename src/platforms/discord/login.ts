import { setTimeout as sleep } from "node:timers/promises";
import {
  type Client,
  DiscordAPIError,
  Events,
  type REST,
  type RESTGetAPIGatewayBotResult,
  Routes,
} from "discord.js";
import { PlatformError } from "#chat";
import { close, openClient } from "./client.ts";
import { type DiscordOptions, NAME } from "./desk.ts";
import { COUNTED_MS, waitBeforeLogin } from "./login-pace.ts";
import { type Range, shardsIn } from "./ranges.ts";

/** What asking Discord about its gateway needs. */
export type Asking = Pick<DiscordOptions, "log"> & {
  readonly rest: REST;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told in one sentence what is waited for. */
  waiting(why: string): void;
};

/** What a login needs. */
export type Login = Asking &
  Pick<DiscordOptions, "token" | "apiUrl" | "logins" | "now"> & {
    /** The shards to connect with. */
    readonly range: Range;
    /** Told of each client before it connects, so that no event is missed. */
    listen(client: Client): void;
  };

/** First wait after Discord could not be reached, in milliseconds; doubled up to the longest. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Longest that a connection is waited for that is still being made when it is no longer wanted, in milliseconds. */
const MADE_MS = 3_000;

/** Said when Discord takes the token no more; nothing but a new one helps. */
export const BAD_TOKEN =
  "Discord refuses the token: copy a fresh one from the Bot page of your application into DISCORD_TOKEN.";

/**
 * Logs in to the gateway and resolves to a client that is ready, however long that takes: a Discord
 * that is down is tried again, and a process that keeps restarting is slowed down by the logins that
 * the store remembers. Resolves to undefined when `signal` ended it.
 * @throws PlatformError when Discord refuses the token or the application
 * @throws GatewayRefusal when it takes these shards no more
 */
export async function logIn(login: Login): Promise<Client<true> | undefined> {
  return await untilReached(login, async () =>
    (await mayLogIn(login)) ? await connect(login) : undefined,
  );
}

/**
 * How many shards Discord recommends, however long it takes to be told. Resolves to undefined when
 * `signal` ended it.
 * @throws PlatformError when Discord refuses the token
 */
export async function recommendedShards(asking: Asking): Promise<number | undefined> {
  return await untilReached(asking, async () => (await askGateway(asking)).shards);
}

/** Tries until there is a result, at ever longer intervals while Discord can't be reached. */
async function untilReached<T>(
  { log, signal, wait, waiting }: Asking,
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  let retry = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      const result = await attempt();
      if (result !== undefined) return result;
      continue;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (error instanceof GatewayRefusal && !isFinal(error.code)) throw error;
      const final = finalSentence(error);
      if (final) throw new PlatformError(final, { cause: error });
      log.warn({ err: error }, `Discord can't be reached; trying again in ${seconds(retry)}`);
      waiting("Discord can't be reached: I try again and again.");
    }
    await wait(retry, signal);
    retry = Math.min(LONGEST_RETRY_MS, retry * 2);
  }
  return undefined;
}

async function askGateway({ rest, signal }: Asking): Promise<RESTGetAPIGatewayBotResult> {
  return (await rest.get(Routes.gatewayBot(), { signal })) as RESTGetAPIGatewayBotResult;
}

/** Under which name the logins of a range are counted: one process that keeps failing slows down no other. */
function counted(range: Range): string {
  return range.index === 0 ? NAME : `${NAME} ${range.index}`;
}

/** Whether a login may be made now; waits first where it may not. */
async function mayLogIn(login: Login): Promise<boolean> {
  const { range, logins, now, log, wait, signal, waiting } = login;
  const pause = waitBeforeLogin(await logins.since(counted(range), now() - COUNTED_MS), now());
  if (pause > 0) {
    log.warn({}, `Logged in to Discord very often; logging in again in ${seconds(pause)}`);
    waiting("I was started very often, so I wait before I log in to Discord again.");
    await wait(pause, signal);
    return false;
  }
  const { remaining, reset_after: reset } = (await askGateway(login)).session_start_limit;
  if (remaining >= shardsIn(range).length) return true;
  log.error(
    { remaining },
    `Discord allows no more logins today; logging in again in ${seconds(reset)}`,
  );
  waiting("Discord allows no more logins today: I wait for tomorrow.");
  await wait(reset, signal);
  return false;
}

async function connect(login: Login): Promise<Client<true> | undefined> {
  const { logins, now, token, signal, range } = login;
  await logins.record(counted(range), now());
  const client = openClient(login);
  login.listen(client);
  const ready = new Promise<Client<true>>((resolve, reject) => {
    client.once(Events.ClientReady, resolve);
    client.once(Events.ShardDisconnect, ({ code }) => reject(new GatewayRefusal(code)));
  });
  ready.catch(() => {});
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  try {
    const logged = client.login(token).then(() => ready);
    logged.catch(() => {});
    const opened = await Promise.race([logged, ready, stopped]);
    if (opened) return opened;
    // discord.js leaves a connection that is only being made to itself, and what fails in it then ends the process.
    await Promise.race([logged.catch(() => {}), sleep(MADE_MS, undefined, { ref: false })]);
    await close(client);
    return undefined;
  } catch (error) {
    await close(client);
    throw error;
  }
}

/** The gateway closed with a code after which connecting again in the same way is pointless. */
export class GatewayRefusal extends Error {
  override readonly name = "GatewayRefusal";
  readonly code: number;

  constructor(code: number) {
    super(`The gateway closed with ${code}`);
    this.code = code;
  }
}

/**
 * What a close code means for whoever runs the bot
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
 */
export function closeSentence(code: number): string {
  switch (code) {
    case 4004:
      return BAD_TOKEN;
    case 4010:
    case 4011:
      return "Discord wants another number of shards.";
    case 4012:
      return "Discord no longer speaks this version of its gateway: update the bot.";
    case 4013:
    case 4014:
      return "Discord refuses what the bot wants to be told: it needs no privileged intents, so check that DISCORD_TOKEN belongs to the right application.";
    default:
      return `Discord closed the connection for good (code ${code}).`;
  }
}

/** Whether connecting again is pointless until whoever runs the bot has done something. */
export function isFinal(code: number): boolean {
  return [4004, 4012, 4013, 4014].includes(code);
}

function finalSentence(error: unknown): string | undefined {
  if (error instanceof GatewayRefusal) return closeSentence(error.code);
  if (error instanceof DiscordAPIError && error.status === 401) return BAD_TOKEN;
  if (error instanceof Error && "code" in error && error.code === "TokenInvalid") return BAD_TOKEN;
  return undefined;
}

function seconds(ms: number): string {
  const whole = Math.ceil(ms / 1000);
  return whole < 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
