import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openLanceCatalogue } from "#papers";
import { openStore } from "#store";
import { chances } from "./chances.ts";
import { madeUpPapers } from "./papers.ts";
import type { ChaosPlace } from "./places.ts";
import { startFeeder } from "./processes.ts";
import { rowsAt } from "./rows.ts";

/** What was found after writers were killed. */
export type Proof = {
  readonly kills: number;
  /** How many papers the table had after each. */
  readonly grown: readonly number[];
  /** Whatever was wrong, a sentence each. */
  readonly faults: readonly string[];
  /** Papers in the store, and rows of them in the table, at the end. */
  readonly papers: number;
  readonly rows: number;
};

/**
 * Kills a process that fills a catalogue, again and again at moments of chance, and after each
 * opens and asks it as a reader would. At the end one writer is left to finish.
 */
export async function proveKills(
  kills: number,
  papers: number,
  place: ChaosPlace,
  folder: string,
): Promise<Proof> {
  const { uri, env, options } = place;
  const file = join(mkdtempSync(join(folder, "a-")), "paperboy.db");
  const store = await openStore({ file });
  const all = madeUpPapers(papers);
  const share = Math.ceil(papers / (kills + 1));
  const chance = chances();
  const faults: string[] = [];
  const grown: number[] = [];
  for (let life = 0; life <= kills; life += 1) {
    const fresh = all.slice(life * share, (life + 1) * share);
    for (let start = 0; start < fresh.length; start += AT_ONCE)
      await store.papers.put(fresh.slice(start, start + AT_ONCE));
    const feeder = startFeeder(uri, file, { most: AT_ONCE, env });
    if (life === kills) {
      await feeder.says("done");
      await feeder.end("SIGTERM");
    } else {
      // The lock of the one that was killed before is free when its lease has run out.
      await feeder.says("reached");
      await sleep(chance() * LONGEST_LIFE_MS);
      await feeder.end("SIGKILL");
    }
    grown.push(await look(place, all, faults));
  }
  await store.close();
  const rows = (await rowsAt(uri, options)).filter(({ leads }) => leads === null);
  return { kills, grown, faults, papers, rows: rows.length };
}

/** Papers of one commit. */
const AT_ONCE = 20;
/** After its first commit, in ms. */
const LONGEST_LIFE_MS = 1_000;

/** Asks a catalogue everything that a reader asks; answers how many papers it has. */
async function look(
  { uri, env, options }: ChaosPlace,
  all: ReturnType<typeof madeUpPapers>,
  faults: string[],
): Promise<number> {
  const catalogue = await openLanceCatalogue({ uri, env });
  try {
    const rows = await rowsAt(uri, options);
    const keys = new Set(rows.map(({ key }) => key));
    if (keys.size < rows.length) faults.push(`${rows.length - keys.size} rows were doubled`);
    const there = all.filter(({ key }) => keys.has(key));
    const extent = await catalogue.extent();
    if (extent.papers !== rows.length)
      faults.push(`${extent.papers} papers counted, ${rows.length} there`);
    const one = there[Math.floor(there.length / 2)];
    if (!one) return 0;
    const { hits } = await catalogue.search({ text: one.title, size: 3 });
    if (hits[0]?.paper.key !== one.key) faults.push(`“${one.title}” was not found`);
    if ((await catalogue.get(one.key))?.abstract !== one.abstract)
      faults.push(`${one.key} is not what was stored`);
    if ((await catalogue.suggest(one.title, 1))[0]?.key !== one.key)
      faults.push(`“${one.title}” was not suggested`);
    await catalogue.similar(one.key, 3);
    await catalogue.search({ text: "", sort: "newest" });
    return rows.length;
  } catch (error) {
    faults.push(`it could not be read: ${String(error)}`);
    return 0;
  } finally {
    await catalogue.close();
  }
}
