import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Reply, text } from "#chat";
import { openStore, type Store } from "#store";
import { type Bot, createBot } from "../../src/bot.ts";
import type { News } from "../../src/news/index.ts";
import { bundledIndex } from "../bundled-index.ts";
import { type FakeArxiv, startArxiv } from "../fakes/arxiv/index.ts";
import type { Fault } from "../fakes/http/fault.ts";
import { type FakeHuggingFace, startHuggingFace } from "../fakes/huggingface/index.ts";
import { anEntry, aSubmission } from "../papers/sources/samples.ts";

/** Time here goes a hundred times as fast, so that polling every half a minute is three times a second. */
const SPEED = 100;
const begun = performance.now();
const clock = {
  now: () => Math.round(Date.parse("2026-11-24T12:00:00Z") + (performance.now() - begun) * SPEED),
  random: Math.random,
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(resolve, ms / SPEED);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

/** Lists of the last 30 days that were open on 24 November 2026. */
const WEEKDAYS = 22;

let hub: FakeHuggingFace;
let archive: FakeArxiv;
let store: Store;
let bot: Bot;
let news: News;
const said: string[] = [];
const log = {
  info: (_: object, message: string) => void said.push(message),
  warn: (_: object, message: string) => void said.push(message),
  error: (_: object, message: string) => void said.push(message),
};
beforeEach(async () => {
  [hub, archive] = [await startHuggingFace(clock.now), await startArxiv(clock.now)];
  store = await openStore({ file: ":memory:" });
  bot = await createBot({
    ...{ ...bundledIndex(), store, root: "papers", log, now: clock.now, gate: () => undefined },
  });
});
afterEach(async () => {
  await news.stop();
  await store.close();
  await Promise.all([hub.close(), archive.close()]);
  said.length = 0;
});

const start = () => {
  news = bot.poll({
    sources: {
      huggingface: { apiUrl: hub.apiUrl, token: "hf_secret" },
      arxiv: { apiUrl: archive.apiUrl, rssUrl: archive.rssUrl, categories: ["cs.LG"] },
      contact: "https://lab.example/bot",
    },
    ...{ version: "1.2.3", clock, limits: { ms: 500 } },
  });
};
const say = (command: string, input: object): Promise<Reply> =>
  bot.host.answer({
    ...{ command, input: input as Record<string, string> },
    by: { id: "ada", manager: true, zone: "UTC" },
    at: { platform: "test", tenant: "lab", channel: "general" },
  });
const finds = async (title: string) =>
  cardsOf(await say("search", { query: title })).some((card) => text(card.title) === title);
const cardsOf = ({ blocks }: Reply) =>
  blocks.flatMap((block) => (block.kind === "card" ? block : []));
/** Waits for what must come to pass; the test's own time limit ends it when it does not. */
const until = async (done: () => unknown) => {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe("fresh papers", () => {
  test("of both sources are found, and who asks is told, each host what is its own", async () => {
    hub.put("2026-11-24", [anEntry("2611.00001", "Quokkas Considered")]);
    archive.put([aSubmission("2611.00002", "Wombats Reconsidered")]);
    start();
    await until(() => finds("Quokkas Considered"));
    await until(() => finds("Wombats Reconsidered"));
    const headers = [hub, archive].map(({ requests }) => requests[0]?.headers);
    for (const one of headers)
      expect(one?.["user-agent"]).toBe("Paperboy/1.2.3 (+https://lab.example/bot)");
    expect(headers.map((one) => one?.authorization)).toEqual(["Bearer hf_secret", undefined]);
  });

  test("that somebody names and nobody knows are asked for, and there a little later", async () => {
    // A new version of an old paper is announced, but is no news: it is found by its id alone.
    archive.put([{ ...aSubmission("2401.00009", "Bilbies Remembered"), type: "replace" }]);
    start();
    const show = () => say("show", { paper: "https://arxiv.org/abs/2401.00009" });
    expect((await show()).summary).toContain("I have asked for it: try again in a minute");
    await until(async () => (await show()).summary === "Bilbies Remembered");
  });

  test("that another process wrote are found too", async () => {
    start();
    await store.papers.put([{ key: "arxiv:2611.00003", title: "Numbats Imported", abstract: "" }]);
    await until(() => finds("Numbats Imported"));
  });

  test("are there after a restart without a question to anybody", async () => {
    hub.put("2026-11-24", [anEntry("2611.00001", "Quokkas Considered")]);
    start();
    await until(async () => (await news.status()).every(({ lastSuccess }) => lastSuccess));
    await until(() => finds("Quokkas Considered"));
    // A round that is stopped amid its days goes on with those that are left: here none is.
    await until(async () => (await store.polls.answered("huggingface", 0)).size === WEEKDAYS);
    await news.stop();
    const asked = hub.requests.length + archive.requests.length;
    bot = await createBot({
      ...{ ...bundledIndex(), store, root: "papers", log, now: clock.now, gate: () => undefined },
    });
    expect(await finds("Quokkas Considered")).toBe(true);
    start();
    await news.status();
    await news.stop();
    expect(hub.requests.length + archive.requests.length).toBe(asked);
  });

  test("stop coming at once when it is told to stop, whatever is under way", async () => {
    for (const server of [hub, archive]) server.break({ hang: true });
    start();
    await until(() => hub.requests.length > 0 && archive.requests.length > 0);
    const from = performance.now();
    await news.stop();
    expect(performance.now() - from).toBeLessThan(1000);
    expect(said).toEqual([]);
  });
});

test("sources are leased by the clock of the whole bot, which processes share, and not by the machine's", async () => {
  hub.break({ hang: true });
  const ahead = 400 * 24 * 3_600_000;
  bot = await createBot({
    ...{
      ...bundledIndex(),
      store,
      root: "papers",
      log,
      now: () => Date.now() + ahead,
      gate: () => undefined,
    },
  });
  news = bot.poll({ sources: { huggingface: { apiUrl: hub.apiUrl } }, version: "1.2.3" });
  await until(() => hub.requests.length > 0);
  const claims = (at: number) => store.polls.claim("huggingface", "another process", at, at + 1);
  expect(await claims(Date.now() + ahead)).toBe(false);
  expect(await claims(Date.now() + ahead + 10 * 60_000)).toBe(true);
});

test("a network that lies in every way blocks no command, ends nothing and loses no paper", async () => {
  const faults: readonly Fault[] = [
    ...([
      { html: true },
      { cut: true },
      { gzipCut: true },
      { reset: true },
      { hang: true },
    ] as const),
    ...([{ status: 500 }, { redirect: "http://127.0.0.1:1/" }, { status: 200, body: "" }] as const),
    ...([
      { huge: 50_000_000 },
      { bomb: 50_000_000 },
      { status: 200, body: '{"error":"x"}' },
    ] as const),
  ];
  hub.put("2026-11-24", [anEntry("2611.00001", "Quokkas Considered")]);
  archive.put([aSubmission("2611.00002", "Wombats Reconsidered")]);
  for (const server of [hub, archive]) server.fail(...faults);
  start();
  let slowest = 0;
  let answered = 0;
  const left = () => 2 * faults.length - hub.requests.length - archive.requests.length;
  await until(async () => {
    const from = performance.now();
    expect(cardsOf(await say("search", { query: "graph transformers" }))).not.toEqual([]);
    slowest = Math.max(slowest, performance.now() - from);
    answered += 1;
    return left() <= 0 || answered > 4000;
  });
  expect(slowest).toBeLessThan(500);
  await until(() => finds("Quokkas Considered"));
  await until(() => finds("Wombats Reconsidered"));
  expect(said.filter((line) => /can't be|failed/.test(line))).toEqual([]);
}, 120_000);
