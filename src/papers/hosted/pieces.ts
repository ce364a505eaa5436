import { setImmediate } from "node:timers/promises";
import { type Holdings, noHoldings } from "../holdings.ts";
import type { Paper } from "../paper.ts";
import type { Piece } from "./snapshot-file.ts";

/** The form in which holdings are written; another one is not read. */
export const FORM = "papers 1";

/** Papers of one piece: some 800 KB, and 5 ms to read. */
const TOGETHER = 500;

/** Kinds of pieces: keys that lead to others, and papers. */
const REPLACED = "r";
const PAPERS = "p";

/** Everything that is held, in pieces; nothing may be added meanwhile. */
export function* piecesOf({ collection }: Holdings): Generator<Piece> {
  yield { kind: REPLACED, bytes: Buffer.from(JSON.stringify([...collection.replaced()])) };
  for (const batch of batches(collection.papers()))
    yield { kind: PAPERS, bytes: Buffer.from(JSON.stringify(batch)) };
}

/** What was held when these pieces were made. */
export async function holdingsFrom(pieces: AsyncIterable<Piece>): Promise<Holdings> {
  const { collection, engine } = noHoldings();
  for await (const { kind, bytes } of pieces) {
    // What passed its checksum under this form is what was written here.
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (kind === REPLACED)
      for (const [from, to] of value as [string, string][]) collection.lead(from, to);
    if (kind !== PAPERS) continue;
    const papers = value as readonly Paper[];
    for (const paper of papers) collection.add(paper);
    engine.add(papers);
    await setImmediate();
  }
  return { collection, engine };
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
