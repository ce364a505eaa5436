import { setImmediate } from "node:timers/promises";
import { connected } from "../../../src/papers/lance/connected.ts";
import { keptCounts } from "../../../src/papers/lance/kept-counts.ts";
import { loadLanceDb } from "../../../src/papers/lance/load.ts";
import { createTables } from "../../../src/papers/lance/tables.ts";

/**
 * Reads the counts of words that a catalogue keeps, as every process does that reads it: how long it takes
 * by the clock, and how much of this thread's processor the longest stretch of it took in which nothing
 * else was let in; both in ms.
 * @throws Error when nobody has filled it
 */
export async function measureCounts(uri: string): Promise<{ all: number; longest: number }> {
  const tables = createTables(await connected(uri, {}, Date.now, await loadLanceDb()), Date.now);
  const table = await tables.newest("words");
  if (!table) throw new Error(`There are no counts at ${uri}.`);
  let [longest, isOver] = [0, false];
  const watch = async () => {
    for (let last = used(); !isOver; last = used()) {
      await setImmediate();
      longest = Math.max(longest, used() - last);
    }
  };
  const watching = watch();
  const began = performance.now();
  await keptCounts(table);
  const all = performance.now() - began;
  await setImmediate();
  isOver = true;
  await watching;
  tables.close();
  return { all, longest };
}

/** Processor time of this thread, in ms. */
function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
