import { setImmediate } from "node:timers/promises";
import { createCollection } from "../collection.ts";
import type { Holdings } from "../holdings.ts";
import type { Paper } from "../paper.ts";
import { loadMiniSearchEngine } from "../search/minisearch.ts";
import type { Piece } from "./snapshot-file.ts";

/** The form in which holdings are written; another one is not read. The index knows by itself which forms of its own it can read. */
export const FORM = "papers 2";

/** Papers of one piece: some 1.6 MB, for a text of more than one lies outside V8's heap, and 10 ms to read. */
const TOGETHER = 1000;

/** Bytes of one piece of the index; it gives some of its own longer than that, and many of a few bytes. */
const PIECE = 1 << 20;

/** Kinds of pieces, in the order in which they come: keys that lead to others, papers, and the index. */
const REPLACED = "r";
const PAPERS = "p";
const INDEX = "i";

/** Everything that is held, in pieces; nothing may be added meanwhile. */
export function* piecesOf({ collection, engine }: Holdings): Generator<Piece> {
  yield { kind: REPLACED, bytes: asciiJson([...collection.replaced()]) };
  for (const batch of batches(collection.papers())) yield { kind: PAPERS, bytes: asciiJson(batch) };
  let chunks: Uint8Array[] = [];
  let size = 0;
  for (const chunk of engine.save()) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size < PIECE) continue;
    yield { kind: INDEX, bytes: Buffer.concat(chunks, size) };
    [chunks, size] = [[], 0];
  }
  yield { kind: INDEX, bytes: Buffer.concat(chunks, size) };
}

/**
 * What was held when these pieces were made.
 * @throws SnapshotError when the index is of another version of the engine
 */
export async function holdingsFrom(pieces: AsyncIterable<Piece>): Promise<Holdings> {
  const collection = createCollection();
  const left = pieces[Symbol.asyncIterator]();
  for (;;) {
    const { value: piece, done } = await left.next();
    const { kind, bytes } = done ? { kind: INDEX, bytes: new Uint8Array() } : piece;
    if (kind === INDEX) {
      const engine = await loadMiniSearchEngine(indexFrom(bytes, left), collection.get);
      // The end must be there too: without it the file is not whole.
      for (let rest = await left.next(); !rest.done; ) rest = await left.next();
      return { collection, engine };
    }
    // What passed its checksum under this form is what was written here.
    const value = fromAsciiJson(bytes);
    if (kind === REPLACED)
      for (const [from, to] of value as [string, string][]) collection.lead(from, to);
    if (kind === PAPERS) for (const paper of value as readonly Paper[]) collection.put(paper);
    await setImmediate();
  }
}

/** JSON with all but ASCII escaped: that is read more than twice as fast as UTF-8. */
function asciiJson(value: unknown): Uint8Array {
  const json = JSON.stringify(value).replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return Buffer.from(json, "latin1");
}

function fromAsciiJson({ buffer, byteOffset, byteLength }: Uint8Array): unknown {
  return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString("latin1"));
}

/** The bytes of the index: those that were read already, then those of all pieces that are left. */
async function* indexFrom(
  first: Uint8Array,
  left: AsyncIterator<Piece>,
): AsyncGenerator<Uint8Array> {
  yield first;
  for (let piece = await left.next(); !piece.done; piece = await left.next())
    yield piece.value.bytes;
}

function* batches(papers: Iterable<Paper>): Generator<readonly Paper[]> {
  let batch: Paper[] = [];
  for (const paper of papers) {
    if (batch.push(paper) < TOGETHER) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
