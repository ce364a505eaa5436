import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { CamelCasePlugin, Kysely } from "kysely";
import type { ChangeReader, ChangesPlace } from "#papers";
import { StoreError } from "./failure.ts";
import { papers } from "./papers.ts";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { explain } from "./sqlite-failure.ts";

/** How another thread reads what changes in a file that was opened just now, since SQLite's answers stop the thread that asks. */
export function changesIn(file: string): ChangesPlace {
  const mark = markOf(file);
  return { module: import.meta.url, where: file, ...(mark && { mark }) };
}

/**
 * Opens a file that this process has open as a store once more, only to read changes of its papers; with a mark it
 * is to be that file and no other that was put in its place.
 * @throws StoreError with one sentence that names the file and the cure, now or when it is read
 */
export function openChanges(file: string, mark?: string): ChangeReader {
  const found = markOf(file);
  if (mark && found && found !== mark)
    throw new StoreError(
      `${file} is another file than the one that this bot has open: stop the bot, leave the right one there, and start it again.`,
    );
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

/** What tells a file from another of its name, for SQLite too; undefined where there is none to look at, of which SQLite says more. */
function markOf(file: string): string | undefined {
  try {
    return String(statSync(file, { bigint: true }).ino);
  } catch {
    return undefined;
  }
}
