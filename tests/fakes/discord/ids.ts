/** The instant Discord counts its ids from: the first second of 2015. */
const EPOCH = 1_420_070_400_000;

/** Ids before this instant would have fewer than the 17 digits that clients expect. */
const EARLIEST = Date.UTC(2020, 0, 1);

/** 16 and everything below it divide this number of milliseconds. */
const EVERY_SHARD_COUNT = 720_720;

/** Makes ids (snowflakes): unique, rising, with the time of `now` (ms) in their upper bits. */
export type Ids = {
  /** The next id of anything but a server. */
  next(): string;
  /** The id of the nth server made (from 0): it lies on shard `n % shards`, for up to 16 shards. */
  guild(): string;
};

/** Starts a series of ids. */
export function createIds(now: () => number): Ids {
  let last = 0n;
  let guilds = 0;
  const base = Math.floor((Math.max(now(), EARLIEST) - EPOCH) / EVERY_SHARD_COUNT);
  return {
    next() {
      const timed = BigInt(Math.floor(Math.max(now(), EARLIEST)) - EPOCH) << 22n;
      last = timed > last ? timed : last + 1n;
      return String(last);
    },
    guild: () => String((BigInt(base * EVERY_SHARD_COUNT + guilds++) << 22n) | 4095n),
  };
}

/** The instant (ms) an id was made at. */
export function madeAt(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH;
}
