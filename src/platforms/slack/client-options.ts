import type { Logger, webApi } from "@slack/bolt";

/** Longest that one request to Slack may take, in milliseconds: below a delivery's lease, and the SDK waits for ever. */
const TIMEOUT_MS = 10_000;

/**
 * How every client of ours talks to Slack: it tries once and says what happened, since whoever asked
 * knows better whether to try again. A new object each time, because Socket Mode writes into its own.
 */
export function clientOptions(apiUrl: string, logger: Logger): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger,
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
  };
}
