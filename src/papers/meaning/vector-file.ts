import { type FileHandle, open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { CatalogueError } from "../catalogue-error.ts";
import { cosine, type Kept, type Near, type Vectors } from "./vectors.ts";

/** The first bytes of a file of vectors, before the model's name. */
const FORM = "paperboy vectors 1";

/**
 * Vectors in memory, kept in a file that only grows: what was put last of a key counts. One process at a
 * time may put; others see what it did within seconds. A record that a killed process left half written
 * is cut off by the next one that puts. A file of another model is begun anew.
 * @throws CatalogueError when the file can't be written
 */
export async function readVectorFile(
  path: string,
  model: string,
  dimensions: number,
  now: () => number = Date.now,
): Promise<Vectors> {
  const held = new Map<string, Kept>();
  const file = await open(path, "a+", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogueError(
      `${path} can't be written (${error.code}): give this user the right to write there, or leave EMBEDDINGS empty.`,
    );
  });
  const head = Buffer.from(`${FORM}\t${model}\t${dimensions}\n`);
  /** Where the last whole record ends, and when it was looked for. */
  let end = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  const readRest = async () => {
    readAt = now();
    const { size } = await file.stat();
    if (end === 0 && (await bytesFrom(file, 0, Math.min(size, head.length))).equals(head))
      end = head.length;
    // What is put meanwhile moves the end, too.
    for (let at = end; at > 0 && size > at; ) {
      const bytes = await bytesFrom(file, at, Math.min(size - at, READ_BYTES));
      const whole = readAll(bytes, dimensions, held);
      if (whole === 0) break;
      at += whole;
      end = Math.max(end, at);
    }
    return size;
  };
  let reading: Promise<number> | undefined;
  /** Reads what came since; answers how long the file is. Whoever asks meanwhile waits for the same. */
  const readOn = () => {
    reading ??= readRest().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const current = async () => {
    if (Math.abs(now() - readAt) >= FRESH_MS) await readOn();
  };
  await readOn();
  return {
    nearest: async (to, count) => {
      await current();
      return nearest(held, to, count);
    },
    get: async (keys) => {
      await current();
      return new Map(
        keys.flatMap((key) => {
          const kept = held.get(key);
          return kept ? [[key, kept] as const] : [];
        }),
      );
    },
    put: async (entries) => {
      if (entries.length === 0) return;
      // One that is under way may have begun before the other process put its last.
      await reading?.catch(() => {});
      if ((await readOn()) > end) await file.truncate(end);
      const bytes = Buffer.concat([...(end === 0 ? [head] : []), ...entries.map(record)]);
      const from = end;
      await file.appendFile(bytes);
      end = from + bytes.length;
      for (const { key, text, vector } of entries) held.set(key, { text, vector });
    },
    close: () => file.close(),
  };
}

/** Bytes that are read in one go, which takes some 3 ms. */
const READ_BYTES = 1 << 20;

/** Vectors that are looked at in one go, which takes some 3 ms with 384 numbers each. */
const LOOKED_AT = 8_192;

/** How long what was read passes for the newest, in ms. */
const FRESH_MS = 2_000;

async function bytesFrom(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

/** A record: lengths of key and text mark, both, then the numbers. */
function record({ key, text, vector }: Kept & { readonly key: string }): Buffer {
  const names = Buffer.from(`${key}\n${text}`);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(names.length);
  return Buffer.concat([
    head,
    names,
    Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
  ]);
}

/** Reads whole records; answers where the last of them ends. */
function readAll(bytes: Buffer, dimensions: number, into: Map<string, Kept>): number {
  let at = 0;
  while (at + 4 <= bytes.length) {
    const start = at + 4;
    const middle = start + bytes.readUInt32LE(at);
    const end = middle + dimensions * 4;
    if (end > bytes.length) break;
    const [key = "", text = ""] = bytes.toString("utf8", start, middle).split("\n");
    // A copy, since the numbers must begin at a multiple of four.
    const vector = new Float32Array(Uint8Array.from(bytes.subarray(middle, end)).buffer);
    into.set(key, { text, vector });
    at = end;
  }
  return at;
}

/** By looking at all of them, other work in between: 50,000 of 384 numbers take some 20 ms. */
async function nearest(
  held: ReadonlyMap<string, Kept>,
  to: Float32Array,
  count: number,
): Promise<readonly Near[]> {
  const best: Near[] = [];
  let least = Number.NEGATIVE_INFINITY;
  let looked = 0;
  for (const [key, { vector }] of held) {
    looked += 1;
    if (looked % LOOKED_AT === 0) await setImmediate();
    const own = cosine(vector, to);
    if (best.length >= count && own <= least) continue;
    const at = best.findIndex((other) => other.cosine < own);
    best.splice(at < 0 ? best.length : at, 0, { key, cosine: own });
    if (best.length > count) best.pop();
    least = best.at(-1)?.cosine ?? least;
  }
  return best;
}
