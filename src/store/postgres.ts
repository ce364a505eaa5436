import { setTimeout as sleep } from "node:timers/promises";
import { CamelCasePlugin, type Kysely, sql } from "kysely";
import { Pool, type PoolConfig } from "pg";
import type { Log } from "#chat";
import { advisoryLocks, keyOf, type Rhythm } from "./advisory-locks.ts";
import { openDatabaseClock } from "./database-clock.ts";
import { StoreError } from "./failure.ts";
import { migrate } from "./migrate.ts";
import { PatientKysely } from "./patient-kysely.ts";
import { createPerseverance, type Pace, type Perseverance } from "./persevere.ts";
import { type Address, readAddress, withoutTls } from "./postgres-address.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { speaksNoTls } from "./postgres-failure.ts";
import type { Schema } from "./schema.ts";
import { createStore, type Store } from "./store.ts";

/** Longest wait for a connection, in ms. */
const CONNECT_MS = 5_000;

/** A busy process uses this many connections; idle ones are closed after 10 s. */
const MOST_CONNECTIONS = 10;

/** Between two looks at the server's clock, in ms. */
const LOOK_EVERY_MS = 30_000;

/** Times that tests make shorter. */
export type Times = Pace & Rhythm & { readonly limits: PoolConfig };

/** The times of a bot. */
export const usual: Times = {
  ...{ patienceMs: 10_000, clock: () => performance.now(), sleep },
  ...{ askAfterMs: 2_000, answerMs: 4_000 },
  /**
   * Time limits in ms: of a statement on the server, of an answer that never comes, and of a process
   * that stands still amid a transaction, whose rows nobody else can have meanwhile.
   */
  limits: {
    statement_timeout: 20_000,
    query_timeout: 25_000,
    idle_in_transaction_session_timeout: 30_000,
  },
};

/** Opens the store in a database of a PostgreSQL server; see `openStore`. */
export async function openPostgres(
  url: string,
  log: Log,
  changed: Partial<Times> = {},
): Promise<Store> {
  const times = { ...usual, ...changed };
  const given = readAddress(url);
  const perseverance = createPerseverance(given, log, times);
  const { address, schema } = await prepare(given, perseverance);
  const db = connect(address, perseverance, { ...times.limits, max: MOST_CONNECTIONS });
  const clock = await openDatabaseClock(() => timeOf(db)).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  const looking = setInterval(() => void clock.refresh().catch(() => {}), LOOK_EVERY_MS).unref();
  const { where } = address;
  return createStore(db, {
    ...{ engine: "postgres", where, schema, now: clock.now },
    locks: advisoryLocks(db, address, perseverance, times),
    backup: async () => {
      throw new StoreError(
        `${where} is backed up with PostgreSQL's own programs: pg_dump --format=custom --file=FILE "$DATABASE_URL".`,
      );
    },
    close: async () => {
      clearInterval(looking);
      perseverance.stop();
      await db.destroy();
    },
  });
}

/** Brings the schema up to date, without time limits, and finds out whether the server speaks TLS where either will do. */
export async function prepare(
  address: Address,
  perseverance: Perseverance,
): Promise<{ readonly address: Address; readonly schema: number }> {
  const db = connect(address, perseverance, { max: 1 });
  try {
    const schema = await migrate(db as unknown as Kysely<unknown>, {
      ...{ where: address.where, elsewhere: "DATABASE_URL to another database", hasTable },
      lock: async (transaction) => {
        await sql`select pg_advisory_xact_lock(${keyOf("schema")})`.execute(transaction);
      },
    });
    return { address, schema };
  } catch (error) {
    const optional = address.tls === "prefer" || address.tls === "allow";
    if (!optional || !(error instanceof StoreError) || !speaksNoTls(error.cause)) throw error;
    return await prepare(withoutTls(address), perseverance);
  } finally {
    await db.destroy();
  }
}

function connect(address: Address, perseverance: Perseverance, limits: PoolConfig): PatientKysely {
  const pool = new Pool({
    ...{ ...address.config, ...limits },
    connectionTimeoutMillis: CONNECT_MS,
  });
  const dialect = postgresDialect(pool, address, perseverance);
  return new PatientKysely({ dialect, plugins: [new CamelCasePlugin()] }, perseverance);
}

async function hasTable(db: Kysely<unknown>, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 where to_regclass(${name}) is not null`.execute(db);
  return rows.length > 0;
}

async function timeOf(db: Kysely<Schema>): Promise<number> {
  const { time } = await db
    .selectNoFrom(sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`.as("time"))
    .executeTakeFirstOrThrow();
  return time;
}
