import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { explain } from "./failure.ts";

/**
 * Puts node:sqlite under Kysely, which ships no dialect for it. One handle serves the process:
 * node:sqlite is synchronous, and Kysely lets one transaction at a time hold it.
 */
export function sqliteDialect(database: DatabaseSync, file: string): Dialect {
  return {
    createDriver: () => new ImmediateDriver({ database: adapt(database, file) }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/**
 * Takes the write lock at the start of every transaction. Kysely's plain `begin` takes it at the
 * first write, where SQLite refuses at once (no busy timeout) if another process wrote in between.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** Kysely was made for better-sqlite3: it takes parameters in one array and asks each statement whether it answers rows. */
function adapt(database: DatabaseSync, file: string): SqliteDatabase {
  const spoken = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(error, file);
    }
  };
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = spoken(() => database.prepare(sql));
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => spoken(() => statement.all(...(parameters as SQLInputValue[]))),
        run: (parameters) => spoken(() => statement.run(...(parameters as SQLInputValue[]))),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}
