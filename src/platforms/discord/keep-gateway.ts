import type { Client } from "discord.js";
import { PlatformError } from "#chat";
import { close } from "./client.ts";
import {
  closeSentence,
  GatewayRefusal,
  isFinal,
  type Login,
  logIn,
  recommendedShards,
} from "./login.ts";
import { type Range, rangesOf } from "./ranges.ts";
import { agree, agreedCount, lockOf } from "./shard-count.ts";
import { type Staying, stay } from "./stay.ts";
import type { Lock, Together } from "./together.ts";

/** What holding the gateway needs. */
export type Keeping = Omit<Login, "range"> &
  Staying & {
    readonly together: Together;
    /** Told of each client that is ready, with the shards that it has. */
    ready(client: Client<true>, range: Range): void;
    /** Resolves when what was asked has been answered, or can wait no longer. */
    idle(): Promise<void>;
  };

/** How often a process that stands by asks whether it may take over, in milliseconds. */
const STAND_BY_MS = 1_000;

/** How much longer a process waits for each range that it has before it takes one more: those that have none come first. */
const MORE_MS = 5_000;

/** A range of shards that this process may hold, until it is stopped or loses the lock. */
type Turn = { readonly range: Range; readonly lock: Lock; readonly lost: AbortSignal };

/**
 * Connects with every range of shards that no other process of the bot holds, takes over those whose
 * process ends, and leaves the gateway at once where a lock is lost. Resolves once `signal` has ended
 * it and everything is closed.
 * @throws PlatformError when Discord refuses the token or the application
 */
export async function keepGateway(given: Keeping): Promise<void> {
  const failing = new AbortController();
  const keeping = { ...given, signal: AbortSignal.any([given.signal, failing.signal]) };
  const { log, signal } = keeping;
  const recommended = await recommendedShards(keeping);
  if (recommended === undefined) return;
  const held = new Map<number, Promise<void>>();
  let failure: unknown;
  let isTold = false;
  try {
    while (!signal.aborted) {
      const free = (await ranges(keeping, recommended)).filter(({ index }) => !held.has(index));
      const turn = await firstOf(keeping, free);
      if (turn) {
        const { index } = turn.range;
        const serving = serve(keeping, turn)
          .catch((error: unknown) => {
            failure ??= error;
            failing.abort();
          })
          .finally(() => held.delete(index));
        held.set(index, serving);
      } else if (held.size === 0 && !isTold) {
        isTold = true;
        log.info({}, STANDING_BY);
        // Nothing is wrong with a process that waits for its turn.
        keeping.condition.well();
      }
      const hasAll = free.length === (turn ? 1 : 0);
      if (hasAll) await Promise.race(held.values());
      else await keeping.wait(held.size > 0 ? held.size * MORE_MS : STAND_BY_MS, signal);
    }
  } catch (error) {
    failure ??= error;
    failing.abort();
  }
  await Promise.all(held.values());
  if (failure !== undefined) throw failure;
}

const STANDING_BY =
  "Another process is on Discord's gateway: I stand by and take over when it ends";

const UNKNOWN = "I can't find out whether I may be on Discord's gateway";

const NOT_BACK = "The connection to Discord did not come back.";

/** Tells that the connection is over and will be made anew. */
function again({ condition, log }: Keeping, why: string, fields: object): void {
  condition.ill(why);
  log.error(fields, `${why} I log in again.`);
}

/** All ranges there are now. */
async function ranges(
  { together, now, log }: Keeping,
  recommended: number,
): Promise<readonly Range[]> {
  const agreed = await agreedCount(together, now).catch((error: unknown) => {
    log.warn({ err: error }, UNKNOWN);
    return undefined;
  });
  return rangesOf(agreed ?? recommended);
}

/** The first of these ranges that can be had; undefined when there is none, or the database can't be asked. */
async function firstOf(keeping: Keeping, free: readonly Range[]): Promise<Turn | undefined> {
  try {
    for (const { index } of free) {
      const turn = await take(keeping, index);
      if (turn) return turn;
    }
  } catch (error) {
    // Discord's own refusal is no matter of the database.
    if (error instanceof PlatformError) throw error;
    keeping.log.warn({ err: error }, UNKNOWN);
  }
  return undefined;
}

async function take(keeping: Keeping, index: number): Promise<Turn | undefined> {
  const { together, now } = keeping;
  const losing = new AbortController();
  const lock = await together.locks.hold(lockOf(index), () => losing.abort());
  if (!lock) return undefined;
  try {
    const recommended = index === 0 ? await recommendedShards(keeping) : undefined;
    const total = recommended
      ? await agree(together, recommended, now)
      : await agreedCount(together, now);
    const range = rangesOf(total ?? 0)[index];
    if (range) return { range, lock, lost: losing.signal };
  } catch (error) {
    await lock.release();
    throw error;
  }
  await lock.release();
  return undefined;
}

/** On the gateway with these shards for as long as it may be. */
async function serve(keeping: Keeping, { range, lock, lost }: Turn): Promise<void> {
  const { log } = keeping;
  const signal = AbortSignal.any([keeping.signal, lost]);
  try {
    const login = () => logIn({ ...keeping, range, signal });
    const isWhole = rangesOf(range.total).length === 1;
    const client = isWhole ? await login() : await inTurn(keeping, signal, login);
    if (!client) return;
    keeping.ready(client, range);
    const ending = await stay(client, { ...keeping, signal });
    // Who loses the lock may have a successor already, and what it is answering needs no gateway.
    if (!lost.aborted) await keeping.idle();
    await close(client);
    if (lost.aborted) log.warn({}, "I may no longer be on Discord's gateway and left it");
    // Whether another login helps, Discord tells when it is tried.
    if (ending)
      again(keeping, ending.code === undefined ? NOT_BACK : closeSentence(ending.code), ending);
  } catch (error) {
    if (!(error instanceof GatewayRefusal)) throw error;
    const sentence = closeSentence(error.code);
    if (isFinal(error.code)) throw new PlatformError(sentence, { cause: error });
    again(keeping, sentence, { code: error.code });
  } finally {
    await lock.release().catch((error: unknown) =>
      // It goes with this process, or with its time.
      log.warn({ err: error }, "The lock of Discord's gateway could not be given back"),
    );
  }
}

/**
 * Logs in while no other range of the bot does: Discord takes one shard in five seconds, and sends the
 * others away, which counts as a login all the same.
 */
async function inTurn<T>(
  { together, wait }: Keeping,
  signal: AbortSignal,
  login: () => Promise<T | undefined>,
): Promise<T | undefined> {
  while (!signal.aborted) {
    const lock = await together.locks.hold("discord login", () => {});
    if (lock) return await login().finally(() => lock.release());
    await wait(STAND_BY_MS, signal);
  }
  return undefined;
}
