/** Work that must not overlap with work of the same key; work of other keys goes on beside it. */
export type Turns = {
  /** Does the work once all earlier work of this key has ended, well or badly. */
  take(key: string, work: () => Promise<void>): Promise<void>;
};

/** Turns for one round of work: keys are kept until everything of theirs has ended. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    async take(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(key, mine);
      try {
        await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
}
