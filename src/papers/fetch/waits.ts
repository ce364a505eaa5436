/** Longest that a source may tell us to wait, in ms: a day; beyond it is a slip of theirs. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** How long a refusal without any word on it holds, in ms: Hugging Face's window is five minutes. */
const UNTOLD_MS = 5 * 60 * 1000;

/**
 * The instant until which an answer tells us to ask no more, undefined when it tells nothing. Reads
 * `Retry-After` (RFC 9110 §10.2.3: seconds or a date) and, once nothing is left of it, the `RateLimit`
 * header as Hugging Face writes it: `"api";r=0;t=123` (its documentation, "Hub Rate limits").
 */
export function waitUntil(status: number, headers: Headers, now: number): number | undefined {
  const told = retryAfter(headers.get("retry-after"), now);
  const limited = rateLimit(headers.get("ratelimit"), now);
  const isRefusal = status === 429 || (status === 503 && told !== undefined);
  const until = isRefusal
    ? Math.max(told ?? 0, limited ?? 0) || now + UNTOLD_MS
    : Math.max(told ?? 0, limited ?? 0);
  return until > now ? Math.min(until, now + LONGEST_MS) : undefined;
}

function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return now + Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date;
}

/** The latest end of all the windows in which nothing is left. */
function rateLimit(value: string | null, now: number): number | undefined {
  const ends = (value ?? "").split(",").flatMap((window) => {
    const left = /;\s*r=(\d+)/.exec(window)?.[1];
    const seconds = /;\s*t=(\d+)/.exec(window)?.[1];
    return left !== undefined && Number(left) === 0 && seconds !== undefined
      ? now + Number(seconds) * 1000
      : [];
  });
  return ends.length > 0 ? Math.max(...ends) : undefined;
}
