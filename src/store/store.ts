import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import { type Deliveries, type Delivery, deliveries } from "./deliveries.ts";
import { type Installations, installations } from "./installations.ts";
import { type Logins, logins } from "./logins.ts";
import { type Papers, papers } from "./papers.ts";
import { type Polls, polls } from "./polls.ts";
import { type Receipts, receipts } from "./receipts.ts";
import { type Saves, saves } from "./saves.ts";
import type { Schema } from "./schema.ts";
import { type Snapshots, snapshots } from "./snapshots.ts";
import { type Subscription, type Subscriptions, subscriptions } from "./subscriptions.ts";
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
  /** What is in it, for the health page and `doctor`. */
  info(): Promise<Info>;
  /** What tells this store from every other, made up when it is first asked for: files kept beside it name it. */
  identity(): Promise<string>;
  /** Closes it; a call after that throws. */
  close(): Promise<void>;
};

/** A store at a glance: where it lies, its schema's version, and how many rows of each kind. */
export type Info = {
  readonly engine: "sqlite";
  /** The file's path, or ":memory:". */
  readonly where: string;
  readonly schema: number;
  readonly papers: number;
  readonly subscriptions: Readonly<Record<Subscription["state"], number>>;
  readonly deliveries: Readonly<Record<Delivery["state"], number>>;
};

/** Builds the store over a database whose schema is up to date, whichever engine it runs on. */
export function createStore(
  db: Kysely<Schema>,
  about: Pick<Info, "engine" | "where" | "schema">,
): Store {
  const catalogue = papers(db);
  return {
    papers: catalogue,
    snapshots: snapshots(db),
    votes: votes(db),
    saves: saves(db),
    subscriptions: subscriptions(db),
    deliveries: deliveries(db),
    tickets: tickets(db),
    logins: logins(db),
    receipts: receipts(db),
    installations: installations(db),
    polls: polls(db),
    info: async () => ({
      ...about,
      papers: await catalogue.count(),
      subscriptions: {
        ...{ enabled: 0, paused: 0, disabled: 0 },
        ...(await states(db, "subscriptions")),
      },
      deliveries: {
        ...{ due: 0, leased: 0, sent: 0, skipped: 0, failed: 0, unknown: 0 },
        ...(await states(db, "deliveries")),
      },
    }),
    identity: () => identity(db),
    close: () => db.destroy(),
  };
}

/** Stands among the counters, since it is one number: random, and as large as a number can be exactly. */
async function identity(db: Kysely<Schema>): Promise<string> {
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
  return String(row.value);
}

async function states(db: Kysely<Schema>, table: "subscriptions" | "deliveries") {
  const rows = await db
    .selectFrom(table)
    .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}
