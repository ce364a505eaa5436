import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";
import { type Parts, take } from "./underway.ts";

/**
 * How sending a delivery went; `at` and `notBefore` are ms since 1970. "due" sends it back for
 * another try; with `counted: false` (a rate limit) the attempt is given back; `unclear`: nobody knows
 * whether this try put it out; `parts`: how far it got, where that is not what was written down last.
 */
export type Outcome =
  | {
      readonly state: "sent";
      readonly message?: string;
      readonly papers: readonly string[];
      readonly at: number;
    }
  | {
      readonly state: "skipped" | "failed" | "unknown";
      readonly reason: string;
      readonly at: number;
    }
  | {
      readonly state: "due";
      readonly notBefore: number;
      readonly reason: string;
      readonly counted: boolean;
      readonly unclear?: boolean;
      readonly parts?: Parts;
    };

/**
 * Records the outcome of one delivery and answers whether it was recorded. "sent" overrules whatever
 * was recorded before; everything else counts for what is not settled yet, or unknown, and for the try
 * of this number alone where it is given. What was not posted is forgotten by its channel.
 */
export async function settle(
  db: Kysely<Schema>,
  id: string,
  outcome: Outcome,
  attempts?: number,
): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    switch (outcome.state) {
      case "sent":
        return await sent(transaction, id, outcome);
      case "due":
        return await retry(transaction, id, outcome, attempts);
      case "skipped":
      case "failed":
      case "unknown": {
        const { state, reason, at } = outcome;
        const result = await open(transaction, id, attempts)
          .set({ state, reason, settledAt: at, leasedUntil: null })
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        if (state !== "unknown")
          await transaction.deleteFrom("posts").where("delivery", "=", id).execute();
        return true;
      }
    }
  });
}

async function sent(
  db: Transaction<Schema>,
  id: string,
  { message, papers, at }: Extract<Outcome, { state: "sent" }>,
): Promise<boolean> {
  const row = await db
    .updateTable("deliveries")
    .set({
      ...{ state: "sent", message: message ?? null, reason: null },
      ...{ settledAt: at, leasedUntil: null },
    })
    .where("id", "=", id)
    .where("state", "!=", "sent")
    .returningAll()
    .executeTakeFirst();
  if (!row) return false;
  await take(db, row, papers, at);
  return true;
}

async function retry(
  db: Transaction<Schema>,
  id: string,
  { notBefore, reason, counted, unclear, parts }: Extract<Outcome, { state: "due" }>,
  attempts?: number,
): Promise<boolean> {
  const result = await open(db, id, attempts)
    .set((eb) => ({
      ...{ state: "due" as const, notBefore, reason, leasedUntil: null, settledAt: null },
      attempts: eb("attempts", "-", counted ? 0 : 1),
      ...(parts && { parts: JSON.stringify(parts) }),
      ...(unclear && { outSince: eb.fn.coalesce("outSince", "triedAt"), outSure: 1 as const }),
    }))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function open(db: Transaction<Schema>, id: string, attempts?: number) {
  const rows = db
    .updateTable("deliveries")
    .where("id", "=", id)
    .where("state", "in", ["due", "leased", "unknown"]);
  return attempts === undefined
    ? rows
    : rows.where("attempts", "=", attempts).where("state", "=", "leased");
}
