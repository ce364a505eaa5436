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

/** What a login needs. */
export type Login = Pick<DiscordOptions, "token" | "apiUrl" | "logins" | "log" | "now"> & {
  readonly rest: REST;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told of each client before it connects, so that no event is missed. */
  listen(client: Client): void;
  /** Told in one sentence what the login waits for. */
  waiting(why: string): void;
};

/** First wait after Discord could not be reached, in milliseconds; doubled up to the longest. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Said when Discord takes the token no more; nothing but a new one helps. */
export const BAD_TOKEN =
  "Discord refuses the token: copy a fresh one from the Bot page of your application into DISCORD_TOKEN.";

/**
 * Logs in to the gateway and resolves to a client that is ready, however long that takes: a Discord
 * that is down is tried again, and a process that keeps restarting is slowed down by the logins that
 * the store remembers. Resolves to undefined when `signal` ended it.
 * @throws PlatformError when Discord refuses the token or the application
 */
export async function logIn(login: Login): Promise<Client<true> | undefined> {
  const { log, signal, wait } = login;
  let retry = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      if (await mayLogIn(login)) return await connect(login);
      continue;
    } catch (error) {
      if (signal.aborted) return undefined;
      const final = finalSentence(error);
      if (final) throw new PlatformError(final, { cause: error });
      log.warn({ err: error }, `Discord can't be reached; trying again in ${seconds(retry)}`);
      login.waiting("Discord can't be reached: I try again and again.");
    }
    await wait(retry, signal);
    retry = Math.min(LONGEST_RETRY_MS, retry * 2);
  }
  return undefined;
}

/** Whether a login may be made now; waits first where it may not. */
async function mayLogIn(login: Login): Promise<boolean> {
  const { logins, now, log, rest, wait, signal, waiting } = login;
  const pause = waitBeforeLogin(await logins.since(NAME, now() - COUNTED_MS), now());
  if (pause > 0) {
    log.warn({}, `Logged in to Discord very often; logging in again in ${seconds(pause)}`);
    waiting("I was started very often, so I wait before I log in to Discord again.");
    await wait(pause, signal);
    return false;
  }
  const gateway = (await rest.get(Routes.gatewayBot(), { signal })) as RESTGetAPIGatewayBotResult;
  const { remaining, reset_after: reset } = gateway.session_start_limit;
  if (remaining >= gateway.shards) return true;
  log.error(
    { remaining },
    `Discord allows no more logins today; logging in again in ${seconds(reset)}`,
  );
  waiting("Discord allows no more logins today: I wait for tomorrow.");
  await wait(reset, signal);
  return false;
}

async function connect(login: Login): Promise<Client<true> | undefined> {
  const { logins, now, token, signal } = login;
  await logins.record(NAME, now());
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
    if (!opened) await close(client);
    return opened;
  } catch (error) {
    await close(client);
    throw error;
  }
}

/** The gateway closed with a code after which connecting again is pointless. */
class GatewayRefusal extends Error {
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
