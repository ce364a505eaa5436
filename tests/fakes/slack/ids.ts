/** Makes the ids of one fake: never the same twice, and the same in every run. */
export type Ids = {
  /** An encoded id such as `V0000000001`, after its letter. */
  next(letter: string): string;
  /** A number that grows by one with each call, for tokens and tickets. */
  count(): number;
  /** A message's timestamp: seconds and six digits, later than every one before. */
  ts(): string;
};

/** Ids over the fake's clock; `now` in milliseconds. */
export function createIds(now: () => number): Ids {
  let counted = 0;
  let last = 0n;
  return {
    next: (letter) => `${letter}0${String(++counted).padStart(8, "0")}`,
    count: () => ++counted,
    ts() {
      const micros = BigInt(Math.trunc(now())) * 1000n;
      last = micros > last ? micros : last + 1n;
      return `${last / 1_000_000n}.${String(last % 1_000_000n).padStart(6, "0")}`;
    },
  };
}
