import { webApi } from "@slack/bolt";

/** Slack's errors that say nothing about us: it is down, or busy (https://docs.slack.dev, any method's errors). */
const ITS_OWN = new Set([
  "fatal_error",
  "internal_error",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
]);

/** Whether waiting may mend this error: no answer came, or Slack's own trouble was the answer. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof webApi.WebAPIPlatformError) || ITS_OWN.has(error.data.error);
}
