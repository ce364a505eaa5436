import type { Kysely } from "kysely";
import type { Schema, SubscriptionRow } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** Disables subscriptions that can't be posted to; see `Subscriptions.disable`. */
export async function disable(
  db: Kysely<Schema>,
  what: Scope & { readonly id?: string; readonly channel?: string },
  reason: string,
  noticeAt: number,
): Promise<number> {
  const { platform, tenant, id, channel } = what;
  const which = { ...(id !== undefined && { id }), ...(channel !== undefined && { channel }) };
  const result = await db
    .updateTable("subscriptions")
    .set({ state: "disabled", reason, noticeAt })
    .where((eb) => eb.and({ platform, tenant, ...which }))
    .where("state", "!=", "disabled")
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Hands out the notices that are due to one person; see `Subscriptions.takeNotices`. */
export async function takeNotices(
  db: Kysely<Schema>,
  now: number,
  platforms: readonly string[],
): Promise<readonly SubscriptionRow[]> {
  if (platforms.length === 0) return [];
  const first = await db
    .selectFrom("subscriptions")
    .select(["platform", "tenant", "by"])
    .where("noticeAt", "<=", now)
    .where("platform", "in", platforms)
    .orderBy("noticeAt")
    .limit(1)
    .executeTakeFirst();
  if (!first) return [];
  const rows = await db
    .updateTable("subscriptions")
    .set({ noticeAt: null })
    .where((eb) => eb.and({ ...first }))
    .where("noticeAt", "<=", now)
    .returningAll()
    .execute();
  return rows.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** Puts notices back that could not be given. */
export async function putNotices(
  db: Kysely<Schema>,
  of: readonly (Scope & { readonly id: string })[],
  noticeAt: number,
): Promise<void> {
  for (const { platform, tenant, id } of of)
    await db
      .updateTable("subscriptions")
      .set({ noticeAt })
      .where((eb) => eb.and({ platform, tenant, id, state: "disabled" }))
      .execute();
}
