import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import type { ChangesPlace } from "#papers";
import { type Deliveries, type Delivery, deliveries } from "./deliveries.ts";
import { type Installations, installations } from "./installations.ts";
import type { Locks, OwnLocks } from "./locks.ts";
import { type Logins, logins } from "./logins.ts";
import { type Paces, paces } from "./paces.ts";
import { type Papers, papers } from "./papers.ts";
import { type Polls, polls } from "./polls.ts";
import { type Receipts, receipts } from "./receipts.ts";
import { type Saves, saves } from "./saves.ts";
import type { Schema } from "./schema.ts";
import { type Snapshots, snapshots } from "./snapshots.ts";
import { type Subscription, type Subscriptions, subscriptions } from "./subscriptions.ts";
import { type Tenants, tenants } from "./tenants.ts";
import { type Tickets, tickets } from "./tickets.ts";
import { type Votes, votes } from "./votes.ts";

/** Everything the bot remembers, one member per collection. */
export type Store = {
  readonly papers: Papers;
  readonly snapshots: Snapshots;
  readonly votes: Votes;
  readonly saves: Saves;
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly tickets: Tickets;
  readonly logins: Logins;
  readonly receipts: Receipts;
  readonly installations: Installations;
  readonly polls: Polls;
  readonly locks: Locks;
  readonly paces: Paces;
  readonly tenants: Tenants;
  /**
   * Epoch ms, whole: by the server's clock on PostgreSQL, so that several machines agree on what is
   * due, and by this machine's on SQLite.
   */
  now(): number;
  /**
   * Copies all of it into a new file while it is in use.
   * @throws StoreError when that file is there already or can't be written, and on PostgreSQL, which
   * has its own programs for it
   */
  backup(file: string): Promise<void>;
  /** How long ago the oldest post that is not out yet was due at `now`, in ms; 0 when none waits. Cheap. */
  lag(now: number): Promise<number>;
  /** What is in it, for `doctor`. It counts every row. */
  info(): Promise<Info>;
  /** What tells this store from every other, made up when it is first asked for: files kept beside it name it. */
  identity(): Promise<string>;
  /** Where another thread of this process reads changes of papers by itself; only a file has such a place. */
  readonly changesPlace?: ChangesPlace;
  /** Closes it; a call after that throws. */
  close(): Promise<void>;
};

/** A store at a glance: where it lies, its schema's version, and how many rows of each kind. */
export type Info = {
  readonly engine: "sqlite" | "postgres";
  /** The file's path, ":memory:", or a server's address without user and password. */
  readonly where: string;
  readonly schema: number;
  readonly papers: number;
  readonly subscriptions: Readonly<Record<Subscription["state"], number>>;
  readonly deliveries: Readonly<Record<Delivery["state"], number>>;
  /** As `Store.lag`. */
  readonly lag: number;
};

/** What a store has of its database: which it is, and what the two do in ways of their own. */
export type Engine = Pick<Info, "engine" | "where" | "schema"> &
  Pick<Store, "now" | "backup" | "changesPlace" | "close"> & { readonly locks: OwnLocks };

/** Builds the store over a database whose schema is up to date, whichever engine it runs on. */
export function createStore(db: Kysely<Schema>, own: Engine): Store {
  const catalogue = papers(db);
  const channels = subscriptions(db);
  const { engine, where, schema, now, backup, changesPlace, locks } = own;
  const lag = async (at: number) => {
    const oldest = [await oldestDue(db), await channels.next()].filter((at) => at !== undefined);
    return oldest.length === 0 ? 0 : Math.max(0, at - Math.min(...oldest));
  };
  return {
    papers: catalogue,
    snapshots: snapshots(db),
    votes: votes(db),
    saves: saves(db),
    subscriptions: channels,
    deliveries: deliveries(db),
    tickets: tickets(db),
    logins: logins(db),
    receipts: receipts(db),
    installations: installations(db),
    polls: polls(db),
    paces: paces(db, now),
    tenants: tenants(db),
    ...{ locks, now, backup, lag, ...(changesPlace && { changesPlace }) },
    info: async () => ({
      ...{ engine, where, schema },
      papers: await catalogue.count(),
      subscriptions: await channels.counts(),
      deliveries: {
        ...{ due: 0, leased: 0, sent: 0, skipped: 0, failed: 0, unknown: 0 },
        ...(await states(db)),
      },
      lag: await lag(now()),
    }),
    identity: async () => `${engine} ${await identity(db)}`,
    close: async () => {
      await locks.releaseAll();
      await own.close();
    },
  };
}

async function oldestDue(db: Kysely<Schema>): Promise<number | undefined> {
  const { oldest } = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min<number | null>("dueAt").as("oldest"))
    .where("state", "in", ["due", "leased"])
    .executeTakeFirstOrThrow();
  return oldest ?? undefined;
}

/** Stands among the counters, since it is one number, a random one. `restore` takes it away. */
async function identity(db: Kysely<Schema>): Promise<number> {
  await db
    .insertInto("counters")
    .values({ name: "identity", value: randomInt(2 ** 48 - 1) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const row = await db
    .selectFrom("counters")
    .select("value")
    .where("name", "=", "identity")
    .executeTakeFirstOrThrow();
  return row.value;
}

async function states(db: Kysely<Schema>) {
  const rows = await db
    .selectFrom("deliveries")
    .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}
