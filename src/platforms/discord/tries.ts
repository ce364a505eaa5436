import type { Parking } from "#chat";

/** A post is tried for 6 hours at most; kept for one more, in milliseconds. */
const KEPT_MS = 7 * 60 * 60_000;

/** Which posts may be out although Discord's answer was lost; kept in the store, so that a restart forgets none. */
export type Tries = {
  /** When the first such try began, in epoch milliseconds; undefined when there was none. */
  first(key: string): Promise<number | undefined>;
  /** Writes down that a try which began `at` may be out. */
  keep(key: string, at: number): Promise<void>;
};

/** Tries over the store's parking place. */
export function createTries(parking: Parking, now: () => number): Tries {
  const name = (key: string) => `discord post ${key}`;
  return {
    async first(key) {
      const at = await parking.find(name(key), now());
      return at === undefined ? undefined : Number(at);
    },
    keep: (key, at) => parking.park(name(key), String(at), now() + KEPT_MS),
  };
}
