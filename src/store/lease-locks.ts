import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Lock, OwnLocks } from "./locks.ts";
import type { Schema } from "./schema.ts";

/** Time as leases need it. */
export type LeaseTime = {
  /** Epoch ms, the same for all processes on the file. */
  readonly now: () => number;
  /** Runs something again and again, and answers how to stop it; no process stays alive for it. */
  readonly every: (ms: number, run: () => void) => () => void;
};

const usual: LeaseTime = {
  now: Date.now,
  every: (ms, run) => {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
};

/** How long a lock stays with a process that ended without a word, in ms; it is renewed three times as often. */
const LEASE_MS = 10_000;

/** Locks for a database without locks by name: a row with an end, which its holder moves on. */
export function leaseLocks(
  db: Kysely<Schema>,
  leaseMs = LEASE_MS,
  time: LeaseTime = usual,
): OwnLocks {
  const held = new Set<Lock>();
  return {
    async hold(name, onLost) {
      const lease = await take(db, name, leaseMs, time.now);
      if (lease === undefined) return undefined;
      const end = () => {
        stop();
        held.delete(lock);
      };
      const renewal = renewing(lease, leaseMs, time.now, () => {
        end();
        onLost();
      });
      const stop = time.every(leaseMs / 3, renewal);
      const lock: Lock = {
        async release() {
          if (!held.has(lock)) return;
          end();
          await lease.giveBack();
        },
      };
      held.add(lock);
      return lock;
    },
    async releaseAll() {
      await Promise.all([...held].map((lock) => lock.release()));
    },
  };
}

/** A row of ours; instants in epoch ms. */
type Lease = {
  readonly until: number;
  /** Answers false when another process has it by now. */
  moveOn(until: number): Promise<boolean>;
  giveBack(): Promise<void>;
};

async function take(
  db: Kysely<Schema>,
  name: string,
  leaseMs: number,
  now: () => number,
): Promise<Lease | undefined> {
  const holder = randomUUID();
  const start = now();
  const until = start + leaseMs;
  const result = await db
    .insertInto("locks")
    .values({ name, holder, until })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ holder, until }).where("locks.until", "<=", start),
    )
    .executeTakeFirst();
  if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) return undefined;
  return {
    until,
    async moveOn(to) {
      const moved = await db
        .updateTable("locks")
        .set({ until: to })
        .where((eb) => eb.and({ name, holder }))
        .executeTakeFirst();
      return moved.numUpdatedRows > 0n;
    },
    async giveBack() {
      await db
        .deleteFrom("locks")
        .where((eb) => eb.and({ name, holder }))
        .execute();
    },
  };
}

/** What moves a lease on each time it is called, and tells when it is lost: to another process, or because the file could not be written until it ran out. */
function renewing(
  lease: Lease,
  leaseMs: number,
  now: () => number,
  onLost: () => void,
): () => void {
  let { until } = lease;
  let lost = false;
  const lose = () => {
    if (!lost) onLost();
    lost = true;
  };
  return () => {
    const next = now() + leaseMs;
    lease.moveOn(next).then(
      (kept) => {
        if (kept) until = next;
        else lose();
      },
      () => {
        if (now() >= until) lose();
      },
    );
  };
}
