/** A window as Discord counts refusals, in milliseconds: 10 minutes. */
const WINDOW_MS = 10 * 60_000;

/**
 * Refusals in a window from which on nothing more is asked: Discord shuts out an address after 10,000
 * answers of 401, 403 or 429 (docs.discord.com/developers, rate limits), and far below is polite; what is on
 * its way when the limit is met comes on top.
 */
const MOST = 700;

/** Counts what a service refused, so that one that is refused everywhere falls silent for a while. */
export type Refusals = {
  /** Counts an answer by its HTTP status: 401, 403 and 429 are refusals. */
  seen(status: number): void;
  /** How long nothing is to be asked, in milliseconds; 0 when all is well. */
  wait(): Promise<number>;
};

/** Where refusals are kept over restarts; times in epoch milliseconds. */
type Kept = {
  record(at: number): Promise<void>;
  since(at: number): Promise<readonly number[]>;
};

/** Counts over the last ten minutes of a clock in epoch milliseconds, those of the process before among them where they are kept. */
export function createRefusals(
  now: () => number,
  { most = MOST, kept }: { readonly most?: number; readonly kept?: Kept } = {},
): Refusals {
  const began = now();
  let times: number[] = [];
  let before: Promise<void> | undefined;
  const recall = async (): Promise<void> => {
    // What can't be read or written is counted from now on: nothing else depends on it.
    const found = (await kept?.since(now() - WINDOW_MS).catch(() => [])) ?? [];
    times = [...found.filter((at) => at < began), ...times];
  };
  return {
    seen(status) {
      if (status !== 401 && status !== 403 && status !== 429) return;
      times.push(now());
      if (times.length > 2 * most) times = times.slice(-most);
      void kept?.record(now()).catch(() => {});
    },
    async wait() {
      before ??= recall();
      await before;
      const decisive = times.at(-most);
      if (decisive === undefined) return 0;
      // A clock that was set back makes no pause longer.
      return Math.min(WINDOW_MS, Math.max(0, decisive + WINDOW_MS - now()));
    },
  };
}
