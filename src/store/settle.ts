import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * How sending a delivery went; `at` and `notBefore` are ms since 1970. "due" sends it back for
 * another try; with `counted: false` (a rate limit) the attempt is given back.
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
    };

/**
 * Records the outcome of one delivery and answers whether it was recorded. A delivery that is
 * sent, skipped or failed is settled; "unknown" is not, because a look may yet tell.
 */
export async function settle(db: Kysely<Schema>, id: string, outcome: Outcome): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    switch (outcome.state) {
      case "sent":
        return await sent(transaction, id, outcome);
      case "due":
        return await retry(transaction, id, outcome);
      case "skipped":
      case "failed":
      case "unknown": {
        const { state, reason, at } = outcome;
        const result = await open(transaction, id)
          .set({ state, reason, settledAt: at, leasedUntil: null })
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
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
      state: "sent",
      message: message ?? null,
      reason: null,
      settledAt: at,
      leasedUntil: null,
    })
    .where("id", "=", id)
    .where("state", "!=", "sent")
    .returningAll()
    .executeTakeFirst();
  if (!row) return false;
  const { platform, tenant, channel } = row;
  const posts = papers.map((paper, position) => ({
    ...{ delivery: id, position, platform, tenant, channel, paper, at },
  }));
  if (posts.length > 0) await db.insertInto("posts").values(posts).execute();
  return true;
}

async function retry(
  db: Transaction<Schema>,
  id: string,
  { notBefore, reason, counted }: Extract<Outcome, { state: "due" }>,
): Promise<boolean> {
  const result = await open(db, id)
    .set((eb) => ({
      state: "due" as const,
      notBefore,
      reason,
      leasedUntil: null,
      settledAt: null,
      attempts: eb("attempts", "-", counted ? 0 : 1),
    }))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function open(db: Transaction<Schema>, id: string) {
  return db
    .updateTable("deliveries")
    .where("id", "=", id)
    .where("state", "in", ["due", "leased", "unknown"]);
}
