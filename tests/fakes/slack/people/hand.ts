import type { Tampering } from "../envelope.ts";
import { type Fields, present } from "../fields.ts";
import { messagePayload } from "../message-payload.ts";
import { viewPayload } from "../views.ts";
import type { Channel, Message } from "../workspace.ts";
import { type Actor, named } from "./payload.ts";
import { stateOf } from "./state.ts";
import { isView, type Where } from "./where.ts";

/** What all that a person does needs: who, where, and what is wrong with the request on purpose. */
export type Hand = Actor & { readonly how: Tampering };

/** Where an interaction happened, as its payload says it. */
export function place(hand: Hand, where: Where, link: string | undefined): Fields {
  const { stage } = hand;
  if (isView(where))
    return {
      container: { type: "view", view_id: where.id },
      view: viewPayload(where, stage.app, stateOf(stage, where)),
    };
  const { ts, channel, onlyFor, threadTs } = where;
  return {
    container: present({
      type: link ? "message_attachment" : "message",
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: onlyFor !== undefined,
      thread_ts: threadTs,
      ...(link && { attachment_id: 1, is_app_unfurl: true, app_unfurl_url: link }),
    }),
    channel: named(channelOf(hand, where)),
    // What one person alone was shown is not sent back.
    ...(onlyFor === undefined && { message: messagePayload(stage, where) }),
    ...(link && { app_unfurl: { app_unfurl_url: link, is_app_unfurl: true } }),
    state: { values: stateOf(stage, where) },
  };
}

/** The channel of a message. */
export function channelOf({ workspace }: Hand, { channel }: Message): Channel {
  return workspace.channel(channel);
}

/** What belongs to whatever this person does here. */
export function trail({ workspace, user, channel }: Hand, title: string) {
  return { title, team: workspace.id, user: user.id, channel: channel.id };
}

/** The response_url of this id. */
export function addressOf({ stage }: Hand, id: string): string {
  return `${stage.url()}/response/${id}`;
}
