import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Lock, Store } from "#store";
import { openPostgres } from "../../src/store/postgres.ts";
import { type Postgres, startPostgres } from "../postgres.ts";
import { layWire, type Wire } from "./wire.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const log = { info() {}, warn() {}, error() {} };
let wire: Wire;
/** One process that is far from the server, and another beside it. */
let [far, near]: Store[] = [];
beforeEach(async () => {
  const address = await server.database();
  wire = await layWire(address);
  const rhythm = { askAfterMs: 20, answerMs: 200 };
  far = await openPostgres(wire.url, log, rhythm);
  near = await openPostgres(address, log);
});
afterEach(async () => {
  await wire.close();
  await far?.close();
  await near?.close();
});

/** A lock that the far process has, and what resolves when it is told of the loss. */
async function held(): Promise<{ readonly lock: Lock; readonly lost: Promise<void> }> {
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  const lock = await far?.locks.hold("gateway", resolve);
  expect(lock).toBeDefined();
  expect(await near?.locks.hold("gateway", () => {})).toBeUndefined();
  return { lock: lock!, lost };
}

/** Asks until the lock is had, as its users do. */
async function had(store: Store | undefined): Promise<Lock> {
  for (;;) {
    const lock = await store?.locks.hold("gateway", () => {});
    if (lock) return lock;
  }
}

test("a session that the server ends takes its lock along, its holder is told, and may ask again", async () => {
  const { lost } = await held();
  await server.sql(
    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted",
  );
  await lost;
  await (await had(far)).release();
  await (await had(near)).release();
});

test("a holder whose network falls silent is told that the lock is lost", async () => {
  const { lost } = await held();
  wire.freeze();
  await lost;
});

test("a server that is killed ends every lock, and gives them anew when it is back", async () => {
  const { lock, lost } = await held();
  await server.kill();
  await lost;
  await server.start();
  const next = await had(near);
  await lock.release();
  expect(await far?.locks.hold("gateway", () => {})).toBeUndefined();
  await next.release();
});

test("a lock on one database says nothing of the same name on another", async () => {
  await held();
  const other = await openPostgres(await server.database(), log);
  expect(await other.locks.hold("gateway", () => {})).toBeDefined();
  await other.close();
});

test("a store that is closed lets go of its locks", async () => {
  await held();
  await far?.close();
  expect(await near?.locks.hold("gateway", () => {})).toBeDefined();
});
