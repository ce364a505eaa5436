import type { Kysely } from "kysely";
import { type Plan, planAll } from "./plan.ts";
import { type Present, present } from "./present.ts";
import type { DeliveryRow, Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";
import { type Outcome, settle } from "./settle.ts";
import { skipLocked } from "./skip-locked.ts";
import {
  type Draft,
  type Drafted,
  draft,
  expire,
  hold,
  type Parts,
  release,
  type Try,
} from "./underway.ts";

/**
 * One daily post of one subscription, in the ledger from the moment it is due. `day` is the local
 * date (YYYY-MM-DD); instants are ms since 1970; `papers` are the keys that were posted, or are to be.
 *
 * due → leased (someone is sending it) → sent, skipped, failed, back to due, or unknown: it may or
 * may not have arrived, and it can't be looked for.
 */
export type Delivery = Omit<Present<DeliveryRow>, "parts" | "outSince" | "outSure"> & {
  readonly papers: readonly string[];
  readonly parts: Parts;
  /** Since when it may be out, and whether a try was made whose end nobody knows; absent when it can't be. */
  readonly earlier?: { readonly since: number; readonly sure: boolean };
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
  /** The same for many at once, each entered or not for itself: one write instead of many. */
  planAll(inputs: readonly Plan[]): Promise<readonly (Delivery | undefined)[]>;
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
   * Writes down what this try is about to send, whose papers no other post of the channel takes from now
   * on. Does nothing when the lease was lost meanwhile, or another post has taken one of them since.
   */
  draft(of: Try, what: Draft): Promise<Drafted>;
  /** Holds this try's lease until then and writes down how far it got. Answers false when the lease was lost. */
  hold(of: Try, until: number, parts?: Parts): Promise<boolean>;
  /**
   * Records how it went. Answers false, and changes nothing, when it was settled already; only
   * "sent" overrules a settled state, because a message that is out is out. Other outcomes count for
   * the try of this number alone, where it is given.
   */
  settle(id: string, outcome: Outcome, attempts?: number): Promise<boolean>;
  /**
   * Gives back those whose lease ran out before `now`, because the process died while sending: due
   * again, and known to be out perhaps if their sending had begun. Those of `sparing` are left alone.
   */
  expire(now: number, sparing?: readonly string[]): Promise<readonly Delivery[]>;
  /** Gives back what these tries leased, as `expire` does, because their process ends; not to be tried before `at`. */
  release(tries: readonly Try[], at: number): Promise<readonly Delivery[]>;
  /** When the next one of these platforms may be tried, in ms since 1970; undefined when none is due. */
  next(platforms: readonly string[]): Promise<number | undefined>;
  /** Lets everything due on a platform, or of one tenant of it, wait until then; answers how many those were. */
  postpone(
    whose: { readonly platform: string; readonly tenant?: string },
    until: number,
    reason: string,
  ): Promise<number>;
  /** The last `count` deliveries of a subscription, newest first, even if it was removed since. */
  last(scope: Scope, subscription: string, count: number): Promise<readonly Delivery[]>;
  /** The keys of the papers sent in a channel since `since`, or about to be, by whichever subscription. */
  postedIn(scope: Scope, channel: string, since: number): Promise<ReadonlySet<string>>;
};

/** Keeps the ledger in `db`. */
export function deliveries(db: Kysely<Schema>): Deliveries {
  return {
    plan: async (input) => {
      const [row] = await planAll(db, [input]);
      return row && unsent(row);
    },
    planAll: async (inputs) =>
      (await planAll(db, inputs)).map((row) => (row ? unsent(row) : undefined)),
    claim: (now, leaseMs, limit, platforms) => claim(db, now, leaseMs, limit, platforms),
    draft: (of, what) => draft(db, of, what),
    hold: (of, until, parts) => hold(db, of, until, parts),
    settle: (id, outcome, attempts) => settle(db, id, outcome, attempts),
    expire: async (now, sparing = []) =>
      [...(await expire(db, now, sparing))].sort(byTime).map(unsent),
    release: async (tries, at) => [...(await release(db, tries, at))].sort(byTime).map(unsent),
    next: (platforms) => next(db, platforms),
    postpone: async (whose, until, reason) => {
      const result = await db
        .updateTable("deliveries")
        .set({ notBefore: until, reason })
        .where((eb) => eb.and({ ...whose, state: "due" }))
        .where("notBefore", "<", until)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
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
      triedAt: now,
    }))
    .where("id", "in", (eb) => eb.selectFrom("waiting").select("waiting.id"))
    // Said again outside, because PostgreSQL rechecks only this after waiting for another claimer; and so
    // that SQLite looks these ids up, where by the bare column it would go through all that is due.
    .where((eb) => eb(eb.fn.coalesce("state", eb.val("")), "=", "due"))
    .returningAll()
    .execute();
  return rows.sort(byTime).map(unsent);
}

async function next(db: Kysely<Schema>, platforms: readonly string[]) {
  if (platforms.length === 0) return undefined;
  const first = await db
    .selectFrom("deliveries")
    .select("notBefore")
    .where("state", "=", "due")
    .where("platform", "in", platforms)
    .orderBy("notBefore")
    .limit(1)
    .executeTakeFirst();
  return first?.notBefore;
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
    ...unsent(row),
    papers: (papers.get(row.id) ?? []).map((post) => post.paper),
  }));
}

/** The rows an UPDATE returns come in no order. */
function byTime(one: DeliveryRow, other: DeliveryRow): number {
  return one.dueAt - other.dueAt || one.id.localeCompare(other.id);
}

/** A row without its papers, which are kept beside it. */
function unsent({ parts, outSince, outSure, ...row }: DeliveryRow): Delivery {
  return {
    ...present(row),
    papers: [],
    parts: parts === null ? [] : (JSON.parse(parts) as Parts),
    ...(outSince !== null && { earlier: { since: outSince, sure: outSure === 1 } }),
  };
}
