/**
 * Several workers on one PostgreSQL server deliver what is due, while the server is killed and started again,
 * against a Discord that enforces its fifty requests a second:
 *
 *     npm run chaos:workers -- [--deliveries 5000] [--workers 3] [--outages 2]
 *
 * It prints what became of the posts, and exits with 1 when one is missing or doubled, or Discord had to
 * refuse too many requests.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openStore } from "#store";
import { startPostgres } from "../postgres.ts";
import { REAL } from "./deliver/clock.ts";
import { ledgerOf } from "./deliver/ledger.ts";
import { openTown } from "./deliver/open-town.ts";
import { subscribeTown } from "./deliver/subscribe.ts";
import { isGood, judge, type Verdict } from "./deliver/verdict.ts";
import { startWorker } from "./deliver/worker.ts";

const { values } = parseArgs({
  options: {
    deliveries: { type: "string", default: "5000" },
    workers: { type: "string", default: "3" },
    outages: { type: "string", default: "2" },
  },
});
const [channels, workers, outages] = [values.deliveries, values.workers, values.outages].map(
  Number,
);
if (!channels || !workers || outages === undefined || Number.isNaN(outages))
  throw new Error("--deliveries, --workers and --outages are numbers");

/** How long the server is gone each time, in milliseconds. */
const GONE_MS = 3_000;

/** What Discord's limit needs, five times over, and time for a lease of a minute to run out after each outage. */
const patience = (channels / 50) * 5_000 + (outages + 1) * 120_000;

/** Discord bans an address for 10,000 refusals in ten minutes; a tenth of it is far too many. */
const MOST_REFUSED = 1_000;

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

const folder = mkdtempSync(join(tmpdir(), "paperboy-workers-"));
const server = await startPostgres();
const town = await openTown({
  ...{ platform: "discord", channels, clock: REAL, rates: true, latency: 50, seed: 1 },
  ...{ errors: 0, lost: 0, workspaces: 1, history: true },
});
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await town.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function run(): Promise<boolean> {
  const url = await server.database();
  const store = await openStore({ url, log: SILENT });
  await subscribeTown(store, "discord", town.address, Math.floor(Date.now() / 60_000) * 60_000);
  const from = Date.now();
  const env = { ...town.address.env, DATABASE_URL: url };
  const running = Array.from({ length: workers ?? 0 }, (_, n) =>
    startWorker(folder, `worker-${n}`, env),
  );
  const fail = Promise.race(running.map(({ died }) => died));
  try {
    for (let outage = 1; outage <= (outages ?? 0); outage += 1) {
      await Promise.race([posted(((channels ?? 0) * outage) / ((outages ?? 0) + 1)), fail]);
      await server.kill();
      await sleep(GONE_MS);
      await server.start();
    }
    await Promise.race([all(), fail]);
    const report = await town.report();
    const { places } = town.address;
    const verdict = judge(places, report, await ledgerOf(store, "discord", places));
    const seconds = Math.round((Date.now() - from) / 1000);
    print({ ...verdict, tooMany: report.tooMany, seconds });
    for (const fault of verdict.faults.slice(0, 10)) process.stdout.write(`  ${fault}\n`);
    return isGood(verdict, false) && report.tooMany < MOST_REFUSED;
  } finally {
    await Promise.all(running.map((worker) => worker.stop()));
    await store.close();
  }

  async function posted(count: number): Promise<void> {
    await until(async () => (await town.report()).posts.length >= count);
  }

  async function all(): Promise<void> {
    await until(async () => (await store.info()).deliveries.sent >= (channels ?? 0));
  }

  async function until(isDone: () => Promise<boolean>): Promise<void> {
    while (!(await isDone()) && Date.now() < from + patience) await sleep(500);
  }
}

function print(told: Verdict & { readonly tooMany: number; readonly seconds: number }): void {
  const { never, once, twice, sent, tooMany, seconds } = told;
  process.stdout.write(
    `${channels} deliveries by ${workers} workers, PostgreSQL killed ${outages} times: ` +
      `${never} never, ${once} once, ${twice} twice, ${sent} sent by the ledger; ` +
      `${tooMany} answers of 429; ${seconds} s, where Discord's limit needs ${(channels ?? 0) / 50} s\n`,
  );
}
