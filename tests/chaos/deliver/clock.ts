/** A clock that all processes of one run share: epoch ms `from` at the real instant `origin`, `speed` times as fast as the real one. */
export type Clock = { readonly from: number; readonly origin: number; readonly speed: number };

/** The real clock. */
export const REAL: Clock = { from: 0, origin: 0, speed: 1 };

/** A process' own hands of it. */
export type Hands = {
  /** Reads it, in epoch milliseconds. */
  now(): number;
  /** Puts it forward by so many milliseconds. Whoever shares the clock has to be put forward by as much. */
  skip(ms: number): void;
};

/** Starts to read a clock. */
export function startClock({ from, origin, speed }: Clock): Hands {
  let skipped = 0;
  return {
    now: () => Math.floor(from + skipped + (Date.now() - origin) * speed),
    skip: (ms) => {
      skipped += ms;
    },
  };
}
