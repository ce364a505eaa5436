import { createRecent } from "./recent.ts";

/** How often something may happen: `burst` times at once, and then once in `every` milliseconds. */
export type Rate = { readonly burst: number; readonly every: number };

/** Counts for one key; answers how many milliseconds are left until it may happen, 0 when it may now. */
export type Throttle = (key: string) => number;

/** Keys that are counted at a time; one that gave way may begin anew, which costs less than remembering everybody. */
const MOST_KEYS = 10_000;

/**
 * Lets each key pass at a rate; `now` in epoch milliseconds. A refusal counts for nothing, so that
 * asking again and again makes nobody wait longer. For each key one number is kept, the time at which
 * it would be as if it had never asked (the generic cell rate algorithm, ITU-T I.371).
 */
export function createThrottle(
  { burst, every }: Rate,
  now: () => number,
  mostKeys = MOST_KEYS,
): Throttle {
  const idleAt = createRecent<number>(mostKeys);
  return (key) => {
    const time = now();
    // A clock that was set back lets nobody wait longer than for the next one.
    const idle = Math.min(Math.max(idleAt.get(key) ?? time, time), time + burst * every);
    const wait = idle - (burst - 1) * every - time;
    idleAt.set(key, wait > 0 ? idle : idle + every);
    return Math.max(0, wait);
  };
}
