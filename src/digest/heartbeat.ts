import { type Logger, schedule } from "node-cron";
import type { Log } from "#chat";

/** How late a beat may still run, in milliseconds: below a minute, so that a blocked process skips none. */
const TOLERANCE_MS = 59_000;

/** Shortest pause before a beat that is asked for between two minutes, in milliseconds. */
const LEAST_PAUSE_MS = 1_000;

const MINUTE_MS = 60_000;

/** Longest that a beat is waited for at the end, in milliseconds: the process has 10 s in all. */
const FAREWELL_MS = 6_000;

/** What a beat is given. */
export type Pulse = {
  /** Whether nothing new is to be begun. */
  stopping(): boolean;
  /** Says that all is well, in a beat that takes long. */
  alive(): void;
  /** Aborted when the beat can't be waited for any longer. */
  readonly hurry: AbortSignal;
};

/** A beat; resolves to when it would like the next one, in epoch milliseconds, if that is before the minute. */
export type Beat = (pulse: Pulse) => Promise<number | undefined>;

/** A beat at the start and one every minute, and one when the last one asked for it; never two at once. */
export type Heartbeat = {
  /** When the last beat ended well, or one that runs said that all is well, in epoch milliseconds. */
  last(): number | undefined;
  /** No more beats; resolves when the running one has ended, after some seconds at most. */
  stop(): Promise<void>;
};

/** Starts the heartbeat. A beat that throws is logged, and the next one comes all the same. */
export function startHeartbeat(beat: Beat, now: () => number, log: Log): Heartbeat {
  let stopped = false;
  let last: number | undefined;
  let early: NodeJS.Timeout | undefined;
  const hurry = new AbortController();
  const alive = () => {
    last = now();
  };
  const pulse: Pulse = { stopping: () => stopped, alive, hurry: hurry.signal };
  const once = async (): Promise<void> => {
    clearTimeout(early);
    try {
      const next = await beat(pulse);
      alive();
      const pause = next === undefined ? MINUTE_MS : Math.max(LEAST_PAUSE_MS, next - now());
      if (stopped || pause >= MINUTE_MS) return;
      early = setTimeout(() => void queue(), pause);
    } catch (error) {
      log.error({ err: error }, "A heartbeat failed; the next one comes in a minute");
    }
  };
  let running = once();
  const queue = () => (running = running.then(() => (stopped ? undefined : once())));
  const task = schedule("* * * * *", queue, {
    timezone: "UTC",
    noOverlap: true,
    missedExecutionTolerance: TOLERANCE_MS,
    logger: cronLog(log),
  });
  return {
    last: () => last,
    async stop() {
      stopped = true;
      clearTimeout(early);
      const impatient = setTimeout(() => hurry.abort(), FAREWELL_MS);
      await task.destroy();
      await running;
      clearTimeout(impatient);
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
