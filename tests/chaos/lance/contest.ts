import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "#store";
import { madeUpPapers } from "./papers.ts";
import type { ChaosPlace } from "./places.ts";
import { startFeeder } from "./processes.ts";
import { rowsAt } from "./rows.ts";

/** Papers that come when the first writer is gone. */
const LATE = 20;

/**
 * Starts two processes at once that both want to fill a catalogue, and ends the one that does when it is
 * full; the other one must go on with what comes then. Answers whatever was wrong, a sentence each.
 */
export async function proveContest(
  papers: number,
  { uri, env, options }: ChaosPlace,
  folder: string,
): Promise<readonly string[]> {
  const file = join(mkdtempSync(join(folder, "a-")), "paperboy.db");
  const store = await openStore({ file });
  const all = madeUpPapers(papers);
  for (let start = 0; start < all.length; start += LATE)
    await store.papers.put(all.slice(start, start + LATE));
  const feeders = [0, 1].map(() => startFeeder(uri, file, { most: LATE, env }));
  try {
    await Promise.race(feeders.map((feeder) => feeder.says("done")));
    await Promise.race(feeders.map((feeder) => feeder.says("waiting")));
    const writer = feeders.find(({ lines }) => lines.includes("done"));
    const other = feeders.find((feeder) => feeder !== writer);
    const faults: string[] = [];
    if (other?.lines.join() !== "opened,waiting")
      faults.push(`The other one did not wait but said ${other?.lines.join()}.`);
    await writer?.end("SIGTERM");
    await store.papers.put(madeUpPapers(LATE, papers));
    await other?.says("done");
    const keys = (await rowsAt(uri, options)).map(({ key }) => key);
    const missing = madeUpPapers(papers + LATE).filter(({ key }) => !keys.includes(key));
    if (missing.length > 0) faults.push(`${missing.length} papers were lost.`);
    const doubled = keys.length - new Set(keys).size;
    if (doubled > 0) faults.push(`${doubled} rows were doubled.`);
    return faults;
  } finally {
    await Promise.all(feeders.map((feeder) => feeder.end("SIGKILL")));
    await store.close();
  }
}
