/** `session_start_limit` as GET /gateway/bot answers it; every IDENTIFY counts `remaining` down. */
export type SessionStarts = {
  readonly total: number;
  /** At 0, an IDENTIFY ends every session and resets the token, as Discord does. */
  remaining: number;
  /** Milliseconds until it is full again. */
  readonly resetAfter: number;
  readonly maxConcurrency: number;
  /** True: a second IDENTIFY of the same key within 5 s of the fake's clock is answered with op 9. */
  readonly enforced: boolean;
};

/** An IDENTIFY that was seen. The token is left out. */
export type Identify = {
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly at: number;
};

/** One IDENTIFY of each key (shard id modulo max_concurrency) within this many milliseconds. */
const IDENTIFY_WINDOW = 5_000;

/** Whether another IDENTIFY of the same key came within the window, where that is enforced. */
export function isCrowded(
  identifies: readonly Identify[],
  { enforced, maxConcurrency }: SessionStarts,
  shardId: number,
  now: number,
): boolean {
  const key = shardId % maxConcurrency;
  return (
    enforced &&
    identifies.some(
      ({ shard, at }) => shard[0] % maxConcurrency === key && now - at < IDENTIFY_WINDOW,
    )
  );
}
