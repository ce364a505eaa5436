import type { Clock } from "../fetch/clock.ts";
import type { FetcherOptions } from "../fetch/fetcher.ts";

/** What every source over the network is asked with. */
export type Asking = {
  /** Who asks, as `User-Agent` tells it: a name, and where to find who is behind it. */
  readonly agent: string;
  readonly clock: Clock;
  /** Ends everything that is under way. */
  readonly signal?: AbortSignal;
  readonly limits?: NonNullable<FetcherOptions["limits"]>;
  /** Told of each request: milliseconds, and its class when it brought no answer. */
  readonly onAsked?: NonNullable<FetcherOptions["onAsked"]>;
  /** Told of what the source listed and nobody could read. */
  readonly onSkip?: (reason: string) => void;
};
