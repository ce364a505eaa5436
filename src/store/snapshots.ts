import type { Kysely } from "kysely";
import type { Snapshot } from "#papers";
import { batches } from "./batches.ts";
import { present } from "./present.ts";
import type { Schema } from "./schema.ts";

/** How a paper's numbers stood at an instant; trending is reckoned from these. */
export type Snapshots = {
  /** Adds what is new; a second snapshot of the same paper and instant is dropped. */
  add(snapshots: readonly Snapshot[]): Promise<void>;
  /**
   * Those taken at `at` (ms since 1970) or later, oldest first: about `most` of them when that is
   * given, and never less where there are more; those of one instant stay together.
   */
  since(at: number, most?: number): Promise<readonly Snapshot[]>;
};

/** Keeps the snapshots in `db`. */
export function snapshots(db: Kysely<Schema>): Snapshots {
  return {
    add: async (list) => {
      await db.transaction().execute(async (transaction) => {
        for (const batch of batches(list)) {
          await transaction
            .insertInto("snapshots")
            .values(batch.map(row))
            .onConflict((conflict) => conflict.columns(["paper", "at"]).doNothing())
            .execute();
        }
      });
    },
    since: async (at, most) => {
      const last = most === undefined ? undefined : await upTo(db, at, most);
      const rows = await db
        .selectFrom("snapshots")
        .selectAll()
        .where("at", ">=", at)
        .$if(last !== undefined, (query) => query.where("at", "<=", last ?? 0))
        .orderBy("at")
        .orderBy("paper")
        .execute();
      return rows.map(present);
    },
  };
}

/** The instant of the `most`-th one; undefined where there are no more. */
async function upTo(db: Kysely<Schema>, at: number, most: number): Promise<number | undefined> {
  const last = await db
    .selectFrom("snapshots")
    .select("at")
    .where("at", ">=", at)
    .orderBy("at")
    .limit(1)
    .offset(most - 1)
    .executeTakeFirst();
  return last?.at;
}

function row({ paper, at, upvotes, comments, stars }: Snapshot) {
  return { paper, at, upvotes, comments: comments ?? null, stars: stars ?? null };
}
