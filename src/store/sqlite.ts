import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { backUp } from "./backup.ts";
import { StoreError } from "./failure.ts";
import { leaseLocks } from "./lease-locks.ts";
import { leaveToOwner } from "./leave-to-owner.ts";
import { migrate } from "./migrate.ts";
import { whenFree } from "./patience.ts";
import type { Schema } from "./schema.ts";
import { changesIn } from "./sqlite-changes.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { explain } from "./sqlite-failure.ts";
import { createStore, type Store } from "./store.ts";

/**
 * How long SQLite itself may wait for another process, in ms, which stops this one meanwhile: enough
 * for most, and the rest is waited for between tries.
 */
const BRIEFLY_MS = 20;

/**
 * Opens the store in a file, or in memory with ":memory:", making the folder (0700) and the file
 * (0600) where they are missing and bringing the schema up to date. Several processes may open the
 * same file, also when none of them has yet; within one process open it once, but for readers of changes
 * (`changesPlace`), which must be closed first, so that the last to close it leaves no -wal file behind.
 *
 * @throws StoreError with one sentence that names the file and the cure. No file is ever deleted
 * or overwritten.
 */
export async function openSqlite(file: string, leaseMs?: number): Promise<Store> {
  const where = file === ":memory:" ? file : resolve(file);
  if (where !== ":memory:") prepare(where);
  const database = await connect(where);
  try {
    const db = new Kysely<Schema>({
      dialect: sqliteDialect(database, where),
      plugins: [new CamelCasePlugin()],
    });
    const schema = await migrateSqlite(db as unknown as Kysely<unknown>, where);
    return createStore(db, {
      ...{ engine: "sqlite", where, schema, now: Date.now, locks: leaseLocks(db, leaseMs) },
      backup: (to) => backUp(database, to),
      ...(where !== ":memory:" && { changesPlace: changesIn(where) }),
      close: () => db.destroy(),
    });
  } catch (error) {
    database.close();
    throw explain(error, where);
  }
}

/** Brings the schema of a file up to date and answers its version; see `migrate`. */
export async function migrateSqlite(db: Kysely<unknown>, where: string): Promise<number> {
  return await migrate(db, {
    ...{ where, elsewhere: "DATA_DIR to another folder", hasTable },
    // A transaction has the file for itself from its beginning.
    lock: async () => {},
  });
}

async function hasTable(db: Kysely<unknown>, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sqlite_master where name = ${name}`.execute(db);
  return rows.length > 0;
}

async function connect(where: string): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    const handle = new DatabaseSync(where, { timeout: BRIEFLY_MS });
    database = handle;
    // Turning to WAL needs the file alone for a moment.
    await whenFree(() => handle.exec("pragma journal_mode = wal"), where);
    handle.exec("pragma synchronous = full; pragma foreign_keys = on");
    return handle;
  } catch (error) {
    database?.close();
    throw explain(error, where);
  }
}

/**
 * Makes the file ours alone before SQLite writes the first byte; its -wal and -shm files take the
 * mode of the file. An existing file is not opened here: closing it would drop the locks that
 * another handle of this process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
function prepare(file: string): void {
  try {
    makeFolder(dirname(file));
    closeSync(openSync(file, "wx", 0o600));
    leaveToOwner(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code !== "EEXIST") throw unusable(file, code, error);
    tighten(file, error);
  }
}

/**
 * Makes the folders that are missing. Node's own `recursive` never returns where a file system
 * says "no such folder" of one whose parent is there, as /proc does.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(path)) throw error; // else another process was quicker
  }
}

/** A file that was made by other means may be open to everyone. */
function tighten(file: string, cause: unknown): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw unusable(file, "ENOTDIR", cause);
  if (found.isDirectory()) throw unusable(file, "EISDIR", cause);
  // Only its owner may change a file's mode; anyone else is stopped by the mode itself.
  if ((found.mode & 0o077) !== 0 && found.uid === process.getuid?.()) chmodSync(file, 0o600);
}

function unusable(file: string, code: string, cause: unknown): StoreError {
  switch (code) {
    case "EISDIR":
      return new StoreError(
        `${file} is a folder, and the database would lie there: move it away, or set DATA_DIR to another folder.`,
        { cause },
      );
    case "ENOSPC":
      return new StoreError(
        `The disk that would hold ${file} is full: make room on it, or set DATA_DIR to a folder on another.`,
        { cause },
      );
    case "ENOTDIR":
      return new StoreError(
        `${file} cannot be made, because a part of its path is a file and no folder: set DATA_DIR to another folder.`,
        { cause },
      );
    default:
      return new StoreError(
        `${file} cannot be made (${code}): give this user the right to write there, or set DATA_DIR to another folder.`,
        { cause },
      );
  }
}
