/** Shards of the gateway that one process holds together: `first` to `last` of `total`. */
export type Range = {
  /** Its place among the ranges, from 0. */
  readonly index: number;
  readonly first: number;
  readonly last: number;
  readonly total: number;
};

/**
 * Shards in one range, at most. Discord recommends about one shard for 1,000 servers, and with its
 * channels and roles a server takes some 10 to 20 KB of memory.
 */
const TOGETHER = 8;

/** All ranges of a gateway of so many shards. */
export function rangesOf(total: number): readonly Range[] {
  return Array.from({ length: Math.ceil(total / TOGETHER) }, (_, index) => {
    const first = index * TOGETHER;
    return { index, first, last: Math.min(total, first + TOGETHER) - 1, total };
  });
}

/** The numbers of its shards. */
export function shardsIn({ first, last }: Range): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** `8-15/32`; for all of them nothing but what they are of. */
export function nameOf({ first, last, total }: Range): string {
  return first === 0 && last === total - 1 ? `all ${total}` : `${first}-${last}/${total}`;
}
