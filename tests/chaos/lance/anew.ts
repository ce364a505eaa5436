import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openLanceCatalogue, type Paper } from "#papers";
import { openStore } from "#store";
import { chances } from "./chances.ts";
import { madeUpPapers } from "./papers.ts";
import type { ChaosPlace } from "./places.ts";
import { startFeeder } from "./processes.ts";
import { rowsAt } from "./rows.ts";

/**
 * Fills a catalogue out of one database, and then starts writers of another one, which are killed at
 * moments of chance from the first one on at which they may be emptying it; after each it must be readable.
 * The last one ends its work. Answers whatever was wrong, a sentence each.
 */
export async function proveAnew(
  kills: number,
  { uri, env, options }: ChaosPlace,
  folder: string,
): Promise<readonly string[]> {
  const papers = madeUpPapers(200, 1_000);
  const [before, after] = [await stored(madeUpPapers(300), folder), await stored(papers, folder)];
  const first = startFeeder(uri, before, { env });
  await first.says("done");
  await first.end("SIGTERM");
  const faults: string[] = [];
  const chance = chances();
  for (let life = 0; life <= kills; life += 1) {
    const feeder = startFeeder(uri, after, { most: 20, env });
    if (life === kills) {
      await feeder.says("done");
      await feeder.end("SIGTERM");
    } else {
      await feeder.says("opened");
      await sleep(chance() * LONGEST_LIFE_MS);
      await feeder.end("SIGKILL");
    }
    const reader = await openLanceCatalogue({ uri, env });
    await reader.search({ text: papers[0]?.title ?? "" }).catch((error: unknown) => {
      faults.push(`After ${life + 1} lives it could not be read: ${String(error)}.`);
    });
    await reader.close();
  }
  const keys = (await rowsAt(uri, options)).map(({ key }) => key).sort();
  if (
    keys.join() !==
    papers
      .map(({ key }) => key)
      .sort()
      .join()
  )
    faults.push(`${keys.length} rows are there, not those of the ${papers.length} papers.`);
  return faults;
}

/** Since it opened the catalogue, in ms. */
const LONGEST_LIFE_MS = 400;

async function stored(papers: readonly Paper[], folder: string): Promise<string> {
  const file = join(mkdtempSync(join(folder, "a-")), "paperboy.db");
  const store = await openStore({ file });
  for (let start = 0; start < papers.length; start += 50)
    await store.papers.put(papers.slice(start, start + 50));
  await store.close();
  return file;
}
