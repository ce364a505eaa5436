import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Button states too long for the button itself, parked under a short key until they expire. */
export type Tickets = {
  /** Parks `text` until `until` (ms since 1970). The same key again replaces it and never shortens its time. */
  park(key: string, text: string, until: number): Promise<void>;
  /** What is parked under the key, unless it has expired by `now`. */
  find(key: string, now: number): Promise<string | undefined>;
  /** Throws away what has expired by `now` and answers how many those were. */
  prune(now: number): Promise<number>;
};

/** Keeps the tickets in `db`. */
export function tickets(db: Kysely<Schema>): Tickets {
  return {
    park: async (key, text, until) => {
      await db
        .insertInto("tickets")
        .values({ key, text, until })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((eb) => ({
            text,
            until: eb
              .case()
              .when("tickets.until", ">", until)
              .then(eb.ref("tickets.until"))
              .else(eb.ref("excluded.until"))
              .end(),
          })),
        )
        .execute();
    },
    find: async (key, now) => {
      const row = await db
        .selectFrom("tickets")
        .select("text")
        .where("key", "=", key)
        .where("until", ">", now)
        .executeTakeFirst();
      return row?.text;
    },
    prune: async (now) => {
      const result = await db.deleteFrom("tickets").where("until", "<=", now).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
