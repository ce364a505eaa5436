import { setTimeout as pause } from "node:timers/promises";
import { type SocketModeReceiver, webApi } from "@slack/bolt";
import { type Condition, type Log, PlatformError } from "#chat";
import { isPassing } from "./passing.ts";

/** Longest wait between two tries to connect, in milliseconds. */
const LONGEST_MS = 30_000;

/** A token that Slack refuses for so long in milliseconds is really refused: an hour outlasts most faults of Slack's own. */
const REFUSED_MS = 60 * 60_000;

/** Longest that the end of a connection is waited for, in milliseconds: the SDK gives its peer 2 s. */
const FAREWELL_MS = 4_000;

/** What is wrong with the app-level token, by Slack's error. */
const CURES: Readonly<Record<string, string>> = {
  invalid_auth: "SLACK_APP_TOKEN is not valid",
  not_authed: "SLACK_APP_TOKEN is not valid",
  token_revoked: "SLACK_APP_TOKEN was revoked",
  not_allowed_token_type: "SLACK_APP_TOKEN is not an app-level token",
  missing_scope: "SLACK_APP_TOKEN lacks the scope connections:write",
  account_inactive: "SLACK_APP_TOKEN belongs to an app that is no more",
};

/** A connection to Slack that holds until it is ended. */
export type Socket = {
  /** @throws PlatformError when Slack refuses the token or can't be reached */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Keeps Bolt's Socket Mode client connected; the receiver must be made with `autoReconnectEnabled`
 * false. Reconnecting is ours because the client waits 5 s after each goodbye of Slack's, in which
 * commands are lost, and because a network failure in its own attempt is an unhandled rejection.
 */
export function createSocket(
  receiver: SocketModeReceiver,
  house: {
    readonly log: Log;
    readonly condition: Condition;
    /** Epoch milliseconds. */
    readonly now: () => number;
  },
): Socket {
  const { log, condition, now } = house;
  const { client } = receiver;
  const ending = new AbortController();
  const { signal } = ending;
  let lost = Promise.withResolvers<void>();
  client.on("disconnected", () => lost.resolve());
  const connect = async (): Promise<void> => {
    lost = Promise.withResolvers<void>();
    await client.start();
    if (signal.aborted) await client.disconnect();
  };
  const again = async (failures = 0, refusedAt?: number): Promise<void> => {
    if (signal.aborted) return;
    try {
      if (failures > 0)
        await pause(Math.min(1000 * 2 ** failures, LONGEST_MS), undefined, { signal });
      await connect();
      condition.well();
    } catch (error) {
      if (signal.aborted) return;
      const since = isPassing(error) ? undefined : (refusedAt ?? now());
      if (since !== undefined && now() - since >= REFUSED_MS) {
        ending.abort();
        log.error({ err: error }, cureOf(error));
        return condition.ill(cureOf(error), true);
      }
      condition.ill(cureOf(error));
      log.warn({ err: error }, "The connection to Slack is lost; trying again");
      return again(failures + 1, since);
    }
  };
  const stay = async (): Promise<void> => {
    while (!signal.aborted) {
      await lost.promise;
      await again();
    }
  };
  return {
    async start() {
      try {
        await connect();
      } catch (error) {
        ending.abort();
        throw new PlatformError(cureOf(error), { passing: isPassing(error), cause: error });
      }
      void stay();
    },
    async stop() {
      if (signal.aborted) return;
      ending.abort();
      const patience = pause(FAREWELL_MS, undefined, { ref: false });
      await Promise.race([client.disconnect(), patience]);
      // Nothing waits for a connection that Slack is still being asked for: it is ended when it is made.
      lost.resolve();
    },
  };
}

function cureOf(error: unknown): string {
  const where = "make one under Basic Information, App-Level Tokens, with connections:write.";
  if (!(error instanceof webApi.WebAPIPlatformError))
    return "Slack can't be reached to open a socket: check the network and SLACK_API_URL.";
  const { error: code } = error.data;
  const cure = CURES[code];
  return cure ? `${cure}: ${where}` : `Slack refuses SLACK_APP_TOKEN (${code}): ${where}`;
}
