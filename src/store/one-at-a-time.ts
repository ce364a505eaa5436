import { PostgresAdapter, sql, type Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * Lets one transaction of those that name the same go on at a time, until it ends: what it reads from here on
 * no other of them changes. On SQLite transactions take turns anyway.
 */
export async function oneAtATime(db: Transaction<Schema>, name: string): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
}
