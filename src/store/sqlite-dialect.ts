import type { DatabaseSync } from "node:sqlite";
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { Patience } from "./patience.ts";
import { SqliteDriver } from "./sqlite-driver.ts";

/** Puts node:sqlite, for which Kysely ships no dialect, under Kysely. One handle serves the process. */
export function sqliteDialect(database: DatabaseSync, file: string, patience?: Patience): Dialect {
  return {
    createDriver: () => new SqliteDriver(database, file, patience),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SharedHandle(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** The driver itself gives turns on the one handle, so Kysely need not let only one caller at it. */
class SharedHandle extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
