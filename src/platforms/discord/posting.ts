import type { REST } from "discord.js";
import type { Log, Tickets } from "#chat";

/** What posting needs: REST alone, so that it works without the gateway. */
export type Posting = {
  /** Tries once and never waits for a rate limit: whoever keeps the ledger of posts decides what comes then. */
  readonly rest: REST;
  readonly token: string;
  readonly tickets: Tickets;
  readonly log: Log;
  readonly now: () => number;
};
