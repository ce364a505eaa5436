import { DatabaseSync } from "node:sqlite";
import { CamelCasePlugin, Kysely } from "kysely";
import type { ChangeReader, ChangesPlace } from "#papers";
import { papers } from "./papers.ts";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { explain } from "./sqlite-failure.ts";

/** How another thread reads what changes in a file, since SQLite's answers stop the thread that asks. */
export function changesIn(file: string): ChangesPlace {
  return { module: import.meta.url, where: file };
}

/**
 * Opens a file that this process has open as a store once more, only to read changes of its papers.
 * @throws StoreError with one sentence that names the file and the cure, now or when it is read
 */
export function openChanges(file: string): ChangeReader {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    const db = new Kysely<Schema>({
      dialect: sqliteDialect(database, file),
      plugins: [new CamelCasePlugin()],
    });
    return { changedSince: papers(db).changedSince, close: () => db.destroy() };
  } catch (error) {
    throw explain(error, file);
  }
}
