import { SnapshotError } from "../search/snapshot.ts";
import type { Keeper } from "./keeper.ts";
import { keptCounts } from "./kept-counts.ts";
import type { Table } from "./lancedb.ts";
import type { Place } from "./place.ts";
import { WordCounts } from "./word-counts.ts";

/** How long a reader goes by the counts that it has; words that are newer are looked up in the index. */
const READ_AGAIN_MS = 10 * 60_000;

/** The counts to read by: the writer's own while this process writes, else the kept ones as they were minutes ago. */
export function currentCounts({ tables, now }: Place, keeper: Keeper): () => Promise<WordCounts> {
  let held: { counts: WordCounts; readonly version: number; at: number } | undefined;
  let reading: Promise<WordCounts> | undefined;
  const read = async (): Promise<WordCounts> => {
    const table = await tables.newest("words");
    if (!table) return new WordCounts();
    const version = await table.version();
    const counts = held?.version === version ? held.counts : await readable(table);
    held = { counts, version, at: now() };
    return counts;
  };
  return async () => {
    if (keeper.counts) return keeper.counts;
    if (held && now() - held.at < READ_AGAIN_MS) return held.counts;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    // Nobody waits for newer ones while there are some.
    if (!held) return await reading;
    reading.catch(() => {});
    return held.counts;
  };
}

/** Damaged counts count as none: whoever writes next counts anew. */
async function readable(table: Table): Promise<WordCounts> {
  try {
    return await keptCounts(table);
  } catch (error) {
    if (error instanceof SnapshotError) return new WordCounts();
    throw error;
  }
}
