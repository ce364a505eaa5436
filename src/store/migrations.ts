import type { Kysely } from "kysely";

/** One step of the schema: what it does in a few words, and the step itself. */
export type Migration = {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
};

/**
 * Every step the schema ever took, oldest first; the schema's version is how many were taken.
 * A step that was released is never edited, only followed by another: forward only, and each step
 * must leave the rows that were there.
 */
export const migrations: readonly Migration[] = [
  { name: "papers and what is counted about them", up: papers },
  { name: "what people marked", up: marks },
  { name: "subscriptions and deliveries", up: deliveries },
  { name: "parked tickets", up: tickets },
  { name: "how posts go out", up: manners },
  { name: "logins, receipts and installations", up: connections },
  { name: "what paper sources were asked", up: polls },
  { name: "what one process does at a time", up: locks },
  { name: "how far a delivery got", up: progress },
  { name: "who is still to be told that a subscription stopped", up: notices },
  { name: "what people marked of late", up: recentMarks },
];

async function papers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("counters")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("papers")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("seq", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("papers_by_change").on("papers").column("seq").execute();
  await db.schema
    .createTable("renames")
    .addColumn("from", "text", (column) => column.primaryKey())
    .addColumn("to", "text", (column) => column.notNull())
    .addColumn("seq", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("snapshots")
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("upvotes", "integer", (column) => column.notNull())
    .addColumn("comments", "integer")
    .addColumn("stars", "integer")
    .addPrimaryKeyConstraint("snapshots_once", ["paper", "at"])
    .execute();
  await db.schema.createIndex("snapshots_by_time").on("snapshots").column("at").execute();
}

async function marks(db: Kysely<unknown>): Promise<void> {
  for (const table of ["votes", "saves"]) {
    await db.schema
      .createTable(table)
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("tenant", "text", (column) => column.notNull())
      .addColumn("person", "text", (column) => column.notNull())
      .addColumn("paper", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint(`${table}_once`, ["platform", "tenant", "person", "paper"])
      .execute();
    await db.schema
      .createIndex(`${table}_by_paper`)
      .on(table)
      .columns(["paper", "platform", "tenant"])
      .execute();
  }
}

async function deliveries(db: Kysely<unknown>): Promise<void> {
  await subscriptionTable(db);
  await deliveryTable(db);
  await db.schema
    .createTable("posts")
    .addColumn("delivery", "text", (column) => column.notNull().references("deliveries.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("posts_once", ["delivery", "position"])
    .execute();
  await db.schema
    .createIndex("posts_by_channel")
    .on("posts")
    .columns(["platform", "tenant", "channel", "at"])
    .execute();
  await db.schema.createIndex("posts_by_paper").on("posts").column("paper").execute();
}

async function subscriptionTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("subscriptions")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("time", "text", (column) => column.notNull())
    .addColumn("zone", "text", (column) => column.notNull())
    .addColumn("days", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("topics", "text")
    .addColumn("exclude", "text")
    .addColumn("least", "integer", (column) => column.notNull())
    .addColumn("empty", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("next_run_at", "bigint", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("subscriptions_once", ["platform", "tenant", "id"])
    .execute();
  await db.schema
    .createIndex("subscriptions_by_next_run")
    .on("subscriptions")
    .columns(["state", "next_run_at"])
    .execute();
}

async function deliveryTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("deliveries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("subscription", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("due_at", "bigint", (column) => column.notNull())
    .addColumn("not_before", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("leased_until", "bigint")
    .addColumn("reason", "text")
    .addColumn("message", "text")
    .addColumn("settled_at", "bigint")
    // The promise "never twice a day" is this constraint, not the care of any code.
    .addUniqueConstraint("deliveries_once_a_day", ["platform", "tenant", "subscription", "day"])
    .execute();
  await db.schema
    .createIndex("deliveries_by_time")
    .on("deliveries")
    .columns(["state", "not_before"])
    .execute();
}

async function tickets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("tickets")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("tickets_by_end").on("tickets").column("until").execute();
}

async function manners(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("subscriptions").addColumn("manner", "text").execute();
}

async function connections(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("logins")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("logins_by_time").on("logins").columns(["platform", "at"]).execute();
  await db.schema
    .createTable("receipts")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("until", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("receipts_by_end").on("receipts").column("until").execute();
  await db.schema
    .createTable("installations")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("installations_once", ["platform", "tenant"])
    .execute();
}

async function polls(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sources")
    .addColumn("source", "text", (column) => column.primaryKey())
    .addColumn("last_success", "bigint")
    .addColumn("failures", "integer", (column) => column.notNull())
    .addColumn("failing_since", "bigint")
    .addColumn("next_try", "bigint", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("leased_by", "text")
    .addColumn("leased_until", "bigint")
    .execute();
  await db.schema
    .createTable("polls")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("slot", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("polls_once", ["source", "slot"])
    .execute();
}

async function locks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("locks")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("holder", "text", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull())
    .execute();
}

async function progress(db: Kysely<unknown>): Promise<void> {
  for (const name of ["tried_at", "out_since"])
    await db.schema.alterTable("deliveries").addColumn(name, "bigint").execute();
  await db.schema
    .alterTable("deliveries")
    .addColumn("out_sure", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  for (const name of ["draft", "parts"])
    await db.schema.alterTable("deliveries").addColumn(name, "text").execute();
  // In the order of claiming, so that one of thousands that are due is found without sorting them.
  await db.schema
    .createIndex("deliveries_by_turn")
    .on("deliveries")
    .columns(["platform", "state", "not_before", "id"])
    .execute();
}

async function notices({ schema }: Kysely<unknown>): Promise<void> {
  const [table, column] = ["subscriptions", "notice_at"];
  await schema.alterTable(table).addColumn(column, "bigint").execute();
  await schema.createIndex("subscriptions_by_notice").on(table).column(column).execute();
}

async function recentMarks(db: Kysely<unknown>): Promise<void> {
  // With the papers, so that what a week marked is read off the index alone.
  for (const table of ["votes", "saves"])
    await db.schema.createIndex(`${table}_by_time`).on(table).columns(["at", "paper"]).execute();
}
