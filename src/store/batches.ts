/**
 * Cuts a list into batches for one insert each. 500 rows of 5 columns stay far below the parameters
 * one statement may carry: 32,766 on SQLite (SQLITE_MAX_VARIABLE_NUMBER), 65,535 on PostgreSQL.
 */
export function* batches<Item>(items: readonly Item[], size = 500): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
