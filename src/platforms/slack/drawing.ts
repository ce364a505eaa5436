import type { CommandCard, Manner, Next, Reply, Suggestion, Tickets } from "#chat";
import { type Carried, carriedBy } from "./carried.ts";
import { createDraws, partTicket } from "./draws.ts";
import { type Filled, formErrors, formView, readForm } from "./form.ts";
import { mentionGroup } from "./mention-group.ts";
import { offered } from "./offered.ts";
import { partsOf } from "./parts.ts";
import { renderDigestParts, renderMessage } from "./render.ts";
import { type FormState, readState } from "./states.ts";

/** Longest ticket in a form's private_metadata, as in `openForm`. */
const TICKET = 1_000;

/**
 * The second door of this room: what Slack is shown and what it sends back, without a connection and
 * without Bolt, for whoever shows Slack's look elsewhere. `cards`: papers as Slack's own card blocks.
 */
export function createDrawing(tickets: Tickets, cards: boolean) {
  const draws = createDraws(tickets, cards);
  return {
    /** An id as Slack's channels have, for the one channel of a place without Slack. */
    channel: "C0PREVIEW",

    /** The message as it is sent, in parts where its code is long; with a thread where the post is to have one. */
    async message(reply: Reply, { mention, thread }: Manner) {
      const parts = partsOf(reply);
      const draw = await draws(parts);
      if (!thread)
        return { messages: parts.map((part) => mentionGroup(renderMessage(part, draw), mention)) };
      const { main, details } = renderDigestParts(reply, draw);
      return { messages: [mentionGroup(main, mention)], thread: details };
    },

    /** The modal that asks for what `next.ask` names. */
    async form(command: CommandCard, next: Next) {
      const state: FormState = { ticket: await tickets.write(next, TICKET) };
      return formView(command, next, JSON.stringify(state));
    },

    /** What a press carries: an element of `actions` in a `block_actions` payload. */
    pressed(action: Readonly<Record<string, unknown>>): Carried | undefined {
      const { type } = action;
      if (typeof type !== "string") return undefined;
      const carried = carriedBy({ ...action, type });
      return carried && { ...carried, ticket: partTicket(carried.ticket).ticket };
    },

    /** What a submitted view carries: its `private_metadata`, and what was filled in, in `state.values`. */
    sent({ private_metadata: metadata, state }: Readonly<Record<string, unknown>>) {
      const { ticket } = readState<FormState>(typeof metadata === "string" ? metadata : undefined);
      const { values } = isRecord(state) ? state : {};
      const fields = Object.entries(isRecord(values) ? values : {}).filter(isFilled);
      const filled = readForm(Object.fromEntries(fields));
      return typeof ticket === "string" ? { ticket, filled } : undefined;
    },

    /** Slack shows a refusal at the field that it is about, in the form that is still open: sentences by field. */
    refused(
      command: CommandCard,
      { blocks }: Readonly<Record<string, unknown>>,
      sentence: string,
    ): Readonly<Record<string, string>> {
      const known = Array.isArray(blocks) ? blocks.filter(isRecord) : [];
      return formErrors(command, { blocks: known }, sentence);
    },

    /** What a field that is completed while somebody types offers. */
    options: (found: readonly Suggestion[], typed: string) => offered(found, typed),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilled(entry: readonly [string, unknown]): entry is [string, Filled[string]] {
  return isRecord(entry[1]) && Object.values(entry[1]).every(isEntry);
}

/** One field's answer; what is no text there was not sent by a form of ours. */
function isEntry(entry: unknown): boolean {
  if (!isRecord(entry)) return false;
  const { value, selected_option: option, selected_conversation, selected_channel } = entry;
  const { value: picked } = isRecord(option) ? option : { value: option };
  return [value, picked, selected_conversation, selected_channel].every(
    (one) => one === undefined || one === null || typeof one === "string",
  );
}
