import { crc32 } from "node:zlib";
import type { Numbers } from "./column.ts";

/** Bytes that are no index of this version, or a damaged one: the index is to be built anew. */
export class SnapshotError extends Error {}

/** A row of numbers as bytes, its length before it. The bytes are the row's own: write them before it changes. */
export function* rowBytes(row: Numbers, length = row.length): Generator<Uint8Array> {
  const part = row.subarray(0, length);
  yield lengthBytes(part.byteLength);
  yield new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
}

/** Anything that JSON can hold, as bytes. */
export function* jsonBytes(value: unknown): Generator<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(value));
  yield lengthBytes(bytes.length);
  yield bytes;
}

/** Texts in a row, wherever they lie. */
type TextRow = { readonly length: number; at(place: number): string | undefined };

/** Texts as bytes, many at a time: one text of them all might be longer than a text can be. */
export function* textBytes(texts: TextRow): Generator<Uint8Array> {
  yield* jsonBytes(texts.length);
  for (let from = 0; from < texts.length; from += TOGETHER) {
    const length = Math.min(TOGETHER, texts.length - from);
    yield* jsonBytes(Array.from({ length }, (_, place) => texts.at(from + place)));
  }
}

/** The same bytes with a checksum after them. */
export function* withChecksum(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let sum = 0;
  for (const chunk of chunks) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  yield lengthBytes(sum);
}

/** Reads what the functions above wrote, from chunks of any size; every method throws a SnapshotError where the bytes end early. */
export class SnapshotReader {
  private readonly chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array(0);
  private at = 0;
  private sum = 0;

  constructor(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    this.chunks =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** A row of numbers of the kind that `make` makes; it has as many places as were written. */
  async row<T extends Numbers>(make: (length: number) => T): Promise<T> {
    const length = (await this.length()) / make(0).BYTES_PER_ELEMENT;
    if (!Number.isInteger(length)) throw damaged();
    const row = make(length);
    await this.fill(new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
    return row;
  }

  async json(): Promise<unknown> {
    const bytes = new Uint8Array(await this.length());
    await this.fill(bytes);
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw damaged();
    }
  }

  async number(): Promise<number> {
    const value = await this.json();
    if (typeof value !== "number") throw damaged();
    return value;
  }

  /** Texts; undefined ones come back as such. */
  async texts(): Promise<(string | undefined)[]> {
    return (await Array.fromAsync(this.textParts(await this.number()))).flat();
  }

  /** The same when their number was read already, as many at a time as were written together. */
  async *textParts(count: number): AsyncGenerator<readonly (string | undefined)[]> {
    for (let read = 0; read < count; ) {
      const some = await this.json();
      if (!Array.isArray(some) || some.length === 0) throw damaged();
      read += some.length;
      yield some.map((one) => (typeof one === "string" ? one : undefined));
    }
  }

  /** Reads the checksum. @throws SnapshotError when it is not that of everything before it */
  async checkSum() {
    const sum = this.sum;
    if ((await this.length()) !== sum) throw damaged();
  }

  private async length(): Promise<number> {
    const bytes = new Uint8Array(LENGTH);
    await this.fill(bytes);
    const length = new DataView(bytes.buffer).getFloat64(0, true);
    if (!Number.isSafeInteger(length) || length < 0 || length > LONGEST) throw damaged();
    return length;
  }

  private async fill(into: Uint8Array) {
    let filled = 0;
    while (filled < into.length) {
      if (this.at === this.chunk.length) {
        const next = await this.chunks.next();
        if (next.done) throw damaged();
        this.chunk = next.value;
        this.at = 0;
        continue;
      }
      const part = this.chunk.subarray(this.at, this.at + into.length - filled);
      into.set(part, filled);
      filled += part.length;
      this.at += part.length;
    }
    this.sum = crc32(into, this.sum);
  }
}

/** Bytes that a length takes. */
const LENGTH = 8;
/** Bytes of the longest row, or a sum that takes its place: no index of a million papers has so long a one. */
const LONGEST = 2 ** 32;
/** Texts that are written at a time. */
const TOGETHER = 2_000;

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH);
  new DataView(bytes.buffer).setFloat64(0, length, true);
  return bytes;
}

/** The error for bytes that can't be read. */
export function damaged(): SnapshotError {
  return new SnapshotError("The saved index is damaged or of another version: build it anew.");
}
