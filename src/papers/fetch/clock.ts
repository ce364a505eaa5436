import { setTimeout as wait } from "node:timers/promises";

/** Time and chance, which tests hold in their own hands. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or rejects when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
};

/** The time and chance of this machine; a sleep keeps no process alive. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => wait(ms, undefined, { ref: false, ...(signal && { signal }) }),
  random: Math.random,
};
