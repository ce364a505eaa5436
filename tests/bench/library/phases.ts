import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "#store";
import { createBot } from "../../../src/bot.ts";
import { percentile, readCorpus } from "./corpus.ts";
import { type Stalls, watchStalls } from "./stalls.ts";

/** What is measured of one process; times in ms, memory in MB. */
export type Figures = Readonly<Record<string, number | Stalls>>;

/** One stretch of the life of a bot on the store in a folder, each measured in a process of its own. */
export type Phase = (
  folder: string,
  corpus: string,
  queries: readonly string[],
) => Promise<Figures>;

const log = {
  info: () => {},
  warn: (_: object, message: string) => void process.stderr.write(`${message}\n`),
  error: (_: object, message: string) => void process.stderr.write(`${message}\n`),
};

async function open(folder: string) {
  const store = await openStore({ file: join(folder, "paperboy.db") });
  const from = performance.now();
  const bot = await createBot({ store, folder, root: "papers", log, now: Date.now });
  const opened = performance.now() - from;
  let asked = 0;
  const ask = async (command: string, input: Record<string, string>) => {
    asked += 1;
    // Each of somebody else somewhere else: one who asks so much is told to wait.
    const by = { id: `reader-${asked}`, manager: false };
    const at = { platform: "none", tenant: `place-${asked}`, channel: "none" };
    const begun = performance.now();
    const { problem } = await bot.host.answer({ command, input, by, at });
    if (problem) throw new Error(`${command} ${JSON.stringify(input)}: ${problem}`);
    return performance.now() - begun;
  };
  const close = async () => {
    const begun = performance.now();
    await bot.close();
    await store.close();
    return performance.now() - begun;
  };
  return { store, bot, opened, ask, close };
}

/** Fills the store, as imports did. */
const fill: Phase = async (folder, corpus) => {
  const store = await openStore({ file: join(folder, "paperboy.db") });
  const from = performance.now();
  const all = await Array.fromAsync(readCorpus(corpus));
  for (let at = 0; at < all.length; at += 1000) await store.papers.put(all.slice(at, at + 1000));
  const papers = await store.papers.count();
  await store.close();
  return { papers, time: performance.now() - from };
};

/** A start, with or without a snapshot: until the bot is there, until everything is known, and 1,000 searches. */
const start: Phase = async (folder, _, queries) => {
  const begun = performance.now();
  const { bot, opened, ask, close } = await open(folder);
  // From here on there is a bot that somebody may ask.
  await sleep(0);
  const opening = performance.now() - begun;
  const stalls = watchStalls();
  await bot.whole();
  const whole = performance.now() - begun;
  const starting = stalls();
  // As a bot does before it serves anybody.
  await bot.warmUp();
  const watched = watchStalls();
  const times: number[] = [];
  for (const query of queries.slice(0, 1000)) times.push(await ask("search", { query }));
  const trending = [await ask("trending", { window: "week" }), await ask("trending", {})];
  const searching = watched();
  const rss = process.memoryUsage().rss / 1e6;
  await sleep(10_000);
  return {
    ...{
      opened,
      opening,
      whole,
      starting,
      searching,
      rss,
      rssLater: process.memoryUsage().rss / 1e6,
    },
    ...{ p50: percentile(times, 50), p95: percentile(times, 95), p99: percentile(times, 99) },
    ...{ trending: Math.max(...trending), closing: await close() },
  };
};

/** Searches while another process adds to the store and this one follows it. */
const follow: Phase = async (folder, _, queries) => {
  const { store, bot, ask, close } = await open(folder);
  await bot.warmUp();
  const news = bot.poll({ sources: {}, version: "bench" });
  process.send?.("ready");
  let isOver = false;
  process.once("message", () => {
    isOver = true;
  });
  const stalls = watchStalls();
  const times: number[] = [];
  for (let n = 0; !isOver; n += 1) {
    times.push(await ask("search", { query: queries[n % queries.length] ?? "" }));
    await sleep(20);
  }
  const [papers, lastKey] = [await store.papers.count(), await newestKey(store)];
  const from = performance.now();
  while (!lastKey || !(await knows(ask, lastKey))) await sleep(20);
  const visible = performance.now() - from;
  const following = stalls();
  await news.stop();
  return {
    ...{ papers, commands: times.length, following, visible },
    ...{ p50: percentile(times, 50), p95: percentile(times, 95), p99: percentile(times, 99) },
    ...{ longest: Math.max(...times), closing: await close() },
  };
};

/** A process that does nothing but watch how long it stands still, beside whatever else the machine does. */
const idle: Phase = async () => {
  const stalls = watchStalls();
  process.send?.("ready");
  await once(process, "message");
  return { idle: stalls() };
};

async function newestKey(store: Awaited<ReturnType<typeof openStore>>) {
  const { papers } = await store.papers.changedSince((await store.papers.newest()) - 1);
  return papers.at(-1)?.key;
}

async function knows(
  ask: (command: string, input: Record<string, string>) => Promise<number>,
  key: string,
) {
  return ask("show", { paper: key }).then(
    () => true,
    () => false,
  );
}

/** Every phase by its name. */
export const PHASES: Readonly<Record<string, Phase>> = { fill, start, follow, idle };
