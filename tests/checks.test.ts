import { expect, test } from "vitest";
import type { Health } from "#chat";
import { openStore } from "#store";
import { checksOf } from "../src/checks.ts";
import { takeReadings } from "../src/take-readings.ts";
import { readinessOf } from "../src/web/ready.ts";
import { channelOf, openDesk } from "./desk.ts";

const MINUTE = 60_000;

/** What the checks say, by name; those that say nothing are left out. */
async function said(checks: ReturnType<typeof checksOf>): Promise<Record<string, string>> {
  const all = await Promise.all(
    checks.map(async ({ name, look }) => [name, await look()] as const),
  );
  return Object.fromEntries(all.flatMap(([name, why]) => (why === undefined ? [] : [[name, why]])));
}

test("a bot is well with a database, platforms that answer and a heartbeat of the last three minutes", async () => {
  const store = await openStore({ file: ":memory:" });
  let [now, beat] = [10 * MINUTE, undefined as number | undefined];
  let health: Health = { ready: false, why: "Discord hung up." };
  const discord = { ...channelOf("discord").platform, health: () => health };
  const parts = { store, platforms: [discord], beatAt: () => beat, now: () => now };
  const checks = checksOf({ ...parts, reading: async () => undefined });
  const names = ["database", "discord", "heartbeat", "catalogue"];
  expect(checks.map(({ name }) => name)).toEqual(names);
  expect(await said(checks)).toEqual({
    discord: "Discord hung up.",
    heartbeat: "No heartbeat has ended yet.",
  });
  [beat, health] = [now, { ready: true }];
  expect(await said(checks)).toEqual({});
  now += 3 * MINUTE - 1;
  expect(await said(checks)).toEqual({});
  now += 1;
  expect(await said(checks)).toEqual({
    heartbeat: "The last heartbeat ended 3 minutes ago: posts are not sent.",
  });
  await store.close();
  await expect(checks[0]?.look()).rejects.toThrow();
});

test("a catalogue that is still being read is told, and the bot is ready", async () => {
  const store = await openStore({ file: ":memory:" });
  const why = "I am still reading.";
  const checks = checksOf({ store, platforms: [], reading: async () => why, now: () => 0 });
  expect(await readinessOf(checks)).toEqual({
    ready: true,
    checks: [
      { name: "database", ready: true },
      { name: "catalogue", ready: true, why },
    ],
  });
  await store.close();
});

test("readings tell how long the oldest post has been due, and how everything stands", async () => {
  const desk = await openDesk();
  const { store, now } = desk;
  const read = (platforms = [channelOf("discord").platform]) =>
    takeReadings({ store, platforms, news: undefined, beatAt: () => now() - 5_000, now });
  expect(await read([])).toEqual({
    ...{ lagMs: 0, beatMs: 5_000, platforms: {}, sources: [] },
    subscriptions: { enabled: 0, paused: 0, disabled: 0 },
  });
  await desk.say("subscribe time:09:00 days:daily");
  desk.pass(60 * MINUTE + 90_000);
  await store.logins.record("discord", now() - 25 * 60 * MINUTE);
  await store.logins.record("discord", now() - MINUTE);
  await store.polls.claim("arxiv", "p", now(), now() + 1);
  await store.polls.answer("arxiv", "slot", now() - 7 * MINUTE);
  await store.polls.claim("huggingface", "p", now(), now() + 1);
  const status = async () =>
    (await store.polls.states()).map((state) => ({ ...state, label: state.source }));
  const platforms = [channelOf("discord").platform];
  const full = { store, platforms, news: { status }, beatAt: () => undefined, now };
  expect(await takeReadings(full)).toEqual({
    lagMs: 90_000,
    subscriptions: { enabled: 1, paused: 0, disabled: 0 },
    platforms: { discord: true },
    sources: [
      { source: "arxiv", failed: 0, ageMs: 7 * MINUTE },
      { source: "huggingface", failed: 0 },
    ],
    discordLogins: 1,
  });
  await store.close();
});
