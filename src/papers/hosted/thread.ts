import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Call, Message, Start } from "./messages.ts";

/** A thread of the catalogue; when it dies another takes its place. */
export type Thread = {
  /** Sends a call; false where no thread lives just now. */
  send(call: Call): boolean;
  /** Nothing is awaited of it: a process with nothing else to do may end. */
  rest(): void;
  /** Ends it for good. */
  end(): Promise<void>;
  readonly lives: boolean;
};

/** What becomes of a thread. */
export type Fate = {
  readonly received: (message: Message) => void;
  /** Another thread lives, which knows what the snapshot had. */
  readonly renewed: () => void;
  /** None will live for a while, longer than anybody should wait, and for this reason. */
  readonly away: (reason: string) => void;
  readonly ended: () => void;
  /** Tells an operator in a sentence that it died. */
  readonly tell: (sentence: string) => void;
};

/** Waits before a thread that died soon after another is started again, in ms; doubled up to the longest. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/** Longest that whoever asks something waits for another thread, in ms: by then what one died of has been found, if it was a call. */
const PATIENCE_MS = 2000;

/** A thread that lived so long, in ms, was all right. */
const LIVED_MS = 60_000;

/** Room for new objects of the thread, in MB: less is slower, more gains nothing. */
const YOUNG_MB = 24;

/** Starts a thread; `entry` is the file that it begins with. */
export function startThread(start: Start, fate: Fate, entry: URL): Thread {
  let deaths = 0;
  let isOver = false;
  let waiting: NodeJS.Timeout | undefined;
  let worker: Worker | undefined = open(start);

  function open(how: Start): Worker {
    const opened = new Worker(entry, {
      name: "catalogue",
      workerData: { ...how, ...compiled() },
      // It needs nothing of what this process was told, secrets least of all.
      env: {},
      // What a call leaves behind is small; left alone, V8 lets that heap grow by 50 MB before it looks.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    let reason = "it ended by itself";
    opened.on("message", fate.received);
    opened.on("error", (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    opened.once("exit", () => died(reason));
    opened.unref();
    return opened;
  }
  function died(reason: string): void {
    worker = undefined;
    if (isOver) {
      fate.ended();
      return;
    }
    const wait = deaths === 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** deaths);
    deaths += 1;
    fate.tell(`The thread of the catalogue died (${reason}): I am starting it again.`);
    waiting = setTimeout(renew, wait);
    if (wait <= PATIENCE_MS) return;
    // Nothing is awaited any more, for which a process must stay.
    waiting.unref();
    fate.away(reason);
  }
  function renew(): void {
    worker = open(renewed(start, deaths));
    setTimeout(() => {
      deaths = 0;
    }, LIVED_MS).unref();
    fate.renewed();
  }
  return {
    send: (call) => {
      worker?.ref();
      worker?.postMessage(call);
      return worker !== undefined;
    },
    rest: () => worker?.unref(),
    end: async () => {
      isOver = true;
      clearTimeout(waiting);
      await worker?.terminate();
    },
    get lives() {
      return worker !== undefined;
    },
  };
}

/** Where this process keeps compiled code; Node adds a folder of its own version to what it is given. */
function compiled(): Pick<Start, "compiled"> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { compiled: dirname(folder) };
}

/** What was the newest change at the first start need not be any more. A snapshot that two threads died of is left alone. */
function renewed({ snapshot, ...rest }: Start, deaths: number): Start {
  if (!snapshot || deaths > 1) return rest;
  const { newest: _, ...place } = snapshot;
  return { ...rest, snapshot: place };
}
