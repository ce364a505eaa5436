import { randomUUID } from "node:crypto";
import { type Clock, type PaperSource, SourceError } from "#papers";
import type { Round, Store } from "#store";
import { look } from "./look.ts";
import { type Schedule, SLOTS_KEPT_MS, type Slot } from "./slot.ts";
import { labelOf } from "./status.ts";

/** What is told of polling, for whoever runs the bot; pino's shape. */
export type NewsLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

/** What polls one source. */
export type Polling = {
  readonly source: PaperSource;
  readonly schedule: Schedule;
  readonly store: Pick<Store, "papers" | "snapshots" | "polls">;
  readonly clock: Clock;
  readonly log: NewsLog;
  /** Names of the sources whose silence was told and that have not answered since; for all pollers of a process. */
  readonly silent: Set<string>;
  /** Ends a round early. */
  readonly signal: AbortSignal;
};

/** How long a process has a source to itself without a sign of life, in ms: three requests that time out. */
const LEASE_MS = 3 * 60 * 1000;

/** Slots that may fail in one round before it ends: one may be broken while the others are fine. */
const MOST_FAILURES = 2;

/** First pause after a failed round in ms, and the longest; they double, with chance in them. */
const FIRST_PAUSE_MS = 60 * 1000;
const LONGEST_PAUSE_MS = 60 * 60 * 1000;

/** A source that stays away is told this often. */
const QUIET_MS = 60 * 60 * 1000;

/**
 * Polls a source: each call makes the looks that are due, unless another process does or an earlier
 * failure holds them off. It never throws for what the source does; what was answered, and how the source
 * goes, stands in the store, so that a restart goes on from there.
 */
export function createPoller(polling: Polling): () => Promise<void> {
  const { source, schedule, store, clock, log, silent, signal } = polling;
  const by = randomUUID();
  let answered: ReadonlySet<string> = new Set();
  let toldAt = Number.NEGATIVE_INFINITY;
  const told = (failed: SourceError | undefined, failures: number) => {
    // Without a network no source can be reached: one of them says so for all.
    const isTold = failed?.fault === "down" && silent.size > 0 && !silent.has(source.name);
    if (failed !== undefined && !isTold && clock.now() - toldAt >= QUIET_MS) {
      log.warn(
        { source: source.name, failures },
        `${failed.message} I go on with what I know and try again`,
      );
      toldAt = clock.now();
      if (failed.fault === "down") silent.add(source.name);
    }
    if (failed?.fault !== "down") silent.delete(source.name);
    if (failed === undefined && failures > 0) {
      log.info({ source: source.name }, `${labelOf(source.name)} answers again`);
      toldAt = Number.NEGATIVE_INFINITY;
    }
  };
  return async () => {
    const now = clock.now();
    // Memory says "nothing to do" most of the time, without a question to the store.
    if (schedule(now, { answered }).length === 0) return;
    const state = (await store.polls.states()).find((one) => one.source === source.name);
    if ((state?.nextTry ?? 0) > now) return;
    if (!(await store.polls.claim(source.name, by, now, now + LEASE_MS))) return;
    try {
      answered = await store.polls.answered(source.name, now - SLOTS_KEPT_MS);
      const slots = schedule(now, { answered, lastSuccess: state?.lastSuccess });
      const failed = await lookAt(slots, by, polling);
      if (signal.aborted) return;
      const failures = state?.failures ?? 0;
      await store.polls.end(source.name, by, roundOf(failed, failures, clock));
      told(failed, failures);
      answered = await store.polls.answered(source.name, now - SLOTS_KEPT_MS);
    } finally {
      await store.polls.release(source.name, by);
    }
  };
}

/** Makes the looks one after the other and answers the last failure. */
async function lookAt(
  slots: readonly Slot[],
  by: string,
  { source, store, clock, log, signal }: Polling,
): Promise<SourceError | undefined> {
  let failed: SourceError | undefined;
  let failures = 0;
  let added = 0;
  const alive = async () => {
    const now = clock.now();
    await store.polls.claim(source.name, by, now, now + LEASE_MS);
  };
  for (const { key, wanted } of slots) {
    if (signal.aborted || failures >= MOST_FAILURES) break;
    const at = clock.now();
    try {
      await alive();
      added += (await look(source, wanted, at, store, alive)).added;
      await store.polls.answer(source.name, key, at);
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof SourceError)) throw error;
      if (error.fault === "refused") {
        // Asking for the same once more would be refused once more.
        log.warn({ source: source.name, slot: key }, error.message);
        await store.polls.answer(source.name, key, at);
        continue;
      }
      failed = error;
      failures += 1;
      if (error.fault === "busy" || error.fault === "barred") break;
    }
  }
  if (added > 0) log.info({ source: source.name, added }, "New papers have come");
  return failed;
}

function roundOf(failed: SourceError | undefined, before: number, clock: Clock): Round {
  const at = clock.now();
  if (!failed) return { failed: false, at };
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(before, 20), LONGEST_PAUSE_MS);
  const nextTry = Math.max(at + pause * (0.5 + clock.random() / 2), failed.retryAt ?? 0);
  return { failed: true, at, nextTry: Math.round(nextTry), reason: failed.message };
}
