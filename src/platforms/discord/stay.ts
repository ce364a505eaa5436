import { type Client, Events } from "discord.js";
import type { Condition } from "#chat";

/** What it takes to stay on Discord. */
export type Staying = {
  readonly condition: Condition;
  readonly signal: AbortSignal;
  /** Longest that a lost connection is left to the library, in milliseconds, for tests. */
  readonly away?: number;
};

/** Why a client is of no use any more: Discord closed it for good with this code, or it did not come back. */
export type Ending = { readonly shard: number; readonly code?: number };

/** What the library could not mend in ten minutes it has stopped mending; a login costs one of 1,000 a day. */
const AWAY_MS = 10 * 60_000;

const AWAY = "Discord hung up, and I am connecting again.";

/**
 * Keeps the condition true to a client that is ready, for as long as it lasts. Resolves to why another
 * login is needed, or to undefined when `signal` has ended it.
 */
export function stay(client: Client, staying: Staying): Promise<Ending | undefined> {
  const { condition, signal, away = AWAY_MS } = staying;
  const gone = new Map<number, NodeJS.Timeout>();
  const { promise, resolve } = Promise.withResolvers<Ending | undefined>();
  const settle = (shard: number): void => {
    clearTimeout(gone.get(shard));
    gone.delete(shard);
  };
  let isOver = false;
  const end = (ending?: Ending): void => {
    isOver = true;
    for (const shard of gone.keys()) settle(shard);
    resolve(ending);
  };
  const back = (shard: number): void => {
    settle(shard);
    if (!isOver && gone.size === 0) condition.well();
  };
  client
    .on(Events.ShardReconnecting, (shard) => {
      if (isOver || gone.has(shard)) return;
      condition.ill(AWAY);
      gone.set(shard, setTimeout(() => end({ shard }), away).unref());
    })
    .on(Events.ShardResume, back)
    .on(Events.ShardReady, back)
    .on(Events.ShardDisconnect, ({ code }, shard) => end({ shard, code }));
  signal.addEventListener("abort", () => end(), { once: true });
  condition.well();
  if (signal.aborted) end();
  return promise;
}
