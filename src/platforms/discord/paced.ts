import type { RESTOptions } from "discord.js";
import { createPace, type PaceOptions } from "#chat";

/** Requests of a bot a second, in all (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit). */
const LIMIT = 50;

/** Milliseconds between two of them: a little more than the limit asks for, since what is sent evenly does not arrive so. */
const EVERY_MS = 21;

/** Longest that a request may take once it is sent, in milliseconds; and with its wait for its turn. */
const REQUEST_MS = 10_000;
const WHOLE_MS = 30_000;

/**
 * Options of a REST client that sends each request in its turn, once, and leaves it to its user what
 * comes after a failure or a rate limit. Where Discord asks the whole bot to wait, nothing is sent until then.
 */
export function pacedRest(
  makeRequest: RESTOptions["makeRequest"],
  share: PaceOptions["share"],
): Partial<RESTOptions> {
  const pace = createPace({ every: EVERY_MS, limit: LIMIT, ...(share && { share }) });
  return {
    retries: 0,
    rejectOnRateLimit: () => true,
    // The pace sees to it.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    timeout: WHOLE_MS,
    async makeRequest(url, init) {
      const over = await pace.turn();
      const given = [init.signal, AbortSignal.timeout(REQUEST_MS)];
      const signal = AbortSignal.any(given.filter((one) => one instanceof AbortSignal));
      try {
        const response = await makeRequest(url, { ...init, signal });
        if (response.headers.has("X-RateLimit-Global"))
          pace.hold(Number(response.headers.get("Retry-After") ?? 1) * 1_000);
        return response;
      } finally {
        over();
      }
    },
  };
}
