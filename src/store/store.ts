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
  const channels = subscriptions(db);
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
    info: async () => ({
      ...about,
      papers: await catalogue.count(),
      subscriptions: await channels.counts(),
      deliveries: {
        ...{ due: 0, leased: 0, sent: 0, skipped: 0, failed: 0, unknown: 0 },
        ...(await states(db)),
      },
    }),
    close: () => db.destroy(),
  };
}

async function states(db: Kysely<Schema>) {
  const rows = await db
    .selectFrom("deliveries")
    .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}
