import { fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStore } from "#store";
import { REAL } from "../../chaos/deliver/clock.ts";
import { type OpenTown, openTown } from "../../chaos/deliver/open-town.ts";
import { subscribeTown } from "../../chaos/deliver/subscribe.ts";
import type { TownReport } from "../../chaos/deliver/town.ts";

/** What is measured. */
export type Bench = {
  readonly platform: "discord" | "slack";
  readonly channels: number;
  /** Slack: how many workspaces share them. */
  readonly workspaces: number;
  /** Milliseconds that an answer to a post takes. */
  readonly latency: number;
};

/** What came of it: `from` is when the posts became due, in epoch ms as all others. */
export type Ran = {
  readonly from: number;
  readonly report: TownReport;
} & Used;

/** What the bot's process took: its peak of memory in bytes, its processor time in ms. */
type Used = { readonly memory: number; readonly processor: number };

/** No bot needs longer than this times what the limit itself needs; then the bench gives up. */
const PATIENCE = 3;

/** How often the platform is asked how far the bot has got, in milliseconds. */
const LOOK_MS = 1_000;

const SCRIPT = fileURLToPath(new URL("./bot-process.ts", import.meta.url));

/** Lets a bot deliver to that many channels at once, and answers what the platform saw; `needed` is what its limit needs, in ms. */
export async function run(bench: Bench, needed: number): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-bench-"));
  const { platform, channels, workspaces, latency } = bench;
  const faults = { errors: 0, lost: 0, seed: 1, history: false };
  const plan = { platform, channels, workspaces, latency, clock: REAL, rates: true, ...faults };
  const town = await openTown(plan);
  try {
    const due = Math.floor(Date.now() / 60_000) * 60_000;
    const store = await openStore({ file: join(folder, "paperboy.db") });
    await subscribeTown(store, platform, town.address, due);
    await store.close();
    return await deliver(folder, town, channels, needed * PATIENCE + 60_000);
  } finally {
    await town.close();
    rmSync(folder, { recursive: true });
  }
}

async function deliver(
  folder: string,
  town: OpenTown,
  channels: number,
  patience: number,
): Promise<Ran> {
  const { PATH } = process.env;
  const log = join(folder, "log");
  const file = openSync(log, "w");
  const env = {
    ...town.address.env,
    PATH,
    DATA_DIR: folder,
    SOURCES: "none",
  };
  const bot = fork(SCRIPT, {
    env,
    stdio: ["ignore", file, file, "ipc"],
  });
  closeSync(file);
  const ended = once(bot, "exit").then(([code]) => {
    throw new Error(`The bot ended with ${code}:\n${readFileSync(log, "utf8").slice(-2_000)}`);
  });
  ended.catch(() => {});
  const heard = async () => (await Promise.race([once(bot, "message"), ended]))[0] as unknown;
  await heard();
  const from = Date.now();
  bot.send("go");
  let report = await town.report();
  while (report.posts.length < channels) {
    if (Date.now() > from + patience)
      throw new Error(`Only ${report.posts.length} of ${channels} were posted in ${patience} ms`);
    await Promise.race([sleep(LOOK_MS), ended]);
    report = await town.report();
  }
  const used = heard();
  bot.send("used");
  const after = (await used) as Used;
  bot.disconnect();
  await ended.catch(() => {});
  return { from, report, ...after };
}
