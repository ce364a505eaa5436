/** How things stand at one moment; durations in milliseconds. */
export type Readings = {
  /** How long ago the oldest post that is not out yet was due; 0 when none waits. */
  readonly lagMs: number;
  /** Since the last heartbeat that ended well; absent before the first. */
  readonly beatMs?: number;
  /** By state. */
  readonly subscriptions: Readonly<Record<string, number>>;
  /** Whether each is ready, by name. */
  readonly platforms: Readonly<Record<string, boolean>>;
  readonly sources: readonly {
    readonly source: string;
    /** Since it last answered; absent when it never did. */
    readonly ageMs?: number;
    /** Rounds that failed since then. */
    readonly failed: number;
  }[];
  /** Logins of the last 24 hours; absent without Discord. */
  readonly discordLogins?: number;
};
