import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** When each platform was logged in to, kept so that a process that crashes and restarts can slow itself down. */
export type Logins = {
  /** Notes a login at `at` (ms since 1970). */
  record(platform: string, at: number): Promise<void>;
  /** The logins at `at` or later, oldest first. */
  since(platform: string, at: number): Promise<readonly number[]>;
  /** Throws away those before `at` and answers how many those were. */
  prune(at: number): Promise<number>;
};

/** Keeps the logins in `db`. */
export function logins(db: Kysely<Schema>): Logins {
  return {
    record: async (platform, at) => {
      await db.insertInto("logins").values({ platform, at }).execute();
    },
    since: async (platform, at) => {
      const rows = await db
        .selectFrom("logins")
        .select("at")
        .where("platform", "=", platform)
        .where("at", ">=", at)
        .orderBy("at")
        .execute();
      return rows.map((row) => row.at);
    },
    prune: async (at) => {
      const result = await db.deleteFrom("logins").where("at", "<", at).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
