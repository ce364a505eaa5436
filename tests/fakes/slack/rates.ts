/** Requests a minute by tier (docs.slack.dev, rate limits). */
const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** How often a method may be called in one workspace. */
export type Tier = keyof typeof TIERS | "none" | "per-channel";

/** Whether rate limits count. They need a clock that moves, so that tests turn them on where they ask for them. */
export type Rates = {
  on: boolean;
  /** Seconds to wait, or undefined when the request may pass. */
  wait(request: {
    readonly method: string;
    readonly tier: Tier;
    readonly team: string;
    readonly channel?: string;
    /** Calls a minute that replace those of the tier. */
    readonly perMinute?: number;
  }): number | undefined;
};

/** Sliding windows over the fake's clock. */
export function createRates(on: boolean, now: () => number): Rates {
  const past = new Map<string, number[]>();
  const allow = (key: string, most: number, window: number): number | undefined => {
    const recent = (past.get(key) ?? []).filter((at) => now() - at < window);
    past.set(key, recent);
    const first = recent[0];
    if (recent.length < most || first === undefined) {
      recent.push(now());
      return undefined;
    }
    return Math.max(1, Math.ceil((first + window - now()) / 1000));
  };
  return {
    on,
    wait({ method, tier, team, channel, perMinute }) {
      if (!this.on || (tier === "none" && perMinute === undefined)) return undefined;
      if (tier === "per-channel") return allow(`${team} ${method} ${channel}`, 1, 1000);
      const most = perMinute ?? (tier === "none" ? undefined : TIERS[tier]);
      return most === undefined ? undefined : allow(`${team} ${method}`, most, 60_000);
    },
  };
}
