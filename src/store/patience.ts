import { setTimeout as sleep } from "node:timers/promises";
import { explain, isBusy } from "./sqlite-failure.ts";

/** How long to wait for a lock that another process holds, by which clock and how. */
export type Patience = {
  readonly ms: number;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
};

/** Other processes' transactions take a few milliseconds, so whoever holds a lock for 10 s has gone astray. */
const usual: Patience = { ms: 10_000, clock: () => performance.now(), sleep };

/**
 * Tries until no other process has the lock of `file`. SQLite's own waiting is synchronous and would
 * stop the whole process; here it goes on between tries.
 *
 * @throws StoreError when the lock is still held at the end of patience
 */
export async function whenFree<T>(
  attempt: () => T | Promise<T>,
  file: string,
  { ms, clock, sleep: pause }: Patience = usual,
): Promise<T> {
  const until = clock() + ms;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || clock() > until) throw explain(error, file);
      await pause(5 + Math.random() * 20);
    }
  }
}
