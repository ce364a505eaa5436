import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";

/**
 * One workspace that installed the bot, or one organisation for all of its own. `body` is the
 * platform's own record, which the platform must seal before it hands it over: a copy of the
 * database must be no copy of the tokens. `at` is ms since 1970.
 */
export type Installation = Scope & { readonly body: string; readonly at: number };

/** Who installed the bot, on platforms that give each workspace a token of its own. */
export type Installations = {
  /** Inserts, or replaces the tenant's. */
  put(installation: Installation): Promise<void>;
  get(scope: Scope): Promise<Installation | undefined>;
  /** All of a platform, oldest first. */
  all(platform: string): Promise<readonly Installation[]>;
  /** Removes it and answers whether it was there. */
  remove(scope: Scope): Promise<boolean>;
};

/** Keeps the installations in `db`. */
export function installations(db: Kysely<Schema>): Installations {
  return {
    put: async ({ platform, tenant, body, at }) => {
      await db
        .insertInto("installations")
        .values({ platform, tenant, body, at })
        .onConflict((conflict) =>
          conflict.columns(["platform", "tenant"]).doUpdateSet({ body, at }),
        )
        .execute();
    },
    get: async ({ platform, tenant }) =>
      await db
        .selectFrom("installations")
        .selectAll()
        .where((eb) => eb.and({ platform, tenant }))
        .executeTakeFirst(),
    all: async (platform) =>
      await db
        .selectFrom("installations")
        .selectAll()
        .where("platform", "=", platform)
        .orderBy("at")
        .orderBy("tenant")
        .execute(),
    remove: async ({ platform, tenant }) => {
      const result = await db
        .deleteFrom("installations")
        .where((eb) => eb.and({ platform, tenant }))
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
