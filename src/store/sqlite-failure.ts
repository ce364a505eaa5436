import { StoreError } from "./failure.ts";

/** The parts of a node:sqlite error that say what happened; `errcode` is SQLite's result code. */
type SqliteFailure = Error & { readonly errcode: number };

/**
 * SQLite's primary result codes (https://sqlite.org/rescode.html) that a person can do something
 * about, each with what is wrong and the cure. Extended codes carry the primary one in the low byte.
 */
const cures: Readonly<Record<number, (file: string) => string>> = {
  5: (file) =>
    `${file} is held by another program: close what has it open (a backup, a database browser) and try again.`,
  8: (file) =>
    `${file} may not be written: give this user the right to write its folder and all that begins with this name in it, or set DATA_DIR to another folder.`,
  10: (file) =>
    `The disk failed while reading or writing ${file}: check the disk, or set DATA_DIR to a folder on a local one (network drives will not do).`,
  11: (file) =>
    `${file} is damaged: stop the bot and put a backup in its place (npm run restore -- BACKUP --replace, which keeps this file too).`,
  13: (file) =>
    `The disk that holds ${file} is full: make room on it; nothing that was stored is lost.`,
  14: (file) =>
    `${file} cannot be opened: check that its folder exists and that this user may read and write it, or set DATA_DIR to another folder.`,
  26: (file) =>
    `${file} is not a database: move it away, or set DATA_DIR to another folder; it was left as it is.`,
};

/** SQLITE_IOERR_SHMSIZE: the file beside the database could not grow, which only a full disk does to it. */
const noRoomBeside = 4874;

/** Tells whether SQLite gave up because another process held the lock. */
export function isBusy(error: unknown): boolean {
  return isSqlite(error) && (error.errcode & 0xff) === 5;
}

/** Tells whether SQLite found that the file is not as it wrote it. */
export function isDamage(error: unknown): boolean {
  return isSqlite(error) && (error.errcode & 0xff) === 11;
}

/**
 * Turns an error of node:sqlite about `file` into the StoreError that names the cure. An error no
 * person could mend (a mistake in a query, say) comes back as it is: it is a fault of the program.
 */
export function explain(error: unknown, file: string): unknown {
  if (!isSqlite(error)) return error;
  const cure = cures[error.errcode === noRoomBeside ? 13 : error.errcode & 0xff];
  return cure ? new StoreError(cure(file), { cause: error }) : error;
}

function isSqlite(error: unknown): error is SqliteFailure {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number";
}
