const MINUTE = 60_000;

/** Logins within this time count, in milliseconds: Discord counts 1,000 a day and then resets the token. */
export const COUNTED_MS = 24 * 60 * MINUTE;

/** So many logins within an hour are nothing unusual: a deployment, a restart or two. */
const FREE = 5;

/** Longest wait between two logins, in milliseconds; with it no crash loop makes 200 logins in a day. */
const LONGEST_MS = 15 * MINUTE;

/**
 * How long to wait before the next login, in milliseconds, after those at `times` (epoch milliseconds,
 * oldest first): nothing for a few, then a minute, doubled with each one more within the hour up to 15.
 */
export function waitBeforeLogin(times: readonly number[], now: number): number {
  const lately = times.filter((at) => at <= now && now - at < 60 * MINUTE);
  const last = lately.at(-1);
  if (last === undefined || lately.length < FREE) return 0;
  const pace = Math.min(LONGEST_MS, MINUTE * 2 ** Math.min(10, lately.length - FREE));
  return Math.max(0, last + pace - now);
}
