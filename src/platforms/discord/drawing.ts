import {
  type CommandCard,
  type Manner,
  type Next,
  type Reply,
  type Tickets,
  ticketsOf,
  type Values,
} from "#chat";
import { again } from "./again.ts";
import { type Carried, carriedBy } from "./carried.ts";
import { formModal } from "./form.ts";
import { LIMITS } from "./limits.ts";
import { readModal } from "./read-modal.ts";
import { render } from "./render.ts";

/** `flags` of a message of components: Discord's `IsComponentsV2`. */
const COMPONENTS = 1 << 15;

/**
 * The second door of this room: what Discord is shown and what it sends back, without a connection and
 * without discord.js, for whoever shows Discord's look elsewhere.
 */
export function createDrawing(tickets: Tickets) {
  return {
    /** An id as Discord's channels have, for the one channel of a place without Discord. */
    channel: "100000000000000001",

    /** The message as it is sent, with the texts that are attached to it. */
    async message(reply: Reply, { mention }: Manner) {
      const ticket = await ticketsOf(reply, tickets, LIMITS.ticket);
      const drawn = render(reply, { ticket, ...(mention && { mention }) });
      const { components, files } = drawn;
      return { messages: [{ flags: COMPONENTS, components, files }] };
    },

    /** The modal that asks for what `next.ask` names. */
    async form(command: CommandCard, next: Next) {
      return formModal(command, next, await tickets.write(next, LIMITS.ticket));
    },

    /** What a press carries: `{custom_id, values?}` of a component interaction's data. */
    pressed({ custom_id: id, values }: Readonly<Record<string, unknown>>): Carried | undefined {
      const picked = Array.isArray(values) ? values.filter((one) => typeof one === "string") : [];
      return typeof id === "string" ? carriedBy(id, picked) : undefined;
    },

    /** What a submitted modal carries: `{custom_id, components}` of its interaction's data. */
    sent({ custom_id: id, components }: Readonly<Record<string, unknown>>) {
      const filled: Values = Array.isArray(components) ? readModal(components) : {};
      return typeof id === "string" ? { ticket: id, filled } : undefined;
    },

    /** Discord closes a form before it is judged: a refused one gets a button that opens it again. */
    again,
  };
}
