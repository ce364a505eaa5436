import type { Clock } from "./clock.ts";

/** How a fake platform with many channels is set up, in a process of its own. */
export type TownPlan = {
  readonly platform: "discord" | "slack";
  readonly channels: number;
  readonly clock: Clock;
  /** Whether the platform's rate limits count. */
  readonly rates: boolean;
  /** Share of requests that are answered 503 and not carried out. */
  readonly errors: number;
  /** Share of posts that are carried out, but whose answer is lost with the connection. */
  readonly lost: number;
  /** Milliseconds by which the answer to a post comes late. */
  readonly latency: number;
  readonly seed: number;
  /** Slack: the channels are shared out among so many workspaces; with one, the bot has its token from the settings. */
  readonly workspaces: number;
  /** Slack: the bot may look into the channels. */
  readonly history: boolean;
};

/** A channel that can be posted in. */
export type TownPlace = { readonly tenant: string; readonly channel: string };

/** A workspace that has installed the Slack app. */
export type TownInstall = {
  readonly tenant: string;
  readonly token: string;
  readonly botUser: string;
  readonly botId: string;
};

/** How to reach the town: settings for the bot, and what its store must hold beforehand. */
export type TownAddress = {
  readonly env: Readonly<Record<string, string>>;
  readonly places: readonly TownPlace[];
  readonly installs: readonly TownInstall[];
};

/** What happened so far. */
export type TownReport = {
  /** Every message of the bot that stands in a channel, with when it came (epoch ms by the real clock, unless the run's was put forward). */
  readonly posts: readonly { readonly channel: string; readonly at: number }[];
  /** Channels of posts that were answered with an error, or carried out and not answered; one entry for each time. */
  readonly broken: readonly string[];
  /** Answers of 429. */
  readonly tooMany: number;
  /** Answers of 401 and 403. */
  readonly forbidden: number;
  /** Requests other than posts, by what they are. */
  readonly others: Readonly<Record<string, number>>;
  /** What broke a rule of the platform's, a line each. */
  readonly refusals: readonly string[];
};

/** The fake of one platform, seen from outside. */
export type Town = {
  readonly address: TownAddress;
  report(): TownReport;
  close(): Promise<void>;
};
