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
    createDriver: () => new TransactionDriver(database, file),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Kysely's driver, with transactions that begin and end as SQLite needs it. */
class TransactionDriver extends SqliteDriver {
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync, file: string) {
    super({ database: adapt(database, file) });
    this.database = database;
  }

  /**
   * Takes the write lock at the start. Kysely's plain `begin` takes it at the first write, where
   * SQLite refuses at once (no busy timeout) if another process wrote in between.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /**
   * A full or failing disk makes SQLite roll back by itself (https://sqlite.org/lang_transaction.html,
   * "Response To Errors Within A Transaction"); a second rollback would fail and hide the reason.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.isTransaction) await super.rollbackTransaction(connection);
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
