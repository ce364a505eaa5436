import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { Client } from "pg";
import type { Lock, OwnLocks } from "./locks.ts";
import { Again, type Perseverance } from "./persevere.ts";
import type { Address } from "./postgres-address.ts";
import { explainPostgres, faultOf } from "./postgres-failure.ts";
import type { Schema } from "./schema.ts";

/** How a lock's session is watched, in ms. */
export type Rhythm = {
  /** Between an answer and the next question whether the session is still there. */
  readonly askAfterMs: number;
  /** Longest wait for the answer; after a longer silence the lock counts as lost. */
  readonly answerMs: number;
};

/**
 * How soon the server gives up the session of a machine that vanished or a process that stands
 * still: within 15 s, later than we notice ourselves. Those that a server does not know are left out
 * (`idle_session_timeout` came with version 14).
 */
const SESSION = {
  ...{ tcp_keepalives_idle: "5", tcp_keepalives_interval: "3", tcp_keepalives_count: "3" },
  idle_session_timeout: "15000",
} as const;

/**
 * Locks as PostgreSQL has them by itself: each belongs to a session on a connection of its own, and
 * is free again when that ends, however it ends. The connection must reach the server itself, or
 * through a pooler that keeps one session for one client.
 */
export function advisoryLocks(
  db: Kysely<Schema>,
  address: Address,
  perseverance: Perseverance,
  rhythm: Rhythm,
): OwnLocks {
  const held = new Set<Lock>();
  return {
    async hold(name, onLost) {
      const key = keyOf(name);
      // Asked first, because whoever waits for a lock asks every second, and a connection is dear.
      if (await isTaken(db, key)) return undefined;
      const session = await perseverance.persevere(() => openSession(address, key, rhythm));
      if (!session) return undefined;
      const lock: Lock = {
        async release() {
          if (held.delete(lock)) await session.end();
        },
      };
      held.add(lock);
      void session.ended.then(() => {
        if (held.delete(lock)) onLost();
      });
      return lock;
    },
    async releaseAll() {
      await Promise.all([...held].map((lock) => lock.release()));
    },
  };
}

/** The 64-bit number by which PostgreSQL knows a lock. */
export function keyOf(name: string): bigint {
  return createHash("sha256").update(`paperboy ${name}`).digest().readBigInt64BE();
}

async function isTaken(db: Kysely<Schema>, key: bigint): Promise<boolean> {
  // pg_locks shows the two halves of the number, without a sign.
  const [high, low] = [BigInt.asUintN(32, key >> 32n), BigInt.asUintN(32, key)].map(String);
  const { taken } = await db
    .selectNoFrom(
      sql<boolean>`exists (
        select from pg_locks where locktype = 'advisory' and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
          and classid = ${high}::oid and objid = ${low}::oid
      )`.as("taken"),
    )
    .executeTakeFirstOrThrow();
  return taken;
}

/** A session that has a lock. */
type Session = {
  /** Resolves when the session is no more, and the lock with it. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
};

/** Opens a session and takes the lock in it; undefined when another session was quicker. */
async function openSession(
  address: Address,
  key: bigint,
  { askAfterMs, answerMs }: Rhythm,
): Promise<Session | undefined> {
  const limits = { connectionTimeoutMillis: answerMs, query_timeout: answerMs };
  const client = new Client({ ...address.config, ...limits });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  client.on("error", () => {}).once("end", resolve);
  try {
    await client.connect();
    await client.query(
      `select set_config(name, $1::jsonb ->> name, false) from pg_settings where $1::jsonb ? name`,
      [JSON.stringify(SESSION)],
    );
    const { rows } = await client.query<{ readonly got: boolean }>(
      "select pg_try_advisory_lock($1) as got",
      [key],
    );
    if (!rows[0]?.got) {
      await client.end();
      return undefined;
    }
  } catch (error) {
    // The lock, had we got it, goes with the session.
    await client.end().catch(() => {});
    if (faultOf(error) === "away") throw new Again(error, false);
    throw explainPostgres(error, address);
  }
  const over = new AbortController();
  void ended.then(() => over.abort());
  const asking = keepAsking(client, askAfterMs, over.signal);
  return {
    ended,
    async end() {
      over.abort();
      await asking;
      // Explicitly, because a session ends a moment after it was told to.
      await client.query("select pg_advisory_unlock($1)", [key]).catch(() => {});
      await client.end();
    },
  };
}

/** Ends a session that no longer answers, as when the network between is cut without a word. */
async function keepAsking(client: Client, afterMs: number, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await sleep(afterMs, undefined, { ref: false, signal: over }).catch(() => {});
    if (!over.aborted) await client.query("select 1").catch(() => client.end());
  }
}
