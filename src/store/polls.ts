import type { Kysely } from "kysely";
import { type Present, present } from "./present.ts";
import type { Schema, SourceRow } from "./schema.ts";

/** How asking a paper source goes; instants are ms since 1970. */
export type SourceState = Omit<Present<SourceRow>, "leasedBy" | "leasedUntil">;

/** How a round of asking ended: well, or with failures, which set when it may be tried again. */
export type Round =
  | { readonly failed: false; readonly at: number }
  | {
      readonly failed: true;
      readonly at: number;
      readonly nextTry: number;
      /** Why, as one sentence for people. */
      readonly reason: string;
    };

/** Which paper sources were asked for what, so that a restart asks nothing again and two processes ask once. */
export type Polls = {
  /**
   * Takes a source for `by` until `until`, and answers whether it did: not while another process has
   * it or its next try lies ahead.
   */
  claim(source: string, by: string, now: number, until: number): Promise<boolean>;
  /** The slots of a source that were answered at `since` or later. */
  answered(source: string, since: number): Promise<ReadonlySet<string>>;
  /** Notes that a slot was answered. */
  answer(source: string, slot: string, at: number): Promise<void>;
  /** Ends the round of `by` and gives the source back; nothing happens when another process has it by now. */
  end(source: string, by: string, round: Round): Promise<void>;
  /** Gives the source back without a word on how the round went, as when the process stops amid it. */
  release(source: string, by: string): Promise<void>;
  /** How each source goes that was ever asked, by name. */
  states(): Promise<readonly SourceState[]>;
  /** Forgets slots that were answered before `at` and answers how many those were. */
  prune(at: number): Promise<number>;
};

/** Keeps in `db` what was asked. */
export function polls(db: Kysely<Schema>): Polls {
  return {
    claim: (source, by, now, until) => claim(db, source, by, now, until),
    answered: async (source, since) => {
      const rows = await db
        .selectFrom("polls")
        .select("slot")
        .where("source", "=", source)
        .where("at", ">=", since)
        .execute();
      return new Set(rows.map((row) => row.slot));
    },
    answer: async (source, slot, at) => {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("polls")
          .values({ source, slot, at })
          .onConflict((conflict) => conflict.columns(["source", "slot"]).doUpdateSet({ at }))
          .execute();
        await transaction
          .updateTable("sources")
          .set({ lastSuccess: at })
          .where("source", "=", source)
          .execute();
      });
    },
    end: (source, by, round) => end(db, source, by, round),
    release: async (source, by) => {
      await held(db, source, by).execute();
    },
    states: async () => {
      const rows = await db.selectFrom("sources").selectAll().orderBy("source").execute();
      return rows.map(({ leasedBy: _, leasedUntil: __, ...row }) => present(row));
    },
    prune: async (at) => {
      const result = await db.deleteFrom("polls").where("at", "<", at).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

async function claim(
  db: Kysely<Schema>,
  source: string,
  leasedBy: string,
  now: number,
  leasedUntil: number,
): Promise<boolean> {
  const fresh = { lastSuccess: null, failures: 0, failingSince: null, nextTry: 0, reason: null };
  // One statement, so that of two processes one gets it on either database.
  const result = await db
    .insertInto("sources")
    .values({ source, ...fresh, leasedBy, leasedUntil })
    .onConflict((conflict) =>
      conflict
        .column("source")
        .doUpdateSet({ leasedBy, leasedUntil })
        .where("sources.nextTry", "<=", now)
        .where((eb) =>
          eb.or([
            eb("sources.leasedUntil", "is", null),
            eb("sources.leasedUntil", "<=", now),
            eb("sources.leasedBy", "=", leasedBy),
          ]),
        ),
    )
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function end(db: Kysely<Schema>, source: string, by: string, round: Round): Promise<void> {
  const update = held(db, source, by);
  if (!round.failed) {
    await update.set({ failures: 0, failingSince: null, nextTry: 0, reason: null }).execute();
    return;
  }
  const { at, nextTry, reason } = round;
  await update
    .set((eb) => ({
      failures: eb("failures", "+", 1),
      failingSince: eb.fn.coalesce("failingSince", eb.val(at)),
      nextTry,
      reason,
    }))
    .execute();
}

/** An update of the source that gives it back, if that process has it. */
function held(db: Kysely<Schema>, source: string, by: string) {
  return db
    .updateTable("sources")
    .set({ leasedBy: null, leasedUntil: null })
    .where("source", "=", source)
    .where("leasedBy", "=", by);
}
