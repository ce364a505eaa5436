/** A clock that all processes of one run share: epoch ms `from` at the real instant `origin`, `speed` times as fast as the real one. */
export type Clock = { readonly from: number; readonly origin: number; readonly speed: number };

/** The real clock. */
export const REAL: Clock = { from: 0, origin: 0, speed: 1 };

/** Reads it, in epoch milliseconds. */
export function readClock({ from, origin, speed }: Clock): () => number {
  return () => Math.floor(from + (Date.now() - origin) * speed);
}
