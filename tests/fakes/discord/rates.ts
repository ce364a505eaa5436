/** Requests allowed in a window (ms). */
export type Rate = { readonly limit: number; readonly window: number };

/** The rates the fake enforces; any of them may be `false`: not limited. */
export type Rates = {
  /** All requests of the bot but interaction callbacks and webhooks. Discord: 50 in 1 s. */
  readonly global: Rate | false;
  /** POST of messages, by channel. Discord: 5 in 5 s (observed, not documented). */
  readonly messages: Rate | false;
  /** Crossposts, by channel. Discord: 10 an hour (observed, not documented). */
  readonly crossposts: Rate | false;
};

/** Discord's rates. */
export const DISCORD_RATES: Rates = {
  global: { limit: 50, window: 1_000 },
  messages: { limit: 5, window: 5_000 },
  crossposts: { limit: 10, window: 3_600_000 },
};

/** What the rates say about one request. `retryAfter` (seconds) is set when it is too much. */
type RateVerdict = {
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfter?: number;
  readonly global?: boolean;
};

/** Counts requests by the fake's clock, in windows that begin with their first request. */
export type RateKeeper = {
  /** Counts one request of a route template; `major` is the channel its bucket belongs to. */
  check(route: string, major: string, counted: boolean): RateVerdict;
};

/** Keeps rates; `false` lets everything through and sends no headers. */
export function createRates(rates: Rates | false, now: () => number): RateKeeper {
  const windows = new Map<string, { since: number; used: number }>();
  const spend = (key: string, rate: Rate) => {
    const old = windows.get(key);
    const open = old && now() < old.since + rate.window ? old : { since: now(), used: 0 };
    windows.set(key, open);
    const over = open.used >= rate.limit;
    if (!over) open.used += 1;
    return { over, left: rate.limit - open.used, reset: open.since + rate.window };
  };
  return {
    check(route, major, counted) {
      if (rates === false) return { headers: {} };
      if (counted && rates.global) {
        const spent = spend("global", rates.global);
        if (spent.over) return tooMany({}, (spent.reset - now()) / 1000, "global");
      }
      const rate = rateOf(rates, route);
      if (!rate) return { headers: {} };
      const spent = spend(`${route} ${major}`, rate);
      const after = (spent.reset - now()) / 1000;
      const headers = {
        "X-RateLimit-Limit": String(rate.limit),
        "X-RateLimit-Remaining": String(spent.left),
        "X-RateLimit-Reset": (spent.reset / 1000).toFixed(3),
        "X-RateLimit-Reset-After": after.toFixed(3),
        "X-RateLimit-Bucket": bucketOf(route),
      };
      return spent.over ? tooMany(headers, after, "user") : { headers };
    },
  };
}

function rateOf(rates: Rates, route: string): Rate | false {
  if (route === "POST /channels/:channel/messages") return rates.messages;
  if (route === "POST /channels/:channel/messages/:message/crosspost") return rates.crossposts;
  return false;
}

function tooMany(
  headers: Readonly<Record<string, string>>,
  retryAfter: number,
  scope: "global" | "user",
): RateVerdict {
  const global = scope === "global";
  return {
    headers: { ...headers, "X-RateLimit-Scope": scope },
    retryAfter,
    ...(global ? { global } : {}),
  };
}

/** A name for a bucket that looks like Discord's, the same for the same route. */
function bucketOf(route: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const letter of route) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
