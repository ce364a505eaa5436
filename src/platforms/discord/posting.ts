import type { REST } from "discord.js";
import { type Log, PostError, type Refusals, type Tickets } from "#chat";

/** What posting needs: REST alone, so that it works without the gateway. */
export type Posting = {
  /** Tries once and never waits for a rate limit: whoever keeps the ledger of posts decides what comes then. */
  readonly rest: REST;
  readonly token: string;
  readonly tickets: Tickets;
  /** Counts what Discord refuses, whoever asked. */
  readonly refusals: Refusals;
  readonly log: Log;
  readonly now: () => number;
};

/**
 * Readies the client for a message.
 * @throws PostError of class rate when Discord has refused so much that nothing more is asked for now
 */
export async function begin({ rest, token, refusals }: Posting): Promise<void> {
  // A refused token makes the client forget it, and the next post may be after the cure.
  rest.setToken(token);
  const wait = await refusals.wait();
  if (wait > 0)
    throw new PostError("rate", "Discord has refused me so often that I keep still for now", wait);
}
