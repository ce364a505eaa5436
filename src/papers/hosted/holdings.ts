import { setImmediate } from "node:timers/promises";
import type { Collection } from "../collection.ts";
import type { Paper } from "../paper.ts";
import type { SearchEngine } from "../search/engine.ts";
import type { Piece } from "./snapshot-file.ts";

/** What a catalogue holds: papers, and the index over them. */
export type Holdings = { readonly collection: Collection; readonly engine: SearchEngine };

/** The form in which pieces are written; another one is not read. */
export const FORM = "papers 1";

/** Papers of one piece: some 800 KB, and 5 ms to read. */
const TOGETHER = 500;

/** Papers that are indexed at once: some 2 ms of work. */
const SLICE = 4;

/** Kinds of pieces: papers, and keys that lead to others. */
const PAPERS = "p";
const REPLACED = "r";

/** Everything that is held, in pieces; nothing may be added meanwhile. */
export function* piecesOf({ collection }: Holdings): Generator<Piece> {
  for (const batch of batches(collection.papers()))
    yield { kind: PAPERS, bytes: Buffer.from(JSON.stringify(batch)) };
  yield { kind: REPLACED, bytes: Buffer.from(JSON.stringify([...collection.replaced()])) };
}

/** Fills empty holdings from pieces, letting other work in between. */
export async function fill(
  { collection, engine }: Holdings,
  pieces: AsyncIterable<Piece>,
): Promise<void> {
  for await (const { kind, bytes } of pieces) {
    // What passed its checksum under this form is what was written here.
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (kind === REPLACED)
      for (const [from, to] of value as [string, string][]) collection.lead(from, to);
    if (kind !== PAPERS) continue;
    const papers = value as readonly Paper[];
    for (let start = 0; start < papers.length; start += SLICE) {
      const slice = papers.slice(start, start + SLICE);
      for (const paper of slice) collection.add(paper);
      engine.add(slice);
      await setImmediate();
    }
  }
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
