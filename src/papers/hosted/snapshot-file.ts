import { randomUUID } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
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
 * on the disk: a crash or a full disk in between leaves the old one.
 * @throws the error of the file system
 */
export async function writeSnapshot(
  file: string,
  head: Head,
  pieces: Iterable<Piece>,
): Promise<void> {
  await removeHalves(file, Date.now());
  // Two processes may have the same number where each has a container of its own.
  const half = `${file}.${randomUUID()}.tmp`;
  const handle = await open(half, "wx", 0o600);
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
 * A snapshot as it was written: its head, and its pieces while they are read; undefined where there is none.
 * @throws SnapshotFault when it is damaged, also while pieces are read; or the error of the file system
 */
export async function readSnapshot(
  file: string,
): Promise<{ readonly head: Head; readonly pieces: AsyncIterable<Piece> } | undefined> {
  if (!existsSync(file)) return undefined;
  const bytes = createBytes(file);
  if (!(await bytes.take(MAGIC.length))?.equals(MAGIC)) throw new SnapshotFault("is damaged");
  const first = await readPiece(bytes);
  if (first?.kind !== HEAD) throw new SnapshotFault("is damaged");
  // It passed its checksum, so that it is what was written here.
  const head = JSON.parse(Buffer.from(first.bytes).toString()) as Head;
  return { head, pieces: pieces(bytes) };
}

async function* pieces(bytes: Bytes): AsyncGenerator<Piece> {
  for (let piece = await readPiece(bytes); piece.kind !== END; piece = await readPiece(bytes))
    yield piece;
}

async function readPiece(bytes: Bytes): Promise<Piece> {
  const frame = await bytes.take(FRAME);
  const kind = frame?.toString("latin1", 8, FRAME) ?? "";
  const length = frame?.readUInt32LE(0) ?? 0;
  const own = length > LONGEST_PIECE ? undefined : await bytes.take(length);
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

type Bytes = ReturnType<typeof createBytes>;

/** A file read from its beginning on, so many bytes at a time; undefined where it has no more. */
function createBytes(file: string) {
  const chunks: AsyncIterator<Buffer> = createReadStream(file, { highWaterMark: 1 << 20 })[
    Symbol.asyncIterator
  ]();
  let left: Buffer = Buffer.alloc(0);
  return {
    take: async (length: number): Promise<Buffer | undefined> => {
      const parts = [left];
      let size = left.length;
      while (size < length) {
        const { value, done } = await chunks.next();
        if (done) return undefined;
        parts.push(value);
        size += value.length;
      }
      const whole = parts.length === 1 ? left : Buffer.concat(parts, size);
      left = whole.subarray(length);
      return whole.subarray(0, length);
    },
  };
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
