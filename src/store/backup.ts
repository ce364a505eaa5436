import { closeSync, existsSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { backup, type DatabaseSync } from "node:sqlite";
import { StoreError } from "./failure.ts";

/**
 * Copies a database that is in use into a new file, for its owner alone. Writers go on meanwhile,
 * and what they write before its end is in it. The file appears when it is whole.
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
    await backup(database, part);
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
