/**
 * Measures the catalogue on LanceDB: `node tests/bench/lancedb.ts FILE [--uri FOLDER] [--count 1000]` with a
 * corpus as bench:search reads it. A folder that is filled already is taken as it is. Each query is asked
 * of LanceDB alone first (any of the words, the ten best), so that the ratio holds on a busy machine too.
 */
// The bot's own, so that V8's heap is as it is there.
import "../../src/heap.js";
import { mkdtemp } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openLanceCatalogue, type Paper } from "#papers";
import { bareEngine } from "./lancedb/bare-engine.ts";
import { interleaved } from "./lancedb/interleaved.ts";
import { measureCounts } from "./lancedb/reading-counts.ts";
import { readCorpus } from "./search/collection.ts";
import { type Timing, timed } from "./search/timing.ts";
import { typedBeginnings, typedQueries } from "./search/typed-queries.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { uri: { type: "string" }, count: { type: "string", default: "1000" } },
});
const papers = await Array.fromAsync(readCorpus(positionals[0] ?? ""));
const count = Number(values.count);
const queries = typedQueries(papers, count, 1);
const beginnings = typedBeginnings(papers, Math.ceil(count / 4), 1);
const keys = papers.slice(0, Math.ceil(count / 4)).map(({ key }) => key);
const uri = values.uri ?? (await mkdtemp(join(tmpdir(), "paperboy-bench-")));
const catalogue = await openLanceCatalogue({ uri });
if ((await catalogue.extent()).papers === 0) await fill(papers);
papers.length = 0;
const bare = await bareEngine(uri);

const [alone, whole] = await interleaved(queries, [
  (text) => bare.search(text, 10),
  (text) => catalogue.search({ text, size: 10 }),
]);
print("LanceDB alone", alone);
print("– of processor", alone?.processor);
print("whole search", whole);
print("– of processor", whole?.processor);
const ratio = (of: "p50" | "p99") => ((whole?.[of] ?? 0) / (alone?.[of] ?? 1)).toFixed(1);
process.stdout.write(`times of LanceDB alone: p50 ${ratio("p50")}, p99 ${ratio("p99")}\n`);
print("suggestions", await timed(beginnings, (typed) => catalogue.suggest(typed, 10)));
print("similar", await timed(keys, (key) => catalogue.similar(key, 10)));
const { all, longest } = await measureCounts(uri);
process.stdout.write(
  `counts of words read in ${Math.round(all)} ms, ${longest.toFixed(1)} ms of processor at a stretch\n`,
);
const memory = Math.round(process.memoryUsage.rss() / 1e6);
process.stdout.write(`${memory} MB resident; load ${loadavg()[0]?.toFixed(1)}; ${uri}\n`);
bare.close();
await catalogue.close();

async function fill(all: readonly Paper[]): Promise<void> {
  const began = performance.now();
  for (let from = 0; from < all.length; from += 200)
    await catalogue.add(all.slice(from, from + 200));
  // A filling that has ended is brought up to date.
  await sleep(3_500);
  await catalogue.reached();
  process.stdout.write(`filled in ${Math.round((performance.now() - began) / 1000)} s\n`);
}

function print(name: string, timing: Pick<Timing, "p50" | "p95" | "p99"> | undefined): void {
  const { p50 = 0, p95 = 0, p99 = 0 } = timing ?? {};
  const figures = [p50, p95, p99].map((ms) => ms.toFixed(1).padStart(7)).join(" ");
  process.stdout.write(`${name.padEnd(16)} p50 p95 p99 ${figures} ms\n`);
}
