import { type Kysely, PostgresAdapter, type SelectQueryBuilder } from "kysely";

/**
 * Lets a claim step over rows that another process is claiming, where several can write at a time;
 * on SQLite the claims take turns on the file.
 */
export function skipLocked<DB, Table extends keyof DB, Row>(
  db: Kysely<DB>,
  query: SelectQueryBuilder<DB, Table, Row>,
): SelectQueryBuilder<DB, Table, Row> {
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? query.forUpdate().skipLocked()
    : query;
}
