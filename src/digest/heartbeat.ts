import { type Logger, schedule } from "node-cron";
import type { Log } from "#chat";

/** How late a beat may still run, in milliseconds: below a minute, so that a blocked process skips none. */
const TOLERANCE_MS = 59_000;

/** A beat at the start and one every minute; never two at once. */
export type Heartbeat = {
  /** When the last beat ended well, in epoch milliseconds. */
  last(): number | undefined;
  /** No more beats; resolves when the running one has ended. */
  stop(): Promise<void>;
};

/** Starts the heartbeat. A beat that throws is logged, and the next one comes all the same. */
export function startHeartbeat(
  beat: (stopping: () => boolean) => Promise<void>,
  now: () => number,
  log: Log,
): Heartbeat {
  let stopped = false;
  let last: number | undefined;
  let running: Promise<void> = Promise.resolve();
  const once = async (): Promise<void> => {
    try {
      await beat(() => stopped);
      last = now();
    } catch (error) {
      log.error({ err: error }, "A heartbeat failed; the next one comes in a minute");
    }
  };
  running = once();
  const task = schedule("* * * * *", () => (running = running.then(once)), {
    timezone: "UTC",
    noOverlap: true,
    missedExecutionTolerance: TOLERANCE_MS,
    logger: cronLog(log),
  });
  return {
    last: () => last,
    async stop() {
      stopped = true;
      await task.destroy();
      await running;
    },
  };
}

/** The scheduler's own words, which would go to the terminal past the log: a beat that is still running, one that was missed. */
function cronLog(log: Log): Logger {
  return {
    info: (message) => log.info({}, message),
    warn: (message) => log.warn({}, message),
    error: (error) => log.error({ err: error }, "The scheduler of the heartbeat failed"),
    debug: () => {},
  };
}
