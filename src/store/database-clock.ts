/** What time it is by a database's clock. */
export type DatabaseClock = {
  /** Epoch ms, whole; it never goes back. */
  now(): number;
  /** Asks the database again, so that neither clock can drift away from the other. */
  refresh(): Promise<void>;
};

/** Questions at the beginning; the quickest answer counts, as it can be wrong by half its way at most. */
const QUESTIONS = 3;

/** An answer that took longer, in ms, says too little about when it was given. */
const LONGEST_WAY_MS = 1_000;

/**
 * A clock that agrees with the database's, so that all machines agree on what is due. It counts on by
 * `local` (ms that only go forward), so a step of this machine's own clock changes nothing. When the
 * database's clock is set back, this one stands still until it is caught up with.
 */
export async function openDatabaseClock(
  ask: () => Promise<number>,
  local: () => number = () => performance.now(),
): Promise<DatabaseClock> {
  const measure = async () => {
    const asked = local();
    const time = await ask();
    const answered = local();
    return { way: answered - asked, offset: time - (asked + answered) / 2 };
  };
  let best = await measure();
  for (let question = 1; question < QUESTIONS; question += 1) {
    const next = await measure();
    if (next.way < best.way) best = next;
  }
  let { offset } = best;
  let last = 0;
  return {
    now() {
      last = Math.max(last, Math.floor(local() + offset));
      return last;
    },
    async refresh() {
      const next = await measure();
      if (next.way <= LONGEST_WAY_MS) ({ offset } = next);
    },
  };
}
