import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** The tables that hold one row per person and paper. */
type Table = "votes" | "saves";

/** A paper someone marked, and when (ms since 1970). */
export type Mark = { readonly paper: string; readonly at: number };

/** What votes and saves have in common: a person marks a paper, once. */
export type Marks = {
  add(scope: Scope, person: string, paper: string, at: number): Promise<boolean>;
  remove(scope: Scope, person: string, paper: string): Promise<boolean>;
  counts(scope: Scope, since?: number): Promise<ReadonlyMap<string, number>>;
  papersSince(since: number): Promise<readonly string[]>;
  ofPaper(scope: Scope, paper: string): Promise<number>;
  ofPerson(scope: Scope, person: string): Promise<readonly Mark[]>;
  rename(from: string, to: string): Promise<void>;
};

/** Keeps the marks of one kind in `db`. */
export function marks(db: Kysely<Schema>, kind: Table): Marks {
  // Both tables have the same columns, so the type of one may stand for either.
  const table = kind as "votes";
  return {
    add: async (scope, person, paper, at) => {
      const result = await db
        .insertInto(table)
        .values({ ...only(scope), person, paper, at })
        .onConflict((conflict) =>
          conflict.columns(["platform", "tenant", "person", "paper"]).doNothing(),
        )
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    remove: async (scope, person, paper) => {
      const result = await db
        .deleteFrom(table)
        .where((eb) => eb.and({ ...only(scope), person, paper }))
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    counts: async (scope, since) => {
      const rows = await db
        .selectFrom(table)
        .select((eb) => ["paper", eb.fn.countAll<number>().as("count")])
        .where((eb) => eb.and(only(scope)))
        .$if(since !== undefined, (query) => query.where("at", ">=", since ?? 0))
        .groupBy("paper")
        .execute();
      return new Map(rows.map((row) => [row.paper, row.count]));
    },
    papersSince: async (since) => {
      // Not `distinct`, for which SQLite reads every mark there is in the order of the papers.
      const rows = await db.selectFrom(table).select("paper").where("at", ">=", since).execute();
      return [...new Set(rows.map((row) => row.paper))];
    },
    ofPaper: async (scope, paper) => {
      const row = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .where((eb) => eb.and({ ...only(scope), paper }))
        .executeTakeFirstOrThrow();
      return row.count;
    },
    ofPerson: async (scope, person) =>
      await db
        .selectFrom(table)
        .select(["paper", "at"])
        .where((eb) => eb.and({ ...only(scope), person }))
        .orderBy("at", "desc")
        .orderBy("paper")
        .execute(),
    rename: (from, to) => rename(db, table, from, to),
  };
}

/** Lets a person's mark on `to` stand where there is one, and moves the others there. */
async function rename(db: Kysely<Schema>, table: "votes", from: string, to: string) {
  await db
    .deleteFrom(table)
    .where("paper", "=", from)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom(`${table} as kept`)
          .select("kept.paper")
          .where("kept.paper", "=", to)
          .whereRef("kept.platform", "=", `${table}.platform`)
          .whereRef("kept.tenant", "=", `${table}.tenant`)
          .whereRef("kept.person", "=", `${table}.person`),
      ),
    )
    .execute();
  await db.updateTable(table).set({ paper: to }).where("paper", "=", from).execute();
}

/** A call's scope may carry more fields than its type says; only these two are columns. */
function only({ platform, tenant }: Scope): Scope {
  return { platform, tenant };
}
