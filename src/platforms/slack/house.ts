import type { Host, Log, Tickets } from "#chat";
import type { Draws } from "./draws.ts";
import type { People } from "./people.ts";

/** What everything that comes in is answered with. */
export type House = {
  readonly host: Host;
  /** Name of the one slash command. */
  readonly root: string;
  readonly tickets: Tickets;
  readonly people: People;
  readonly draws: Draws;
  readonly log: Log;
};
