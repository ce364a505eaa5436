import { DatabaseSync } from "node:sqlite";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { leaseLocks } from "../../src/store/lease-locks.ts";
import type { Schema } from "../../src/store/schema.ts";
import { sqliteDialect } from "../../src/store/sqlite-dialect.ts";

/** Two processes on one file, as far as locks go: each renews when it is told to. */
let now: number;
let database: DatabaseSync;
let db: Kysely<Schema>;
const leaseMs = 9_000;

beforeEach(() => {
  now = 1_000_000;
  database = new DatabaseSync(":memory:");
  database.exec("create table locks (name text primary key, holder text, until bigint)");
  const dialect = sqliteDialect(database, ":memory:");
  db = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
});
afterEach(() => db.destroy());

function process() {
  const renewals = new Set<() => void>();
  const every = (ms: number, run: () => void) => {
    expect(ms).toBe(leaseMs / 3);
    renewals.add(run);
    return () => void renewals.delete(run);
  };
  const locks = leaseLocks(db, leaseMs, { now: () => now, every });
  const renew = async () => {
    for (const run of renewals) run();
    // Renewals of the same file are behind one another.
    await sql`select 1`.execute(db);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { locks, renew, renewals };
}

test("a lock stays with a holder that renews it, and goes to another when the holder is silent for the lease", async () => {
  const [ours, theirs] = [process(), process()];
  const lost = vi.fn();
  const lock = await ours.locks.hold("gateway", lost);
  for (let time = 0; time < 5; time += 1) {
    now += leaseMs - 1;
    await ours.renew();
    expect(await theirs.locks.hold("gateway", vi.fn())).toBeUndefined();
  }
  now += leaseMs;
  const next = await theirs.locks.hold("gateway", vi.fn());
  expect(next).toBeDefined();
  expect(lost).not.toHaveBeenCalled();
  await ours.renew();
  expect(lost).toHaveBeenCalledOnce();
  expect(ours.renewals.size).toBe(0);
  await lock?.release();
  expect(await ours.locks.hold("gateway", vi.fn())).toBeUndefined();
  await next?.release();
  expect(await ours.locks.hold("gateway", vi.fn())).toBeDefined();
});

test("a holder that can't write is told that it lost the lock when its lease is over, and not before", async () => {
  const { locks, renew } = process();
  const lost = vi.fn();
  await locks.hold("gateway", lost);
  database.exec("alter table locks rename to out_of_reach");
  now += leaseMs - 1;
  await renew();
  expect(lost).not.toHaveBeenCalled();
  now += 1;
  await renew();
  await renew();
  expect(lost).toHaveBeenCalledOnce();
});

test("closing lets go of every lock without a word", async () => {
  const ours = process();
  const lost = vi.fn();
  await ours.locks.hold("a", lost);
  await ours.locks.hold("b", lost);
  await ours.locks.releaseAll();
  expect(lost).not.toHaveBeenCalled();
  expect(ours.renewals.size).toBe(0);
  expect(await process().locks.hold("a", lost)).toBeDefined();
});
