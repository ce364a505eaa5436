import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** Every table whose rows belong to a tenant; those that refer to another table come before it. */
export const tenantTables = [
  "posts",
  "deliveries",
  "subscriptions",
  "votes",
  "saves",
  "installations",
] as const satisfies readonly (keyof Schema)[];

type TenantTable = (typeof tenantTables)[number];

/** What belongs to one tenant, whole. Papers are public and belong to none. */
export type Tenants = {
  /**
   * All of it as it was at one instant: rows by table, ready for JSON. Of an installation the sealed
   * tokens are left out, which are the operator's to keep.
   */
  export(scope: Scope): Promise<Readonly<Record<TenantTable, readonly object[]>>>;
  /**
   * Deletes all of it at once, also the record of what its channels have seen, and answers how many
   * rows of each table those were.
   */
  erase(scope: Scope): Promise<Readonly<Record<TenantTable, number>>>;
};

/** Looks over all of a tenant in `db`. */
export function tenants(db: Kysely<Schema>): Tenants {
  return {
    export: ({ platform, tenant }) =>
      db
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute((transaction) =>
          eachTable(async (table) => {
            const rows = await transaction
              .selectFrom(table)
              .selectAll()
              .where((eb) => eb.and({ platform, tenant }))
              .execute();
            return rows.map((row) => {
              const { body: _, ...open } = { body: undefined, ...row };
              return open;
            });
          }),
        ),
    erase: ({ platform, tenant }) =>
      db.transaction().execute((transaction) =>
        eachTable(async (table) => {
          const result = await transaction
            .deleteFrom(table)
            .where((eb) => eb.and({ platform, tenant }))
            .executeTakeFirst();
          return Number(result.numDeletedRows);
        }),
      ),
  };
}

/** Does something with one table after another. All have the two columns of a scope, so the type of one may stand for any. */
async function eachTable<T>(work: (table: "votes") => Promise<T>): Promise<Record<TenantTable, T>> {
  const results: [TenantTable, T][] = [];
  for (const table of tenantTables) results.push([table, await work(table as "votes")]);
  return Object.fromEntries(results) as Record<TenantTable, T>;
}
