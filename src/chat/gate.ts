import type { Call } from "./call.ts";
import { createThrottle, type Rate, type Throttle } from "./throttle.ts";

/** What is asked: a command, a command that changes what a channel is sent, or completions while somebody types. */
type Asking = "command" | "settings" | "completion";

/** Lets a call pass, or answers in one sentence when to try again. */
export type Gate = (asking: Asking, call: Pick<Call, "by" | "at">) => string | undefined;

/** How often one person may ask, and how often everybody in one server or workspace together. */
type Rates = Readonly<Record<Asking, { readonly person: Rate; readonly tenant: Rate }>>;

/**
 * Commands: leafing through thirty pages or saving thirty papers in one go is reading; nobody reads on
 * faster than a page in two seconds for long. A command takes some 5 ms of processor, so that ten a
 * second keep one busy workspace at a twentieth of a core and leave the rest to all others.
 *
 * Settings are counted by themselves: a workspace that asks too much must not lock out those who manage
 * it, and there are few of them.
 *
 * Completions come with every letter, ten a second from a fast typist. They take a millisecond and are
 * refused silently, by an empty list.
 */
const RATES: Rates = {
  command: { person: { burst: 30, every: 2_000 }, tenant: { burst: 300, every: 100 } },
  settings: { person: { burst: 30, every: 2_000 }, tenant: { burst: 60, every: 1_000 } },
  completion: { person: { burst: 60, every: 100 }, tenant: { burst: 600, every: 10 } },
};

/**
 * Keeps one person from taking the bot away from their workspace, and one workspace from taking it away
 * from all others; `now` in epoch milliseconds. Nobody is counted on the platforms of `free`, whose only
 * user is whoever runs the bot.
 */
export function createGate(
  now: () => number,
  free: ReadonlySet<string> = new Set(),
  rates = RATES,
): Gate {
  const throttles = {
    command: throttlesOf(rates.command, now),
    settings: throttlesOf(rates.settings, now),
    completion: throttlesOf(rates.completion, now),
  };
  return (asking, { by, at }) => {
    if (free.has(at.platform)) return undefined;
    const { person, tenant } = throttles[asking];
    const own = person(`${at.platform} ${at.tenant} ${by.id}`);
    if (own > 0) return `That was a lot at once: give me ${inWords(own)}, then ask again.`;
    const shared = tenant(`${at.platform} ${at.tenant}`);
    if (shared > 0)
      return `Many people here are asking me at once: try again in ${inWords(shared)}.`;
    return undefined;
  };
}

type Throttles = { readonly person: Throttle; readonly tenant: Throttle };

function throttlesOf(rates: Rates[Asking], now: () => number): Throttles {
  return { person: createThrottle(rates.person, now), tenant: createThrottle(rates.tenant, now) };
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds === 1 ? "a second" : `${seconds} seconds`;
}
