/** A window as Discord counts refusals, in milliseconds: 10 minutes. */
const WINDOW_MS = 10 * 60_000;

/**
 * Refusals in a window from which on nothing more is asked: Discord shuts out an address after 10,000
 * answers of 401, 403 or 429 (docs.discord.com/developers, rate limits), and far below is polite; what is on
 * its way when the limit is met comes on top.
 */
const MOST = 700;

/** How often it is looked what other processes were refused, in milliseconds. */
const LOOK_MS = 1_000;

/** Counts what a service refused, so that one that is refused everywhere falls silent for a while. */
export type Refusals = {
  /** Counts an answer by its HTTP status: 401, 403 and 429 are refusals. */
  seen(status: number): void;
  /** How long nothing is to be asked, in milliseconds; 0 when all is well. */
  wait(): Promise<number>;
};

/** Where the refusals of all processes are kept, over restarts too; times in epoch milliseconds. */
type Kept = {
  record(at: number): Promise<void>;
  since(at: number): Promise<readonly number[]>;
};

/**
 * Counts over the last ten minutes of a clock in epoch milliseconds; where they are kept, those of the process
 * before and of every other process too, since several may share one address.
 */
export function createRefusals(
  now: () => number,
  { most = MOST, kept }: { readonly most?: number; readonly kept?: Kept } = {},
): Refusals {
  let own: number[] = [];
  /** What all processes had been refused at the last look, and what came here since. */
  let known: readonly number[] = [];
  let since: number[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async (from: Kept): Promise<void> => {
    const counted = since.length;
    lookedAt = now();
    try {
      known = await from.since(lookedAt - WINDOW_MS);
      since = since.slice(counted);
    } catch {
      // What can't be read is counted as far as it is known: nothing else depends on it.
    }
  };
  const waitFor = (times: readonly number[]): number => {
    const decisive = times.at(-most);
    if (decisive === undefined) return 0;
    // A clock that was set back makes no pause longer.
    return Math.min(WINDOW_MS, Math.max(0, decisive + WINDOW_MS - now()));
  };
  const cut = (times: number[]) => (times.length > 2 * most ? times.slice(-most) : times);
  return {
    seen(status) {
      if (status !== 401 && status !== 403 && status !== 429) return;
      own = cut([...own, now()]);
      since = cut([...since, now()]);
      void kept?.record(now()).catch(() => {});
    },
    async wait() {
      if (kept && Math.abs(now() - lookedAt) >= LOOK_MS)
        looking ??= look(kept).finally(() => {
          looking = undefined;
        });
      await looking;
      return Math.max(waitFor(own), waitFor([...known, ...since]));
    },
  };
}
