import { DefaultRestOptions, type RESTOptions } from "discord.js";
import { createPace, type PaceOptions } from "#chat";

/**
 * Milliseconds between two requests of a bot: Discord takes 50 a second in all
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit). This is 47.6 of them, because
 * what is sent evenly does not arrive so.
 */
const EVERY_MS = 21;

/** Longest that a request may take once it is sent, in milliseconds; and with its wait for its turn. */
const REQUEST_MS = 10_000;
const WHOLE_MS = 30_000;

/**
 * Options of a REST client that sends each request in its turn, once, and leaves it to its user what
 * comes after a failure or a rate limit. Where Discord asks the whole bot to wait, nothing is sent until then.
 */
export function pacedRest(share: PaceOptions["share"]): Partial<RESTOptions> {
  const pace = createPace({ every: EVERY_MS, ...(share && { share }) });
  return {
    retries: 0,
    rejectOnRateLimit: () => true,
    // The pace sees to it.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    timeout: WHOLE_MS,
    async makeRequest(url, init) {
      await pace.turn();
      const given = [init.signal, AbortSignal.timeout(REQUEST_MS)];
      const signal = AbortSignal.any(given.filter((one) => one instanceof AbortSignal));
      const response = await DefaultRestOptions.makeRequest(url, { ...init, signal });
      if (response.headers.has("X-RateLimit-Global"))
        pace.hold(Number(response.headers.get("Retry-After") ?? 1) * 1_000);
      return response;
    },
  };
}
