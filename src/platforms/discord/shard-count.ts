import type { DiscordOptions } from "./desk.ts";
import { rangesOf } from "./ranges.ts";
import type { Lock, Together } from "./together.ts";

/** Longer than any process runs, in milliseconds: ten years. */
const KEPT_MS = 10 * 365 * 24 * 60 * 60_000;

const AGREED = "discord shards";

/** Name of the lock of the range at this place; the same whatever the number of shards. */
export function lockOf(index: number): string {
  return `discord gateway ${index}`;
}

/** The number of shards that the processes of the bot agreed on; undefined when they did not yet. */
export async function agreedCount(
  { parking }: Together,
  now: DiscordOptions["now"],
): Promise<number | undefined> {
  const agreed = await parking.find(AGREED, now());
  return agreed === undefined ? undefined : Number(agreed);
}

/**
 * The number of shards to connect with, for the process that holds the first range: what Discord
 * recommends now, unless another process holds a range by the number agreed on before. With two
 * numbers at a time a server's interactions would go to two processes.
 */
export async function agree(
  together: Together,
  recommended: number,
  now: DiscordOptions["now"],
): Promise<number> {
  const agreed = await agreedCount(together, now);
  if (agreed === recommended) return agreed;
  const others = rangesOf(agreed ?? 0).slice(1);
  const locks: Lock[] = [];
  try {
    for (const { index } of others) {
      const lock = await together.locks.hold(lockOf(index), () => {});
      if (!lock) return agreed ?? recommended;
      locks.push(lock);
    }
    await together.parking.park(AGREED, String(recommended), now() + KEPT_MS);
    return recommended;
  } finally {
    for (const lock of locks) await lock.release();
  }
}
