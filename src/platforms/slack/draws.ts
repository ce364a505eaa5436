import { type Reply, type Tickets, ticketsOf } from "#chat";
import { carriable, type Draw } from "./render.ts";

/** Readies what these replies are drawn with, their tickets written first; with `owner`, the person who asked, whose press may change a public answer. */
export type Draws = (replies: readonly Reply[], owner?: string) => Promise<Draw>;

/** Longest ticket of a button, whose value holds 2,000 (docs.slack.dev, button), less room for owner and number. */
const BUTTON = 1_900;

/** Longest ticket of a menu, which stands in its action_id of 255. */
const MENU = 200;

/** Draws over the tickets of the bot. */
export function createDraws(tickets: Tickets, cards: boolean): Draws {
  return async (replies, owner) => {
    const blocks = replies.flatMap((reply) => carriable(reply).blocks);
    const reply: Reply = { summary: "", blocks };
    const forButton = await ticketsOf(reply, tickets, BUTTON);
    const forMenu = await ticketsOf(reply, tickets, MENU);
    const prefix = owner ? `${owner}:` : "";
    return {
      cards,
      ticket: (waiting) => prefix + (waiting.fills === undefined ? forButton : forMenu)(waiting),
    };
  };
}

/** Parts what a button carries into its ticket and whose answer it stands in. */
export function partTicket(carried: string): { readonly ticket: string; readonly owner?: string } {
  const [, owner, ticket] = /^([UW][A-Z0-9]+):(.*)$/s.exec(carried) ?? [];
  return owner !== undefined && ticket !== undefined ? { ticket, owner } : { ticket: carried };
}
