import type { Host, Log, Tickets } from "#chat";
import type { Standing } from "./standing.ts";
import type { Together } from "./together.ts";

/** Where the store keeps when the gateway was logged in to; times in epoch milliseconds. */
type Logins = {
  record(platform: string, at: number): Promise<void>;
  since(platform: string, at: number): Promise<readonly number[]>;
};

/** What the platform is given by whoever starts it. */
export type DiscordOptions = {
  readonly token: string;
  readonly applicationId?: string;
  /** Register the commands in this server alone, where they change at once. */
  readonly guildId?: string;
  /** Base of the REST API, without a version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** Name of the one slash command that every command is a subcommand of. */
  readonly root: string;
  readonly tickets: Tickets;
  readonly logins: Logins;
  /** What several processes of this bot share; absent where this is the only one. */
  readonly together?: Together;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told when the bot was removed from a server, or a channel is no more. */
  lost(where: { readonly tenant: string; readonly channel?: string }, why: string): Promise<void>;
  /** Waits `ms` milliseconds, or less when `signal` is aborted; a test's clock may stand in. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Longest that a lost connection is left to the library before a new login, in milliseconds, for tests. */
  readonly away?: number;
};

/** What everything that answers an interaction works with. */
export type Desk = Pick<DiscordOptions, "root" | "tickets" | "log"> & {
  readonly host: Host;
  /** What somebody is in a server, where the interaction does not tell. */
  readonly standing: (guild: string, user: string) => Promise<Standing>;
  /** Waits, but no longer than the platform is running. */
  readonly pause: (ms: number) => Promise<void>;
};

/** The platform's name, as in `Place.platform`. */
export const NAME = "discord";
