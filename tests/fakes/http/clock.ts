import { setImmediate } from "node:timers/promises";

/** A clock that a test holds: sleeping moves it on, and takes no time. */
export function heldClock(from = "2026-11-24T12:00:00Z") {
  let now = Date.parse(from);
  const slept: number[] = [];
  return {
    now: () => now,
    random: () => 0.5,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      await setImmediate();
    },
    slept,
    set: (at: string) => {
      now = Date.parse(at);
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}
