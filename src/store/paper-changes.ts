import type { Kysely } from "kysely";
import type { Paper } from "#papers";
import type { Schema } from "./schema.ts";

/** What changed in the catalogue since a reader last looked; apply `renamed` first, then `papers`. */
export type Changes = {
  readonly papers: readonly Paper[];
  /** Keys that are no more, oldest first; the paper now lives under `to`. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Hand this to the next `changedSince`. */
  readonly seq: number;
};

/** The number of the newest change; 0 before the first. */
export async function newest(db: Kysely<Schema>): Promise<number> {
  const counter = await db
    .selectFrom("counters")
    .select("value")
    .where("name", "=", "papers")
    .executeTakeFirst();
  return counter?.value ?? 0;
}

/**
 * What changed after `since` (0: everything), about `most` papers of it when that is given. Reads up to the counter as
 * it stood first, so that a write in between waits for the next call.
 */
export async function changedSince(
  db: Kysely<Schema>,
  since: number,
  most?: number,
): Promise<Changes> {
  const last = await newest(db);
  if (last <= since) return { papers: [], renamed: [], seq: since };
  const seq = most === undefined ? last : await upTo(db, since, last, most);
  const changed = await db
    .selectFrom("papers")
    .select("body")
    .where("seq", ">", since)
    .where("seq", "<=", seq)
    .orderBy("seq")
    .orderBy("key")
    .execute();
  const renamed = await db
    .selectFrom("renames")
    .select(["from", "to"])
    .where("seq", ">", since)
    .where("seq", "<=", seq)
    .orderBy("seq")
    .execute();
  return { papers: changed.map(read), renamed, seq };
}

/** The change number at which the `most`-th paper after `since` lies: what shares a number stays together. */
async function upTo(
  db: Kysely<Schema>,
  since: number,
  last: number,
  most: number,
): Promise<number> {
  const row = await db
    .selectFrom("papers")
    .select("seq")
    .where("seq", ">", since)
    .where("seq", "<=", last)
    .orderBy("seq")
    .limit(1)
    .offset(most - 1)
    .executeTakeFirst();
  return row?.seq ?? last;
}

/** The paper of a row. */
export function read(row: { readonly body: string }): Paper {
  return JSON.parse(row.body) as Paper;
}
