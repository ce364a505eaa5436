/** The other side counts its limit by the second, in milliseconds. */
const SECOND_MS = 1_000;

/** Requests that may still count in the other side's second: it does so when they arrive, which is seen from their answers alone. */
export type Window = {
  /** Resolves when one more request can't be too much. */
  room(): Promise<void>;
  /** A request is sent; what it returns is called when it is answered or has failed. */
  enter(): () => void;
};

/**
 * A window of at most `limit` requests. One that is answered counts for a second from when it must have
 * arrived: before its answer, by half of the quickest way there and back at least.
 */
export function createWindow(
  limit: number,
  now: () => number,
  wait: (ms: number) => Promise<unknown>,
): Window {
  let quickest = Number.POSITIVE_INFINITY;
  let unanswered = 0;
  let answered = Promise.withResolvers<void>();
  /** Until when answered requests count, in their order. */
  const ends: number[] = [];
  return {
    async room() {
      for (;;) {
        while (ends.length > 0 && (ends[0] ?? 0) <= now()) ends.shift();
        if (unanswered + ends.length < limit) return;
        const [first] = ends;
        if (first === undefined) await answered.promise;
        else await wait(first - now());
      }
    },
    enter() {
      const sent = now();
      unanswered += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        unanswered -= 1;
        quickest = Math.min(quickest, now() - sent);
        ends.push(now() - quickest / 2 + SECOND_MS);
        answered.resolve();
        answered = Promise.withResolvers();
      };
    },
  };
}
