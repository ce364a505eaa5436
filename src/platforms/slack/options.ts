import type { Log, Place, Tickets } from "#chat";

/** How to reach Slack; the shape of config.slack. */
type Setup = {
  readonly apiUrl: string;
  /** Present: Socket Mode, else HTTP. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Present: one workspace; else `oauth` is. */
  readonly botToken?: string;
  readonly oauth?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly stateSecret: string;
    /** One key or several with commas: the first seals, all of them open. */
    readonly secretKey: string;
  };
  /** User ids that may manage besides admins and owners. */
  readonly managers: readonly string[];
  /** Look into the channel before a post, so that none is sent twice. */
  readonly history: boolean;
  /** Draw papers as Slack's own card blocks. */
  readonly cards: boolean;
};

/** One row of the store: a workspace or an organisation, and what is sealed for it. */
type Row = {
  readonly platform: string;
  readonly tenant: string;
  readonly body: string;
  readonly at: number;
};

type Scope = Pick<Row, "platform" | "tenant">;

/** Where installations are kept; the shape of store.installations. */
export type Rows = {
  put(row: Row): Promise<void>;
  get(scope: Scope): Promise<Row | undefined>;
  all(platform: string): Promise<readonly Row[]>;
  remove(scope: Scope): Promise<boolean>;
};

/** What was received already; the shape of store.receipts. */
type Receipts = { take(key: string, until: number): Promise<boolean> };

/** How often Slack has limited us, over all processes and restarts; the shape of store.logins. Times in epoch milliseconds. */
type Logins = {
  record(name: string, at: number): Promise<void>;
  since(name: string, at: number): Promise<readonly number[]>;
};

/** Everything that the platform is made from. */
export type SlackOptions = {
  readonly config: Setup;
  /** Name of the one slash command. */
  readonly root: string;
  readonly tickets: Tickets;
  readonly installations: Rows;
  readonly receipts: Receipts;
  readonly logins: Logins;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits so many milliseconds; for tests. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Told when the bot was taken out of a workspace. */
  readonly lost: (where: Pick<Place, "platform" | "tenant">, why: string) => Promise<void>;
};
