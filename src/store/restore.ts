import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "./failure.ts";
import { leaveToOwner } from "./leave-to-owner.ts";
import { migrations } from "./migrations.ts";
import { isBusy, isDamage } from "./sqlite-failure.ts";

/** What SQLite writes beside a database's name: the file itself, its log, the log's index, its journal. */
const ENDS = ["", "-wal", "-shm", "-journal"] as const;

/** A backup that was put in the database's place, and where the database that was there lies now. */
export type Restored = { readonly file: string; readonly before?: string };

/**
 * Puts a backup in the place of the database in `file`, which no bot may be using. What was there is
 * kept beside it, under a name with the time; it is touched only with `replace`, and only once the
 * copy of the backup was found to be whole and of a schema that this program knows.
 *
 * @throws StoreError with one sentence that says what to do; nothing has changed then
 */
export function restore(
  backup: string,
  file: string,
  { replace, now }: { readonly replace: boolean; readonly now: number },
): Restored {
  const [source, target] = [resolve(backup), resolve(file)];
  if (!existsSync(source)) throw new StoreError(`There is no ${source}: name a backup.`);
  if (source === target)
    throw new StoreError(`${source} is the database itself: name a backup of it.`);
  const isThere = existsSync(target);
  if (isThere && !replace)
    throw new StoreError(
      `${target} is there already: add --replace to put the backup in its place; it is kept beside it.`,
    );
  const part = join(dirname(target), `.${basename(target)}.part`);
  try {
    remove(part);
    copy(source, part);
    check(part, source);
    if (!isThere) {
      renameSync(part, target);
      return { file: target };
    }
    const before = `${target}.before-${new Date(now).toISOString().replace(/[:.]/g, "-")}`;
    letGo(target);
    // Of a damaged one the log may still lie beside it.
    for (const end of ENDS)
      if (existsSync(`${target}${end}`)) renameSync(`${target}${end}`, `${before}${end}`);
    renameSync(part, target);
    return { file: target, before };
  } finally {
    remove(part);
  }
}

function copy(source: string, part: string): void {
  try {
    copyFileSync(source, part);
    chmodSync(part, 0o600);
    leaveToOwner(part);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new StoreError(
      `${source} can't be copied to ${dirname(part)} (${code}): check the rights on both, and that the disk has room.`,
      { cause },
    );
  }
}

/** Looks through the copy, so that the backup itself is only ever read. */
function check(part: string, source: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(part);
    const { integrity_check: found } = database.prepare("pragma integrity_check").get() ?? {};
    if (found !== "ok") throw damaged(source, found);
    const { at } = database.prepare("select max(version) as at from schema_versions").get() ?? {};
    if (Number(at) > migrations.length)
      throw new StoreError(
        `${source} was written by a newer Paperboy (schema ${at}; this one knows up to ${migrations.length}): update the bot first.`,
      );
    // What was kept beside the database that is replaced must not pass for this one's.
    database.exec("delete from counters where name = 'identity'");
    // Leaves one file, with nothing of it in a journal.
    database.exec("pragma journal_mode = delete");
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    if (isDamage(cause)) throw damaged(source, cause);
    throw new StoreError(
      `${source} is no backup of mine: take a file that npm run backup has written.`,
      { cause },
    );
  } finally {
    database?.close();
  }
}

function damaged(source: string, cause: unknown): StoreError {
  return new StoreError(`${source} is damaged: take an older backup.`, { cause });
}

/** SQLite gives up the write-ahead log only to who has the database alone; it is then whole in one file. */
function letGo(target: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(target, { timeout: 0 });
    database.exec("pragma journal_mode = delete");
  } catch (cause) {
    // One that can't be read any more is no reason to stop: it is why one restores.
    if (isBusy(cause))
      throw new StoreError(`A bot is running on ${target}: end it, then restore.`, { cause });
  } finally {
    database?.close();
  }
}

function remove(part: string): void {
  for (const end of ENDS) rmSync(`${part}${end}`, { force: true });
}
