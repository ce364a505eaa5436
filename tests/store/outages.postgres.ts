import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Store, StoreError, UncertainError } from "#store";
import { openPostgres, type Times } from "../../src/store/postgres.ts";
import { type Postgres, startPostgres } from "../postgres.ts";
import { aPlan, aSubscription, here } from "./contract/samples.ts";
import { layWire, type Wire } from "./wire.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

let address: string;
let wire: Wire;
let told: string[];
const open: Store[] = [];
beforeEach(async () => {
  address = await server.database();
  wire = await layWire(address);
  told = [];
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
  await wire.close();
});

async function opened(url: string, times: Partial<Times> = {}): Promise<Store> {
  const tell = (level: string) => (_: object, message: string) =>
    void told.push(`${level}: ${message}`);
  const log = { info: tell("info"), warn: tell("warn"), error: tell("error") };
  const store = await openPostgres(url, log, times);
  open.push(store);
  return store;
}

const fault = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error("it went well"),
    (error: unknown) => error,
  );

test("a change whose answer was lost is not sent again, and its caller is told so", async () => {
  const { tickets, logins } = await opened(wire.url);
  await tickets.park("k", "words", 9);
  wire.breakAt("insert into", "after");
  const error = await fault(logins.record("discord", 5));
  expect(error).toBeInstanceOf(UncertainError);
  expect(String(error)).toMatch(/may be stored or not: look before you ask for it again/);
  expect(await logins.since("discord", 0)).toEqual([5]);
});

test("a transaction whose end was asked for and not confirmed is not done again, and its caller is told", async () => {
  const { subscriptions, deliveries } = await opened(wire.url);
  await subscriptions.put(aSubscription());
  wire.breakAt("commit", "after");
  expect(await fault(deliveries.plan(aPlan(aSubscription())))).toBeInstanceOf(UncertainError);
  expect(await deliveries.last(here, "s1", 9)).toHaveLength(1);
});

test.each(["begin", 'update "subscriptions"', 'insert into "deliveries"'])(
  "a transaction that broke at its %s is done anew, once",
  async (words) => {
    const { subscriptions, deliveries } = await opened(wire.url);
    await subscriptions.put(aSubscription());
    for (const when of ["before", "after"] as const) {
      const subscription = aSubscription({ id: when });
      await subscriptions.put(subscription);
      wire.breakAt(words, when);
      expect(await deliveries.plan(aPlan(subscription))).toMatchObject({ state: "due" });
      expect(await deliveries.last(here, when, 9)).toHaveLength(1);
    }
  },
);

test("a question whose answer was lost is asked again", async () => {
  const { tickets } = await opened(wire.url);
  await tickets.park("k", "words", 9);
  wire.breakAt("select", "after");
  expect(await tickets.find("k", 0)).toBe("words");
});

test("a server that falls silent is given up on, and asked again on a new connection", async () => {
  const store = await opened(wire.url, { limits: { query_timeout: 200 }, patienceMs: 100 });
  await store.tickets.park("k", "words", 9);
  wire.freeze();
  const error = await fault(store.tickets.find("k", 0));
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toContain("can't be reached");
});

test("connections that the server closes while nobody uses them are replaced", async () => {
  const { tickets } = await opened(address);
  await Promise.all(["a", "b", "c"].map((key) => tickets.park(key, "words", 9)));
  await server.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null",
  );
  const found = await Promise.all(["a", "b", "c"].map((key) => tickets.find(key, 0)));
  expect(found).toEqual(["words", "words", "words"]);
});

test("a server that is killed and started again is found again with nobody's help, and nothing acknowledged is gone", async () => {
  const { papers } = await opened(address);
  const acknowledged: string[] = [];
  let stopping = false;
  const uncertain: unknown[] = [];
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; !stopping; n += 1) {
      const key = `title:${writer}-${n}`;
      try {
        await papers.put([{ key, title: key, abstract: "" }]);
        acknowledged.push(key);
      } catch (error) {
        uncertain.push(error);
      }
    }
  });
  for (let kill = 0; kill < 3; kill += 1) {
    const before = acknowledged.length;
    while (acknowledged.length < before + 20) await sleep(5);
    await server.kill();
    await server.start();
  }
  const before = acknowledged.length;
  while (acknowledged.length < before + 20) await sleep(5);
  stopping = true;
  await Promise.all(writers);
  const kept = new Set((await papers.all()).map(({ key }) => key));
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  for (const error of uncertain) expect(error).toBeInstanceOf(UncertainError);
  const words = told.map((line) => line.replace(/\d+ s/, "n s").replace(/\(.*\)/, "(…)"));
  expect(new Set(words)).toEqual(
    new Set([
      "warn: PostgreSQL can't be reached (…): I keep trying.",
      "info: PostgreSQL answers again, after n s.",
    ]),
  );
}, 60_000);

test("a server that stays away is told of once, then every call says so at once, until it is back", async () => {
  let now = 0;
  const waits: number[] = [];
  const pace = {
    patienceMs: 10_000,
    clock: () => now,
    sleep: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
  const { tickets } = await opened(address, pace);
  await tickets.park("k", "words", 9);
  await server.kill();
  const error = await fault(tickets.find("k", 0));
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toMatch(
    /postgres:\/\/127\.0\.0\.1:\d+\/paperboy_\d+ can't be reached \(ECONNREFUSED\): start the server/,
  );
  expect(now).toBeGreaterThanOrEqual(10_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
  const tries = waits.length;
  expect(await fault(tickets.find("k", 0))).toBeInstanceOf(StoreError);
  expect(waits.length).toBe(tries);
  await server.start();
  expect(await tickets.find("k", 0)).toBe("words");
  expect(told).toEqual([
    "warn: PostgreSQL can't be reached (ECONNREFUSED): I keep trying.",
    expect.stringMatching(/^info: PostgreSQL answers again, after 1\d s\.$/),
  ]);
});
