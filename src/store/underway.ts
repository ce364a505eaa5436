import type { Kysely } from "kysely";
import { oneAtATime } from "./one-at-a-time.ts";
import type { DeliveryRow, Schema } from "./schema.ts";

/** One try of one delivery: what it writes counts only while it holds the lease, and no later try does. */
export type Try = { readonly id: string; readonly attempts: number };

/** The ids of a post's messages in order, null for one that was begun and may be out. */
export type Parts = readonly (string | null)[];

/** What is about to be sent: under which key it is parked, its papers, and since when (ms since 1970) none of them may have been posted in the channel. */
export type Draft = {
  readonly draft: string;
  readonly papers: readonly string[];
  readonly at: number;
  readonly unseenSince: number;
};

/** Whether a draft was written down: not when the try lost its lease, nor when another post of the channel has one of the papers. */
export type Drafted = "held" | "lost" | "taken";

/**
 * Writes down what is about to be sent, so that no other post of the channel takes its papers. Another
 * process may be about to send one there, having looked as this one did at what the channel has seen.
 */
export async function draft(
  db: Kysely<Schema>,
  { id, attempts }: Try,
  { draft: key, papers, at, unseenSince }: Draft,
): Promise<Drafted> {
  return await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("deliveries")
      .selectAll()
      .where((eb) => eb.and({ id, attempts, state: "leased" }))
      .executeTakeFirst();
    if (!row) return "lost";
    const { platform, tenant, channel } = row;
    await oneAtATime(transaction, JSON.stringify([platform, tenant, channel]));
    if (await anySeen(transaction, row, papers, unseenSince)) return "taken";
    const { numUpdatedRows } = await transaction
      .updateTable("deliveries")
      .set({ draft: key })
      .where((eb) => eb.and({ id, attempts, state: "leased" }))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return "lost";
    // An earlier draft that is no longer known was never sent.
    if (row.draft !== null)
      await transaction.deleteFrom("posts").where("delivery", "=", id).execute();
    await take(transaction, row, papers, at);
    return "held";
  });
}

/** Whether another post has put one of these papers into the channel since then, or is about to. */
async function anySeen(
  db: Kysely<Schema>,
  { id, platform, tenant, channel }: DeliveryRow,
  papers: readonly string[],
  since: number,
): Promise<boolean> {
  if (papers.length === 0) return false;
  const seen = await db
    .selectFrom("posts")
    .select("paper")
    .where((eb) => eb.and({ platform, tenant, channel }))
    .where("at", ">=", since)
    .where("paper", "in", papers)
    .where("delivery", "!=", id)
    .limit(1)
    .executeTakeFirst();
  return seen !== undefined;
}

/** Enters the papers of a delivery among those that its channel has seen. */
export async function take(
  db: Kysely<Schema>,
  { id: delivery, platform, tenant, channel }: DeliveryRow,
  papers: readonly string[],
  at: number,
): Promise<void> {
  if (papers.length === 0) return;
  await db
    .insertInto("posts")
    .values(
      papers.map((paper, position) => ({
        ...{ delivery, position, platform, tenant, channel, paper, at },
      })),
    )
    .onConflict((conflict) => conflict.columns(["delivery", "position"]).doNothing())
    .execute();
}

/** Holds the lease until then, and writes down the parts when they are given. Answers false when the try lost it. */
export async function hold(
  db: Kysely<Schema>,
  { id, attempts }: Try,
  leasedUntil: number,
  parts?: Parts,
): Promise<boolean> {
  const result = await db
    .updateTable("deliveries")
    .set({ leasedUntil, ...(parts && { parts: JSON.stringify(parts) }) })
    .where((eb) => eb.and({ id, attempts, state: "leased" }))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Gives back what was leased by a process that died. */
export async function expire(
  db: Kysely<Schema>,
  now: number,
  sparing: readonly string[],
): Promise<readonly DeliveryRow[]> {
  const lost = leased(db).where("leasedUntil", "<", now);
  return await giveBack(sparing.length > 0 ? lost.where("id", "not in", sparing) : lost, now);
}

/** Gives back what these tries leased, because their process ends; not to be tried before `notBefore`. */
export async function release(
  db: Kysely<Schema>,
  tries: readonly Try[],
  notBefore: number,
): Promise<readonly DeliveryRow[]> {
  if (tries.length === 0) return [];
  const mine = leased(db).where((eb) =>
    eb.or(tries.map(({ id, attempts }) => eb.and({ id, attempts }))),
  );
  return await giveBack(mine, notBefore);
}

function leased(db: Kysely<Schema>) {
  return db.updateTable("deliveries").where("state", "=", "leased");
}

/** What had a draft may be out since its try began; what had none was never sent. */
async function giveBack(
  rows: ReturnType<typeof leased>,
  notBefore: number,
): Promise<readonly DeliveryRow[]> {
  const back = { state: "due", notBefore, leasedUntil: null, reason: STOPPED } as const;
  const begun = await rows
    .where("draft", "is not", null)
    .set((eb) => ({
      ...{ ...back, outSure: 1 as const },
      outSince: eb.fn.coalesce("outSince", "triedAt"),
    }))
    .returningAll()
    .execute();
  const rest = await rows.where("draft", "is", null).set(back).returningAll().execute();
  return [...begun, ...rest];
}

const STOPPED = "I stopped while it was being sent";
