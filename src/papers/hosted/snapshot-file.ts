import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { crc32 } from "node:zlib";

/** A part of a snapshot: what kind of part it is, told by one letter, and its bytes, about a megabyte at most. */
export type Piece = { readonly kind: string; readonly bytes: Uint8Array };

/** What a snapshot is of: which store, up to which change number, and in which form it was written. */
export type Head = { readonly identity: string; readonly reached: number; readonly form: string };

/** Why a snapshot can't be used, in half a sentence. */
export class SnapshotFault extends Error {}

/**
 * Writes a snapshot in the place of the one that is there, which stays until the new one is whole and
 * on the disk: a crash or a full disk in between leaves the old one. `half` is written first, which nobody else
 * may write.
 * @throws the error of the file system
 */
export async function writeSnapshot(
  file: string,
  head: Head,
  pieces: Iterable<Piece>,
  half = `${file}.${randomUUID()}.tmp`,
): Promise<void> {
  await removeHalves(file, Date.now());
  // A thread that died may have left some of it.
  const handle = await open(half, "w", 0o600);
  try {
    await writePieces(handle, head, pieces);
    await handle.sync();
    await handle.close();
    await rename(half, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(half, { force: true });
    throw error;
  }
}

async function writePieces(handle: FileHandle, head: Head, pieces: Iterable<Piece>): Promise<void> {
  await handle.write(MAGIC);
  await writePiece(handle, { kind: HEAD, bytes: Buffer.from(JSON.stringify(head)) });
  for (const piece of pieces) await writePiece(handle, piece);
  await writePiece(handle, { kind: END, bytes: new Uint8Array() });
}

async function writePiece(handle: FileHandle, { kind, bytes }: Piece): Promise<void> {
  const frame = Buffer.alloc(FRAME);
  frame.writeUInt32LE(bytes.byteLength, 0);
  frame.writeUInt32LE(crc32(bytes, kind.charCodeAt(0)), 4);
  frame.write(kind, 8, "latin1");
  await handle.writev([frame, bytes]);
}

/**
 * Gives a snapshot as it was written to `use`: its head, and its pieces while they are read. Answers what
 * `use` answers; undefined where there is no snapshot.
 * @throws SnapshotFault when it is damaged, also while pieces are read; or the error of the file system
 */
export async function readSnapshot<Answer>(
  file: string,
  use: (head: Head, pieces: AsyncIterable<Piece>) => Promise<Answer>,
): Promise<Answer | undefined> {
  if (!existsSync(file)) return undefined;
  const handle = await open(file);
  try {
    if (!(await bytesOf(handle, MAGIC.length))?.equals(MAGIC))
      throw new SnapshotFault("is damaged");
    const first = await readPiece(handle);
    if (first.kind !== HEAD) throw new SnapshotFault("is damaged");
    // It passed its checksum, so that it is what was written here.
    const head = JSON.parse(Buffer.from(first.bytes).toString()) as Head;
    return await use(head, piecesIn(handle));
  } finally {
    await handle.close();
  }
}

async function* piecesIn(handle: FileHandle): AsyncGenerator<Piece> {
  for (let piece = await readPiece(handle); piece.kind !== END; piece = await readPiece(handle))
    yield piece;
}

async function readPiece(handle: FileHandle): Promise<Piece> {
  const frame = await bytesOf(handle, FRAME);
  const kind = frame?.toString("latin1", 8, FRAME) ?? "";
  const length = frame?.readUInt32LE(0) ?? 0;
  const own = length > LONGEST_PIECE ? undefined : await bytesOf(handle, length);
  if (!frame || !own || crc32(own, kind.charCodeAt(0)) !== frame.readUInt32LE(4))
    throw new SnapshotFault("is damaged");
  return { kind, bytes: own };
}

/** Kinds of pieces that every snapshot has. */
const HEAD = "h";
const END = "z";

const MAGIC = Buffer.from("paperboy catalogue\n");

/** Length and checksum of a piece, 4 bytes each, and its kind. */
const FRAME = 9;

/** No piece is written as long as that; a length beyond it was never a length. */
const LONGEST_PIECE = 1 << 28;

/** The next bytes of a file, just so many; undefined where it has no more. */
async function bytesOf(handle: FileHandle, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled);
    if (bytesRead === 0) return undefined;
    filled += bytesRead;
  }
  return bytes;
}

/** Removes what processes that died while they wrote have left, once it is an hour old. */
async function removeHalves(file: string, now: number): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(".tmp")) continue;
    const half = join(folder, name);
    const { mtimeMs = now } = (await stat(half).catch(() => undefined)) ?? {};
    if (now - mtimeMs > HALF_KEPT_MS) await rm(half, { force: true });
  }
}

const HALF_KEPT_MS = 60 * 60 * 1000;
