import { closeSync, existsSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { StoreError } from "./failure.ts";

/**
 * All pages in one step, in a thread of its own: between two steps a writer elsewhere has the copy begun anew,
 * and one on the same connection puts the next step off (https://sqlite.org/c3ref/backup_finish.html).
 */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies a database that is in use into a new file, for its owner alone: what was there when it began.
 * Writers go on meanwhile, however much they write. The file appears when it is whole.
 *
 * @throws StoreError when the file is there already or can't be written
 */
export async function backUp(database: DatabaseSync, file: string): Promise<void> {
  const target = resolve(file);
  const part = join(dirname(target), `.${basename(target)}.part`);
  if (existsSync(target))
    throw new StoreError(`${target} is there already: name a file that is not.`);
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, "wx", 0o600));
    await copy(database, part);
    renameSync(part, target);
  } catch (cause) {
    rmSync(part, { force: true });
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const reason = code || (cause instanceof Error ? cause.message : String(cause));
    throw new StoreError(
      `The backup ${target} can't be written (${reason}): name a file in a folder that is there, on a disk with room.`,
      { cause },
    );
  }
}

async function copy(database: DatabaseSync, to: string): Promise<void> {
  const file = database.location();
  // A connection of its own reads what was there at one moment, while others write; one in memory has no other.
  const source = file === null ? database : new DatabaseSync(file, { readOnly: true });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    if (source !== database) source.close();
  }
}
