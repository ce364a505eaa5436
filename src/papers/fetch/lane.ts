import type { Clock } from "./clock.ts";
import { SourceError } from "./source-error.ts";

/** One request at a time, with a pause between two, over every address that belongs to a source. */
export type Lane = {
  /** Runs `work` once everything before it has ended and the pause is over. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** No more requests before that instant, in epoch milliseconds. */
  waitUntil(at: number): void;
};

/** Longest that a request waits in the lane by itself, in ms; a longer ban is an error that tells its end. */
export const PATIENCE_MS = 30_000;

/** An empty lane; `pause` is the least time in ms from the end of one request to the start of the next. */
export function createLane(
  name: string,
  pause: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Lane {
  let last: Promise<unknown> = Promise.resolve();
  let free = 0;
  let banned = 0;
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      const now = clock.now();
      if (banned - now > PATIENCE_MS)
        throw new SourceError("busy", `${name} asked us to wait until ${clockTime(banned)}.`, {
          retryAt: banned,
        });
      // A clock that was set back meanwhile makes no pause longer.
      free = Math.min(free, now + pause);
      const ms = Math.max(free, banned) - now;
      if (ms <= 0) break;
      await clock.sleep(ms, signal);
    }
    try {
      return await work();
    } finally {
      free = clock.now() + pause;
    }
  };
  return {
    run: (work) => {
      const own = last.then(() => turn(work));
      last = own.catch(() => {});
      return own;
    },
    waitUntil: (at) => {
      banned = Math.max(banned, at);
    },
  };
}

function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
