import { type Client, Events } from "discord.js";
import { type Condition, PlatformError } from "#chat";
import { close } from "./client.ts";
import { closeSentence, type Login, logIn } from "./login.ts";

/** What it takes to stay on Discord. */
export type Staying = Login & {
  readonly condition: Condition;
  /** Longest that a lost connection is left to the library, in milliseconds, for tests. */
  readonly away?: number;
};

/** What the library could not mend in ten minutes it has stopped mending; a login costs one of 1,000 a day. */
const AWAY_MS = 10 * 60_000;

const AWAY = "Discord hung up, and I am connecting again.";

/**
 * Logs in, and does so again whenever Discord ends the connection for good or the library does not get
 * it back: a login finds out by itself whether that can help. Resolves to the first client that is
 * ready, or to undefined when `signal` ended it.
 * @throws PlatformError when Discord refuses the first login; a later refusal is told to the log and the condition
 */
export async function stay(staying: Staying): Promise<Client<true> | undefined> {
  const client = await logIn(staying);
  if (!client) return undefined;
  staying.condition.well();
  keep(client, staying);
  return client;
}

function keep(client: Client<true>, staying: Staying): void {
  const { condition, log, signal, away = AWAY_MS } = staying;
  const gone = new Map<number, NodeJS.Timeout>();
  const settle = (shard: number): void => {
    clearTimeout(gone.get(shard));
    gone.delete(shard);
  };
  const back = (shard: number): void => {
    settle(shard);
    if (!isOver && gone.size === 0) condition.well();
  };
  let isOver = false;
  const anew = async (why: string, fields: object): Promise<void> => {
    if (isOver || signal.aborted) return;
    isOver = true;
    for (const shard of gone.keys()) settle(shard);
    log.error(fields, `${why} I log in again.`);
    condition.ill(why);
    await close(client);
    await again(staying);
  };
  client
    .on(Events.ShardReconnecting, (shard) => {
      if (isOver || signal.aborted || gone.has(shard)) return;
      condition.ill(AWAY);
      const late = () => void anew("The connection to Discord did not come back.", { shard });
      gone.set(shard, setTimeout(late, away).unref());
    })
    .on(Events.ShardResume, back)
    .on(Events.ShardReady, back)
    .on(Events.ShardDisconnect, ({ code }, shard) => anew(closeSentence(code), { shard, code }));
  signal.addEventListener("abort", () => {
    for (const shard of gone.keys()) settle(shard);
  });
}

async function again(staying: Staying): Promise<void> {
  const { condition, log } = staying;
  try {
    await condition.during(() => stay(staying));
  } catch (error) {
    if (error instanceof PlatformError) log.error({}, error.message);
    else log.error({ err: error }, "Discord could not be logged in to again");
  }
}
