import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** What was received already, so that an event delivered twice is handled once, whichever process gets it. */
export type Receipts = {
  /** Answers true to the first caller with this key, and false to every later one until `until` (ms since 1970). */
  take(key: string, until: number): Promise<boolean>;
  /** Forgets what has expired by `now` and answers how many those were. */
  prune(now: number): Promise<number>;
};

/** Keeps the receipts in `db`. */
export function receipts(db: Kysely<Schema>): Receipts {
  return {
    take: async (key, until) => {
      const result = await db
        .insertInto("receipts")
        .values({ key, until })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    prune: async (now) => {
      const result = await db.deleteFrom("receipts").where("until", "<=", now).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
