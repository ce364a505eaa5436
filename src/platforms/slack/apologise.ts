import { randomUUID } from "node:crypto";
import { type App, webApi } from "@slack/bolt";
import type { Log } from "#chat";
import { NotInstalledError } from "./installations.ts";
import { respond } from "./respond.ts";

type ErrorHandler = Parameters<App["error"]>[0];
type Caught = { readonly error: Error; readonly body: object };

const REMOVED = "I am not installed here any more: ask an admin to install me again.";

const TOO_LATE = "That took me too long: please press it again.";

/** Whoever asked hears of what we broke ourselves; what commands break, the host has answered already. */
export function apologise(log: Log): ErrorHandler {
  return async (caught: unknown) => {
    const { error, body } = caught as Caught;
    const text = wordsFor(originalOf(error), log);
    const { response_url: url } = body as { readonly response_url?: unknown };
    if (typeof url !== "string") return;
    try {
      await respond(url, { text, response_type: "ephemeral", replace_original: false });
    } catch (why) {
      log.warn({ err: why }, "An apology could not be given");
    }
  };
}

function wordsFor(error: unknown, log: Log): string {
  if (error instanceof NotInstalledError) {
    log.warn({ reason: error.message }, "Something came from where I am not installed");
    return REMOVED;
  }
  const reference = randomUUID().slice(0, 8);
  log.error({ reference, err: error }, "Something from Slack could not be answered");
  // A window can be opened for 3 s after a press.
  if (
    error instanceof webApi.WebAPIPlatformError &&
    /trigger_(?:expired|exchanged)|expired_trigger/.test(error.data.error)
  )
    return TOO_LATE;
  return `Sorry, that went wrong on my side. If it happens again, tell whoever runs me: reference ${reference}.`;
}

/** Bolt and its installer wrap what is thrown, each once; a request that failed says more than its cause. */
function originalOf(error: Error): Error {
  if (error instanceof webApi.WebAPIRequestError) return error;
  const { original } = error as { readonly original?: unknown };
  return original instanceof Error ? originalOf(original) : error;
}
