import type { Kysely } from "kysely";
import type { Manner } from "#chat";
import { type Present, present } from "./present.ts";
import type { Schema, SubscriptionRow } from "./schema.ts";
import type { Scope } from "./scope.ts";

/**
 * A channel's wish for a daily post: at `time` ("09:00") by the clock of `zone`, on `days` (ISO
 * weekdays, Monday is 1), `count` papers of at least `least` upvotes. `reason` says why it is not
 * enabled. `nextRunAt` and `createdAt` are ms since 1970.
 */
export type Subscription = Omit<Present<SubscriptionRow>, "days" | "manner"> & {
  readonly days: readonly number[];
  /** How its posts go out; absent when nothing was chosen. */
  readonly manner?: Manner;
};

/** The subscriptions of every tenant; only `due`, `next` and `enabledOn` look across tenants. */
export type Subscriptions = {
  /** Inserts, or replaces the one with the same id in the same tenant. */
  put(subscription: Subscription): Promise<void>;
  get(scope: Scope, id: string): Promise<Subscription | undefined>;
  /** All of a tenant, oldest first. */
  inTenant(scope: Scope): Promise<readonly Subscription[]>;
  /** All of one channel, oldest first. */
  inChannel(scope: Scope, channel: string): Promise<readonly Subscription[]>;
  /** Removes it and answers whether it was there. Its deliveries stay: they are what the channel has seen. */
  remove(scope: Scope, id: string): Promise<boolean>;
  /** Pauses, disables or enables; without a `reason` the old one is dropped, without `nextRunAt` the old one stays. */
  setState(
    scope: Scope,
    id: string,
    state: Subscription["state"],
    reason?: string,
    nextRunAt?: number,
  ): Promise<boolean>;
  /**
   * Disables what is enabled or paused in a channel, or in the whole tenant, because the bot is no
   * longer there; nothing is removed. Answers how many those were.
   */
  disable(scope: Scope, channel: string | undefined, reason: string): Promise<number>;
  /** The enabled ones whose hour has come by `now`, the longest waiting first. */
  due(now: number, limit: number): Promise<readonly Subscription[]>;
  /** Enabled ones of a platform, the first `limit` by tenant, for a look at their channels. */
  enabledOn(platform: string, limit: number): Promise<readonly Subscription[]>;
  /** When the next enabled one is due; undefined when there is none. */
  next(): Promise<number | undefined>;
};

/** Keeps the subscriptions in `db`. */
export function subscriptions(db: Kysely<Schema>): Subscriptions {
  return {
    put: async (subscription) => {
      const { platform, tenant, id, ...rest } = row(subscription);
      await db
        .insertInto("subscriptions")
        .values({ platform, tenant, id, ...rest })
        .onConflict((conflict) => conflict.columns(["platform", "tenant", "id"]).doUpdateSet(rest))
        .execute();
    },
    get: async ({ platform, tenant }, id) => {
      const found = await all(db)
        .where((eb) => eb.and({ platform, tenant, id }))
        .executeTakeFirst();
      return found && read(found);
    },
    inTenant: async ({ platform, tenant }) =>
      (
        await all(db)
          .where((eb) => eb.and({ platform, tenant }))
          .execute()
      ).map(read),
    inChannel: async ({ platform, tenant }, channel) =>
      (
        await all(db)
          .where((eb) => eb.and({ platform, tenant, channel }))
          .execute()
      ).map(read),
    remove: async ({ platform, tenant }, id) => {
      const result = await db
        .deleteFrom("subscriptions")
        .where((eb) => eb.and({ platform, tenant, id }))
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    setState: async ({ platform, tenant }, id, state, reason, nextRunAt) => {
      const result = await db
        .updateTable("subscriptions")
        .set({ state, reason: reason ?? null, ...(nextRunAt === undefined ? {} : { nextRunAt }) })
        .where((eb) => eb.and({ platform, tenant, id }))
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    disable: async ({ platform, tenant }, channel, reason) => {
      const result = await db
        .updateTable("subscriptions")
        .set({ state: "disabled", reason })
        .where((eb) => eb.and({ platform, tenant, ...(channel !== undefined && { channel }) }))
        .where("state", "!=", "disabled")
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    due: (now, limit) => due(db, now, limit),
    enabledOn: (platform, limit) => enabledOn(db, platform, limit),
    next: async () => {
      const first = await db
        .selectFrom("subscriptions")
        .select("nextRunAt")
        .where("state", "=", "enabled")
        .orderBy("nextRunAt")
        .limit(1)
        .executeTakeFirst();
      return first?.nextRunAt;
    },
  };
}

async function enabledOn(db: Kysely<Schema>, platform: string, limit: number) {
  const rows = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where((eb) => eb.and({ platform, state: "enabled" }))
    .orderBy("tenant")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(read);
}

async function due(db: Kysely<Schema>, now: number, limit: number) {
  const rows = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("state", "=", "enabled")
    .where("nextRunAt", "<=", now)
    .orderBy("nextRunAt")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(read);
}

function all(db: Kysely<Schema>) {
  return db.selectFrom("subscriptions").selectAll().orderBy("createdAt").orderBy("id");
}

function row(subscription: Subscription): SubscriptionRow {
  const { topics = null, exclude = null, reason = null, manner } = subscription;
  return {
    platform: subscription.platform,
    tenant: subscription.tenant,
    id: subscription.id,
    channel: subscription.channel,
    time: subscription.time,
    zone: subscription.zone,
    days: JSON.stringify(subscription.days),
    count: subscription.count,
    topics,
    exclude,
    least: subscription.least,
    empty: subscription.empty,
    manner: manner ? JSON.stringify(manner) : null,
    state: subscription.state,
    reason,
    nextRunAt: subscription.nextRunAt,
    by: subscription.by,
    createdAt: subscription.createdAt,
  };
}

function read(found: SubscriptionRow): Subscription {
  const { days, manner, ...rest } = present(found);
  return {
    ...rest,
    days: JSON.parse(days) as readonly number[],
    ...(manner !== undefined && { manner: JSON.parse(manner) as Manner }),
  };
}
