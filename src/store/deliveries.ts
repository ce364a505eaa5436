import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { type Present, present } from "./present.ts";
import type { DeliveryRow, Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";
import { type Outcome, settle } from "./settle.ts";
import { skipLocked } from "./skip-locked.ts";
import type { Subscription } from "./subscriptions.ts";

/**
 * One daily post of one subscription, in the ledger from the moment it is due. `day` is the local
 * date (YYYY-MM-DD); instants are ms since 1970; `papers` are the keys that were posted.
 *
 * due → leased (someone is sending it) → sent, skipped, failed, back to due, or unknown: it may or
 * may not have arrived, and nobody sends it again without looking.
 */
export type Delivery = Present<DeliveryRow> & { readonly papers: readonly string[] };

/** What `plan` needs: the subscription as it was read, its local day, and when it runs next. */
export type Plan = {
  readonly subscription: Subscription;
  readonly day: string;
  readonly dueAt: number;
  readonly nextRunAt: number;
  readonly state: "due" | "skipped";
  readonly reason?: string;
};

/** The ledger of what was and will be posted. Nothing here is deleted but with its whole tenant. */
export type Deliveries = {
  /**
   * Moves the subscription on to `nextRunAt` and enters the day's delivery, both or neither. It
   * answers the delivery only to the one caller whose call entered it: a subscription that was
   * moved, edited, paused or removed since it was read is left alone, and a day that has its
   * delivery gets no second one (the subscription still moves on).
   */
  plan(input: Plan): Promise<Delivery | undefined>;
  /**
   * Leases up to `limit` deliveries that are due and may be tried by `now`, for `leaseMs`, and
   * counts the attempt. Each is handed to one caller only, whatever the number of processes.
   * Only those of `platforms`, so that a process never takes what it can't send.
   */
  claim(
    now: number,
    leaseMs: number,
    limit: number,
    platforms: readonly string[],
  ): Promise<readonly Delivery[]>;
  /**
   * Records how it went. Answers false, and changes nothing, when it was settled already; only
   * "sent" overrules a settled state, because a message that is out is out.
   */
  settle(id: string, outcome: Outcome): Promise<boolean>;
  /** Turns those whose lease ran out before `now` (the process died while sending) to unknown. */
  expire(now: number): Promise<readonly Delivery[]>;
  /** The last `count` deliveries of a subscription, newest first, even if it was removed since. */
  last(scope: Scope, subscription: string, count: number): Promise<readonly Delivery[]>;
  /** The keys of the papers sent in a channel since `since`, by whichever subscription. */
  postedIn(scope: Scope, channel: string, since: number): Promise<ReadonlySet<string>>;
};

/** Keeps the ledger in `db`. */
export function deliveries(db: Kysely<Schema>): Deliveries {
  return {
    plan: (input) => plan(db, input),
    claim: (now, leaseMs, limit, platforms) => claim(db, now, leaseMs, limit, platforms),
    settle: (id, outcome) => settle(db, id, outcome),
    expire: async (now) => {
      const rows = await db
        .updateTable("deliveries")
        .set({
          state: "unknown",
          reason: "the bot stopped while sending it, so it may or may not have arrived",
          leasedUntil: null,
          settledAt: now,
        })
        .where("state", "=", "leased")
        .where("leasedUntil", "<", now)
        .returningAll()
        .execute();
      return rows.sort(byTime).map(unsent);
    },
    last: (scope, subscription, count) => last(db, scope, subscription, count),
    postedIn: async ({ platform, tenant }, channel, since) => {
      const rows = await db
        .selectFrom("posts")
        .select("paper")
        .where((eb) => eb.and({ platform, tenant, channel }))
        .where("at", ">=", since)
        .execute();
      return new Set(rows.map((row) => row.paper));
    },
  };
}

async function plan(db: Kysely<Schema>, input: Plan): Promise<Delivery | undefined> {
  const { id: subscription, platform, tenant, channel, nextRunAt } = input.subscription;
  const { day, state, dueAt, reason = null } = input;
  return await db.transaction().execute(async (transaction) => {
    const moved = await transaction
      .updateTable("subscriptions")
      .set({ nextRunAt: input.nextRunAt })
      .where((eb) => eb.and({ platform, tenant, id: subscription, nextRunAt, state: "enabled" }))
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return undefined;
    const row = await transaction
      .insertInto("deliveries")
      .values({
        id: randomUUID(),
        ...{ platform, tenant, subscription, channel, day, state, dueAt, reason },
        notBefore: dueAt,
        attempts: 0,
        leasedUntil: null,
        message: null,
        settledAt: state === "skipped" ? dueAt : null,
      })
      .onConflict((conflict) =>
        conflict.columns(["platform", "tenant", "subscription", "day"]).doNothing(),
      )
      .returningAll()
      .executeTakeFirst();
    return row && unsent(row);
  });
}

async function claim(
  db: Kysely<Schema>,
  now: number,
  leaseMs: number,
  limit: number,
  platforms: readonly string[],
): Promise<readonly Delivery[]> {
  if (platforms.length === 0) return [];
  const waiting = db
    .selectFrom("deliveries")
    .select("id")
    .where("state", "=", "due")
    .where("notBefore", "<=", now)
    .where("platform", "in", platforms)
    .orderBy("notBefore")
    .orderBy("id")
    .limit(limit);
  const rows = await db
    // Read once before the update: PostgreSQL may repeat a subquery, and claim more with each time.
    .with("waiting", () => skipLocked(db, waiting))
    .updateTable("deliveries")
    .set((eb) => ({
      state: "leased" as const,
      attempts: eb("attempts", "+", 1),
      leasedUntil: now + leaseMs,
    }))
    .where("id", "in", (eb) => eb.selectFrom("waiting").select("waiting.id"))
    .where("state", "=", "due")
    .returningAll()
    .execute();
  return rows.sort(byTime).map(unsent);
}

async function last(db: Kysely<Schema>, scope: Scope, subscription: string, count: number) {
  const { platform, tenant } = scope;
  const rows = await db
    .selectFrom("deliveries")
    .selectAll()
    .where((eb) => eb.and({ platform, tenant, subscription }))
    .orderBy("day", "desc")
    .limit(count)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const posts = await db
    .selectFrom("posts")
    .select(["delivery", "paper"])
    .where("delivery", "in", ids)
    .orderBy("position")
    .execute();
  const papers = Map.groupBy(posts, (post) => post.delivery);
  return rows.map((row) => ({
    ...present(row),
    papers: (papers.get(row.id) ?? []).map((post) => post.paper),
  }));
}

/** The rows an UPDATE returns come in no order. */
function byTime(one: DeliveryRow, other: DeliveryRow): number {
  return one.dueAt - other.dueAt || one.id.localeCompare(other.id);
}

/** What is not sent yet has posted no papers. */
function unsent(row: DeliveryRow): Delivery {
  return { ...present(row), papers: [] };
}
