import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { PostError } from "./problem.ts";
import { createWindow } from "./window.ts";

/** A door that lets requests through at an even pace, so that the other side never has to refuse one. */
export type Pace = {
  /**
   * Resolves when it is this caller's turn, first come, first served, to what must be called once the
   * request is answered or has failed.
   * @throws PostError of class rate at once, when the turn would come too late to wait for
   */
  turn(): Promise<() => void>;
  /** Nobody passes for `ms` milliseconds, because the other side said so. */
  hold(ms: number): void;
};

/** A door that several processes share; times in milliseconds. */
type SharedDoor = {
  /** Reserves a span of time there; resolves to how long it is until the span begins. */
  take(span: number): Promise<number>;
  /** Nobody is given any of the next `ms`. */
  hold(ms: number): Promise<void>;
};

/** What a pace is made from; times in milliseconds. */
export type PaceOptions = {
  /** One request passes in so many milliseconds. */
  readonly every: number;
  /** The limit of the other side, so many requests a second, which holds also where a process or a line stood still. */
  readonly limit: number;
  readonly share?: SharedDoor;
  /** A clock that nobody sets. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
};

/** So many turns that a busy process was late for are made up for at once: more would be a burst. */
const CATCH_UP = 2;

/** Turns reserved at once at a shared door, at most: what a process reserves and does not use is lost to all. */
const BLOCK = 12;

/** Longest wait for a turn, in milliseconds: whoever sends holds a lease of a minute meanwhile. */
const LONGEST_MS = 15_000;

/** A pace of one request in `every` milliseconds, together with others at the same door where it is shared. */
export function createPace(options: PaceOptions): Pace {
  const { every, limit, share, now = monotonic, wait = sleep } = options;
  const window = createWindow(limit, now, wait);
  let free = Number.NEGATIVE_INFINITY;
  let waiting = 0;
  let reserved = 0;
  let queue = Promise.resolve();
  const pass = async (): Promise<void> => {
    // A turn that is long over is nobody's: taken late, it would fall into what others have reserved.
    const missed = Math.floor((now() - free) / every) - CATCH_UP;
    if (missed > 0) reserved = Math.max(0, reserved - missed);
    if (share && reserved === 0) {
      const turns = Math.min(BLOCK, waiting);
      free = Math.max(free, now() + (await share.take(turns * every)));
      reserved = turns;
    }
    reserved -= 1;
    const at = Math.max(free, now() - CATCH_UP * every);
    free = at + every;
    if (at > now()) await wait(at - now());
    await window.room();
  };
  return {
    async turn() {
      const ahead = Math.max(0, free - now()) + waiting * every;
      if (ahead > LONGEST_MS) throw new PostError("rate", "too much is waiting to be sent", ahead);
      waiting += 1;
      const mine = queue.then(pass);
      queue = mine.catch(() => {});
      try {
        await mine;
      } finally {
        waiting -= 1;
      }
      return window.enter();
    },
    hold(ms) {
      free = Math.max(free, now() + ms);
      reserved = 0;
      // Where it fails, the others are told by the other side itself.
      share?.hold(ms).catch(() => {});
    },
  };
}

function monotonic(): number {
  return performance.now();
}
