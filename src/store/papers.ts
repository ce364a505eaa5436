import type { Kysely, Transaction } from "kysely";
import type { Paper } from "#papers";
import { batches } from "./batches.ts";
import { marks } from "./marks.ts";
import { type Changes, changedSince, newest, read } from "./paper-changes.ts";
import type { Schema } from "./schema.ts";

/** One paper out of what is stored and what came; `old` itself when nothing is new. */
type Merge = (old: Paper, fresh: Paper) => Paper;

/** What became of papers that came. */
export type Learnt = { readonly added: number; readonly changed: number };

/** The catalogue, shared by every tenant: papers are public. */
export type Papers = {
  /** Inserts or replaces by key, all or nothing. A paper that is already stored as it is changes nothing. */
  put(papers: readonly Paper[]): Promise<void>;
  /** Every paper, by key. */
  all(): Promise<readonly Paper[]>;
  /**
   * Puts each paper joined by `merge` with what is stored under its key, so that two writers at once
   * lose nothing of each other's. Answers how many were new and how many learnt something.
   */
  learn(papers: readonly Paper[], merge: Merge): Promise<Learnt>;
  /**
   * What changed after `seq` (0: everything), also by other processes: about `most` papers of it at
   * a time when that is given, in which case `seq` comes to rest when nothing is left.
   */
  changedSince(seq: number, most?: number): Promise<Changes>;
  /**
   * Moves a paper to a better key, as when an arXiv id became known for a title: votes, saves,
   * snapshots and the record of what was posted follow. Where `to` has a row of its own already
   * (a paper, one person's vote, a snapshot of the same instant), that row is kept, a paper joined by `merge`
   * with the one that moves.
   */
  rename(from: string, to: string, merge: Merge): Promise<void>;
  /** Those of `keys` that have no paper. */
  missing(keys: readonly string[]): Promise<readonly string[]>;
  /** How many papers there are. */
  count(): Promise<number>;
  /** The number of the newest change; 0 before the first. */
  newest(): Promise<number>;
};

/** Keeps the papers in `db`, whole as JSON: they are searched in memory, never in SQL. */
export function papers(db: Kysely<Schema>): Papers {
  return {
    put: async (list) => {
      if (list.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        await write(transaction, list, await nextSeq(transaction));
      });
    },
    all: async () => {
      const rows = await db.selectFrom("papers").select("body").orderBy("key").execute();
      return rows.map(read);
    },
    learn: (list, merge) => learn(db, list, merge),
    changedSince: (seq, most) => changedSince(db, seq, most),
    rename: async (from, to, merge) => {
      if (from === to) return;
      await db.transaction().execute(async (transaction) => {
        await rename(transaction, from, to, merge);
      });
    },
    missing: (keys) => missing(db, keys),
    newest: () => newest(db),
    count: async () => {
      const row = await db
        .selectFrom("papers")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/**
 * Draws the next change number. The counter's row stays locked until the transaction ends, so
 * numbers become visible in the order they were drawn and no reader can step over one.
 */
async function nextSeq(db: Transaction<Schema>): Promise<number> {
  const row = await db
    .insertInto("counters")
    .values({ name: "papers", value: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ value: eb("counters.value", "+", 1) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return row.value;
}

/** Papers that share a change number at most, so that whoever follows reads no more at once. */
const TOGETHER = 100;

/** Writes the first papers under the change number `seq`, and each hundred more under another. */
async function write(db: Transaction<Schema>, list: readonly Paper[], seq: number): Promise<void> {
  // PostgreSQL refuses an upsert that names a key twice, so the last one speaks for the key.
  const unique = [...new Map(list.map((paper) => [paper.key, paper])).values()];
  let number = seq;
  for (const [at, batch] of [...batches(unique, TOGETHER)].entries()) {
    if (at > 0) number = await nextSeq(db);
    const rows = batch.map((paper) => ({
      ...{ key: paper.key, body: JSON.stringify(paper), seq: number },
    }));
    await db
      .insertInto("papers")
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column("key")
          .doUpdateSet((eb) => ({ body: eb.ref("excluded.body"), seq: eb.ref("excluded.seq") }))
          .whereRef("papers.body", "!=", "excluded.body"),
      )
      .execute();
  }
}

/** Reads what is stored and writes what came of it in one transaction, which nobody else can come between. */
async function learn(db: Kysely<Schema>, list: readonly Paper[], merge: Merge): Promise<Learnt> {
  if (list.length === 0) return { added: 0, changed: 0 };
  return await db.transaction().execute(async (transaction) => {
    // Drawn first: on PostgreSQL the counter's row is what makes two writers take turns.
    const seq = await nextSeq(transaction);
    const stored = new Map<string, Paper>();
    for (const batch of batches(list)) {
      const keys = batch.map((paper) => paper.key);
      const rows = await transaction
        .selectFrom("papers")
        .select("body")
        .where("key", "in", keys)
        .execute();
      for (const paper of rows.map(read)) stored.set(paper.key, paper);
    }
    const fresh = new Map<string, Paper>();
    for (const paper of list) {
      const old = fresh.get(paper.key) ?? stored.get(paper.key);
      const merged = old ? merge(old, paper) : paper;
      if (merged !== old) fresh.set(paper.key, merged);
    }
    await write(transaction, [...fresh.values()], seq);
    const changed = [...fresh.keys()].filter((key) => stored.has(key)).length;
    return { added: fresh.size - changed, changed };
  });
}

async function missing(db: Kysely<Schema>, keys: readonly string[]): Promise<readonly string[]> {
  const held = new Set<string>();
  for (const batch of batches(keys)) {
    const rows = await db.selectFrom("papers").select("key").where("key", "in", batch).execute();
    for (const { key } of rows) held.add(key);
  }
  return keys.filter((key) => !held.has(key));
}

async function rename(
  db: Transaction<Schema>,
  from: string,
  to: string,
  merge: Merge,
): Promise<void> {
  const seq = await nextSeq(db);
  const old = await db
    .deleteFrom("papers")
    .where("key", "=", from)
    .returningAll()
    .executeTakeFirst();
  const kept = await db
    .selectFrom("papers")
    .select("body")
    .where("key", "=", to)
    .executeTakeFirst();
  if (old) {
    const moved = { ...read(old), key: to };
    await write(db, [kept ? merge(moved, read(kept)) : moved], seq);
  }
  // A key that a paper moves to is alive, whatever became of it before.
  await db.deleteFrom("renames").where("from", "=", to).execute();
  await db
    .insertInto("renames")
    .values({ from, to, seq })
    .onConflict((conflict) => conflict.column("from").doUpdateSet({ to, seq }))
    .execute();
  await marks(db, "votes").rename(from, to);
  await marks(db, "saves").rename(from, to);
  await renameSnapshots(db, from, to);
  await db.updateTable("posts").set({ paper: to }).where("paper", "=", from).execute();
}

async function renameSnapshots(db: Transaction<Schema>, from: string, to: string): Promise<void> {
  const taken = db.selectFrom("snapshots as kept").select("kept.at").where("kept.paper", "=", to);
  await db.deleteFrom("snapshots").where("paper", "=", from).where("at", "in", taken).execute();
  await db.updateTable("snapshots").set({ paper: to }).where("paper", "=", from).execute();
}
