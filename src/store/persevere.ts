import type { Log } from "#chat";
import { explainPostgres, reasonOf, type Server, unreachable } from "./postgres-failure.ts";

/** Something that was certainly not done, or was undone, and may be tried again. */
export class Again extends Error {
  override readonly name = "Again";
  readonly raced: boolean;

  constructor(cause: unknown, raced: boolean) {
    super("to be tried again", { cause });
    this.raced = raced;
  }
}

/** Time and chance, which tests hold in their own hands. */
export type Pace = {
  /** How long a server may be away before its callers are told, in ms. */
  readonly patienceMs: number;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
};

/** Tries again what may be tried again; see `createPerseverance`. */
export type Perseverance = {
  /** Runs the attempt until it neither throws `Again` nor patience is at its end. @throws StoreError */
  persevere<T>(attempt: () => Promise<T>): Promise<T>;
  /** To be told when the server took a connection. */
  reached(): void;
  /** Nothing is tried again from now on. */
  stop(): void;
};

/** Waits between tries, in ms: doubled from the first to the longest. */
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/** Writers that are in each other's way are let go one after another; after so many tries something else is wrong. */
const MOST_RACES = 8;

/**
 * Perseveres with one server. An outage is told once at its beginning and once at its end. Patience
 * counts from the beginning of an outage and not of a call, so that in a long one every call makes
 * one attempt and fails at once.
 */
export function createPerseverance(server: Server, log: Log, pace: Pace): Perseverance {
  const { patienceMs, clock, sleep } = pace;
  const fields = { database: server.where };
  let awaySince: number | undefined;
  let stopped = false;

  const waitAfter = async (tries: number, start: number, { raced, cause }: Again) => {
    if (raced && tries >= MOST_RACES) throw explainPostgres(cause, server);
    if (!raced) {
      if (awaySince === undefined) {
        awaySince = clock();
        log.warn(fields, `PostgreSQL can't be reached (${reasonOf(cause)}): I keep trying.`);
      }
      if (stopped || clock() - Math.min(start, awaySince) >= patienceMs)
        throw unreachable(cause, server);
    }
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    await sleep(wait * (0.5 + Math.random() / 2));
  };

  return {
    async persevere(attempt) {
      const start = clock();
      for (let tries = 0; ; tries += 1) {
        try {
          return await attempt();
        } catch (error) {
          if (!(error instanceof Again)) throw error;
          await waitAfter(tries, start, error);
        }
      }
    },
    reached() {
      if (awaySince === undefined) return;
      const seconds = Math.round((clock() - awaySince) / 1000);
      awaySince = undefined;
      log.info(fields, `PostgreSQL answers again, after ${seconds} s.`);
    },
    stop() {
      stopped = true;
    },
  };
}
