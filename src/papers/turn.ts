/** A lock that only one process has at a time; undefined when another one has it. See `Locks` in src/store. */
export type Hold = (
  name: string,
  onLost: () => void,
) => Promise<{ release(): Promise<void> } | undefined>;

/** The right to write, of which this process has it or not. */
export type Turn = {
  /** Whether this process has it, after having asked for it where it had not. */
  take(): Promise<boolean>;
  /** Which turn of this process it is, from 1, while it has it: what an earlier one began is over. */
  readonly number: number | undefined;
  release(): Promise<void>;
};

/** The right to write under that name; with no `hold` this process is the only one, and always has it. */
export function createTurn(
  name: string,
  hold: Hold = async () => ({ release: async () => {} }),
): Turn {
  let lock: Awaited<ReturnType<Hold>>;
  let asking: Promise<boolean> | undefined;
  let number = 0;
  const ask = async () => {
    // A loss that is told before the lock is handed over counts too.
    let isLost = false;
    const got = await hold(name, () => {
      isLost = true;
      if (lock === got) lock = undefined;
    });
    if (got === undefined || isLost) return false;
    lock = got;
    number += 1;
    return true;
  };
  return {
    take: async () => {
      if (lock) return true;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return await asking;
    },
    get number() {
      return lock ? number : undefined;
    },
    release: async () => {
      await asking?.catch(() => false);
      const own = lock;
      lock = undefined;
      await own?.release();
    },
  };
}
