import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { CamelCasePlugin, Kysely } from "kysely";
import { StoreError } from "./failure.ts";
import { migrateSqlite } from "./sqlite.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { explain, isBusy } from "./sqlite-failure.ts";
import { storable } from "./storable.ts";

/** One table of the schema. */
export type Table = { readonly name: string; readonly columns: readonly string[] };

/** A SQLite database that nobody else can open while it is read. */
export type SqliteSource = {
  /** Every table of ours; one comes after those that it refers to. */
  readonly tables: readonly Table[];
  /** Its rows one after another, as every database can keep them. */
  rows(table: Table): Iterable<readonly unknown[]>;
  close(): void;
};

/**
 * Opens a database to be copied whole, and brings its schema up to date. It is taken for this process
 * alone: what a running bot wrote during the copy or after it would be missing from the copy, and
 * posts that it sent would be sent again.
 *
 * @throws StoreError when it is not there, in use, or no database of ours
 */
export async function openSqliteSource(file: string): Promise<SqliteSource> {
  if (!existsSync(file))
    throw new StoreError(`There is no database ${file}: set DATA_DIR to the folder it lies in.`);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Held until it is closed; taken by the first statement.
    database.exec("pragma locking_mode = exclusive; begin exclusive; commit");
    const dialect = sqliteDialect(database, file);
    const db = new Kysely<unknown>({ dialect, plugins: [new CamelCasePlugin()] });
    await migrateSqlite(db, file);
    return {
      tables: tablesOf(database),
      *rows({ name, columns }) {
        const list = columns.map((column) => `"${column}"`).join(", ");
        for (const row of database.prepare(`select ${list} from "${name}"`).iterate())
          yield columns.map((column) => storable(row[column]));
      },
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    if (isBusy(error))
      throw new StoreError(
        `${file} is in use: stop the bot, and whatever else has it open, until it is copied.`,
        { cause: error },
      );
    throw explain(error, file);
  }
}

function tablesOf(database: DatabaseSync): readonly Table[] {
  /** The names that a query answers. */
  const named = (sql: string, ...of: readonly string[]) =>
    database
      .prepare(sql)
      .all(...of)
      .map(({ name }) => String(name));
  const sorted = new Map<string, Table>();
  const visit = (name: string): void => {
    if (sorted.has(name)) return;
    for (const parent of named('select "table" as name from pragma_foreign_key_list(?)', name))
      if (parent !== name) visit(parent);
    sorted.set(name, { name, columns: named("select name from pragma_table_info(?)", name) });
  };
  for (const name of named("select name from sqlite_schema where type = 'table' order by name"))
    if (!name.startsWith("sqlite_") && name !== "schema_versions") visit(name);
  return [...sorted.values()];
}
