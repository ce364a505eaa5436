import type { Ids } from "./ids.ts";

/** Tickets for one connection each, as apps.connections.open gives them out. */
export type Tickets = {
  issue(): string;
  /** Whether the ticket is good; it is used up by this. */
  take(ticket: string | null): boolean;
};

/** No tickets yet. */
export function createTickets(ids: Ids): Tickets {
  const open = new Set<string>();
  return {
    issue() {
      const ticket = `ticket-${ids.count()}`;
      open.add(ticket);
      return ticket;
    },
    take: (ticket) => ticket !== null && open.delete(ticket),
  };
}
