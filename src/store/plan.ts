import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { DeliveryRow, Schema } from "./schema.ts";
import type { Subscription } from "./subscriptions.ts";

/** What `plan` needs: the subscription as it was read, its local day, and when it runs next. */
export type Plan = {
  readonly subscription: Subscription;
  readonly day: string;
  readonly dueAt: number;
  readonly nextRunAt: number;
  readonly state: "due" | "skipped";
  readonly reason?: string;
  /** Since when it may be out all the same: it is late, and this ledger may be an older copy of the one that had it sent. */
  readonly outSince?: number;
};

/** Moves subscriptions on and enters their day's deliveries; see `Deliveries.planAll`. */
export async function planAll(
  db: Kysely<Schema>,
  inputs: readonly Plan[],
): Promise<readonly (DeliveryRow | undefined)[]> {
  // In one order everywhere, so that no two processes wait for each other.
  const ordered = inputs
    .map((input) => ({ id: idOf(input), input }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return await db.transaction().execute(async (transaction) => {
    const entered = new Map<Plan, DeliveryRow | undefined>();
    for (const { id, input } of ordered) entered.set(input, await enter(transaction, id, input));
    return inputs.map((input) => entered.get(input));
  });
}

async function enter(
  db: Transaction<Schema>,
  id: string,
  input: Plan,
): Promise<DeliveryRow | undefined> {
  const { id: subscription, platform, tenant, channel, nextRunAt } = input.subscription;
  const { day, state, dueAt, reason = null } = input;
  const moved = await db
    .updateTable("subscriptions")
    .set({ nextRunAt: input.nextRunAt })
    .where((eb) => eb.and({ platform, tenant, id: subscription, nextRunAt, state: "enabled" }))
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return undefined;
  return await db
    .insertInto("deliveries")
    .values({
      ...{ id, platform, tenant, subscription, channel, day, state, dueAt, reason },
      notBefore: dueAt,
      attempts: 0,
      leasedUntil: null,
      message: null,
      settledAt: state === "skipped" ? dueAt : null,
      outSince: input.outSince ?? null,
      outSure: 0,
      ...{ triedAt: null, draft: null, parts: null },
    })
    .onConflict((conflict) =>
      conflict.columns(["platform", "tenant", "subscription", "day"]).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

/**
 * The same for the same day of the same subscription in every copy of the database, so that a platform
 * knows the post again that a lost copy had sent.
 */
function idOf({ subscription: { platform, tenant, id }, day }: Plan): string {
  const whose = JSON.stringify([platform, tenant, id, day]);
  return createHash("sha256").update(whose).digest("hex").slice(0, 32);
}
