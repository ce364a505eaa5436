import { setImmediate } from "node:timers/promises";
import { damaged, SnapshotReader, withChecksum } from "../search/snapshot.ts";
import { ask } from "./ask.ts";
import type { Table } from "./lancedb.ts";
import type { Loaded } from "./load.ts";
import type { Tables } from "./tables.ts";
import { WordCounts } from "./word-counts.ts";

/** Bytes of one row. */
const ROW_BYTES = 1 << 20;

/** Writes counts in the place of those that are kept, all or nothing. */
export async function keepCounts(counts: WordCounts, tables: Tables, of: Loaded): Promise<void> {
  const { arrow, lance } = of;
  const schema = new arrow.Schema([
    new arrow.Field("part", new arrow.Float64(), false),
    new arrow.Field("bytes", new arrow.Binary(), false),
  ]);
  const parts = [...pieces(withChecksum(counts.save()))];
  const rows: ReturnType<typeof lance.makeArrowTable>[] = [];
  for (const [part, bytes] of parts.entries()) {
    rows.push(lance.makeArrowTable([{ part, bytes }], { schema }));
    await setImmediate();
  }
  const [first, ...others] = rows;
  if (!first) return;
  const table = (await tables.newest("words")) ?? (await tables.make("words", schema));
  await table.add(first.concat(...others), { mode: "overwrite" });
}

/**
 * The counts that are kept in a table.
 * @throws SnapshotError when they are damaged or of another version
 */
export async function keptCounts(table: Table): Promise<WordCounts> {
  const rows = await ask(table, ["part", "bytes"], { limit: 1_000_000, atOnce: 1 });
  const chunks = rows.toSorted((a, b) => a.part - b.part).map(({ bytes }) => bytes);
  const counts = new WordCounts();
  const from = new SnapshotReader(withPauses(chunks));
  try {
    await counts.load(from);
    await from.checkSum();
    return counts;
  } catch (error) {
    // Damaged lengths may ask for more memory than there is before the checksum tells.
    throw error instanceof RangeError ? damaged() : error;
  }
}

/** The same chunks, with other work let in between. */
async function* withPauses(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await setImmediate();
    yield chunk;
  }
}

/** Chunks of any size as pieces of about the size of a row. */
function* pieces(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += ROW_BYTES) {
      const part = chunk.subarray(from, from + ROW_BYTES);
      waiting.push(part);
      length += part.length;
      if (length < ROW_BYTES) continue;
      yield Buffer.concat(waiting);
      [waiting, length] = [[], 0];
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
