import { setTimeout as pause } from "node:timers/promises";
import type { ReceiverEvent } from "@slack/bolt";
import type { Log } from "#chat";

/** Slack gives up after 3 s (docs.slack.dev, acknowledging a request); what carries an answer goes out before. */
const LATEST_MS = 2_500;

/** From the beginning of one piece of work to that of the next, in milliseconds: a turn of the event loop at least. */
const GAP_MS = 1;

/** Everything that comes in passes here once, whichever way it came. */
export type Desk = {
  /**
   * Acknowledges and hands on what `admit` lets pass, which may look into the store; resolves when all
   * of it is done, and never rejects.
   */
  take(event: ReceiverEvent, admit?: () => Promise<boolean>): Promise<void>;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
};

/**
 * Owns the 3-second rule: what needs no answer in its acknowledgement is acknowledged before anything
 * else happens, tokens looked up included. Forms and typed-in menus, whose acknowledgement is the
 * answer, get an empty one when theirs is late, missing or broken.
 *
 * The rest is begun one by one, so that what arrives meanwhile is acknowledged before the next one is
 * worked on.
 */
export function acknowledgeFirst(options: {
  readonly handle: (event: ReceiverEvent) => Promise<void>;
  readonly log: Log;
  /** In milliseconds, for tests. */
  readonly latest?: number;
}): Desk {
  const { handle, log, latest = LATEST_MS } = options;
  const working = new Set<Promise<void>>();
  let turn: Promise<void> = Promise.resolve();
  const ownTurn = (): Promise<void> => {
    turn = turn.then(() => pause(GAP_MS));
    return turn;
  };
  const work = async (
    { ack, ...event }: ReceiverEvent,
    admit: () => Promise<boolean> = async () => true,
  ): Promise<void> => {
    const kind = kindOf(event.body);
    let done = false;
    const once = async (answer?: unknown): Promise<void> => {
      if (done) return;
      done = true;
      try {
        await ack(answer);
      } catch (error) {
        log.warn({ err: error, kind }, "Slack could not be told that something has arrived");
      }
    };
    const nothing = kind === "block_suggestion" ? { options: [] } : undefined;
    const answers = kind === "block_suggestion" || kind === "view_submission";
    const timer = answers ? setTimeout(() => void once(nothing), latest) : undefined;
    try {
      if (!answers) {
        void once();
        await ownTurn();
      }
      if (await admit()) await handle({ ...event, ack: once });
    } catch (error) {
      log.error({ err: error, kind }, "Something from Slack could not be handled");
    } finally {
      clearTimeout(timer);
      await once(nothing);
    }
  };
  return {
    take(event, admit) {
      const one = work(event, admit).finally(() => working.delete(one));
      working.add(one);
      return one;
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}

function kindOf(body: ReceiverEvent["body"]): string {
  const { type, command, event } = body as {
    readonly type?: unknown;
    readonly command?: unknown;
    readonly event?: { readonly type?: unknown };
  };
  if (typeof command === "string") return "command";
  return String(event?.type ?? type ?? "unknown");
}
