/**
 * The tables as Kysely sees them. Columns are what SQLite and PostgreSQL both have: text ids,
 * instants as milliseconds since 1970 in a bigint, lists and papers as JSON text. Names are
 * snake_case in the database and camelCase here.
 */
export type Schema = {
  readonly counters: { readonly name: string; readonly value: number };
  readonly papers: { readonly key: string; readonly body: string; readonly seq: number };
  readonly renames: { readonly from: string; readonly to: string; readonly seq: number };
  readonly snapshots: {
    readonly paper: string;
    readonly at: number;
    readonly upvotes: number;
    readonly comments: number | null;
    readonly stars: number | null;
  };
  readonly votes: MarkRow;
  readonly saves: MarkRow;
  readonly subscriptions: SubscriptionRow;
  readonly deliveries: DeliveryRow;
  readonly posts: PostRow;
  readonly tickets: { readonly key: string; readonly text: string; readonly until: number };
  readonly logins: { readonly platform: string; readonly at: number };
  readonly receipts: { readonly key: string; readonly until: number };
  readonly installations: {
    readonly platform: string;
    readonly tenant: string;
    readonly body: string;
    readonly at: number;
  };
  readonly sources: SourceRow;
  readonly polls: { readonly source: string; readonly slot: string; readonly at: number };
  /** Used by SQLite alone: PostgreSQL has locks by name. */
  readonly locks: { readonly name: string; readonly holder: string; readonly until: number };
};

/** One person's mark on one paper: a vote or a save. */
type MarkRow = {
  readonly platform: string;
  readonly tenant: string;
  readonly person: string;
  readonly paper: string;
  readonly at: number;
};

/** How asking one paper source goes; `leasedBy` is the process that asks now. */
export type SourceRow = {
  readonly source: string;
  readonly lastSuccess: number | null;
  /** Rounds that failed since one went well. */
  readonly failures: number;
  readonly failingSince: number | null;
  /** Not to be asked before; 0 for at once. */
  readonly nextTry: number;
  readonly reason: string | null;
  readonly leasedBy: string | null;
  readonly leasedUntil: number | null;
};

/** A subscription at rest; `days` is a JSON list of ISO weekdays, `manner` a JSON object. */
export type SubscriptionRow = {
  readonly platform: string;
  readonly tenant: string;
  readonly id: string;
  readonly channel: string;
  readonly time: string;
  readonly zone: string;
  readonly days: string;
  readonly count: number;
  readonly topics: string | null;
  readonly exclude: string | null;
  readonly least: number;
  readonly empty: "skip" | "say";
  readonly manner: string | null;
  readonly state: "enabled" | "paused" | "disabled";
  readonly reason: string | null;
  readonly nextRunAt: number;
  readonly by: string;
  readonly createdAt: number;
};

/** A delivery at rest. It outlives its subscription, so it refers to it by id alone. */
export type DeliveryRow = {
  readonly id: string;
  readonly platform: string;
  readonly tenant: string;
  readonly subscription: string;
  readonly channel: string;
  readonly day: string;
  readonly state: "due" | "leased" | "sent" | "skipped" | "failed" | "unknown";
  readonly dueAt: number;
  readonly notBefore: number;
  readonly attempts: number;
  readonly leasedUntil: number | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly settledAt: number | null;
};

/** One paper of one sent delivery; the 30-day rule reads these by channel and time. */
type PostRow = {
  readonly delivery: string;
  readonly position: number;
  readonly platform: string;
  readonly tenant: string;
  readonly channel: string;
  readonly paper: string;
  readonly at: number;
};
