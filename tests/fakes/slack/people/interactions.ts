import type { Tampering } from "../envelope.ts";
import { type Fields, present, textIn, valueIn } from "../fields.ts";
import { messagePayload } from "../message-payload.ts";
import type { View } from "../views.ts";
import { viewPayload } from "../views.ts";
import type { Message } from "../workspace.ts";
import {
  optionsIn,
  takeCommand,
  takeNothing,
  takeOptions,
  takeSubmission,
} from "./acknowledged.ts";
import { type Acted, act } from "./acted.ts";
import { declared } from "./declared.ts";
import { type Filling, fill } from "./form.ts";
import { type Actor, interaction, named, orgWide } from "./payload.ts";
import { type Given, holding } from "./values.ts";
import { type Found, find, isView, labelOf, type Where } from "./where.ts";

/** What all interactions need: who, where, and what is wrong with the request on purpose. */
export type Hand = Actor & {
  readonly how: Tampering;
  /** What was last offered while typing, by action_id. */
  readonly offered: Map<string, readonly Fields[]>;
};

/** Types a slash command. */
export function command(hand: Hand, name: string, text: string): Acted {
  const { stage, user, workspace, channel, how } = hand;
  declared(stage.app).command(name);
  const trigger = stage.triggers.issue(user, workspace);
  const response = stage.responses.issue({ workspace, channel, user });
  const { enterprise } = workspace;
  const payload = {
    token: stage.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: channel.kind === "im" ? "directmessage" : channel.name,
    user_id: user.id,
    user_name: user.name,
    command: name,
    text,
    api_app_id: stage.app.id,
    is_enterprise_install: String(orgWide(stage, workspace)),
    response_url: addressOf(hand, response.id),
    trigger_id: trigger.id,
  };
  return act(
    stage,
    { ...trail(hand, `${name} ${text}`), response: response.id, trigger: trigger.id },
    () => stage.way().send({ kind: "command", payload }, how),
    (ack) => takeCommand(stage, response, ack),
  );
}

/** Presses a button. */
export function press(hand: Hand, where: Where, name: string): Acted {
  const { element, ...found } = find(where, name);
  const type = textIn(element, "type") ?? "";
  if (type !== "button" && type !== "icon_button")
    throw new Error(`"${name}" is no button but a ${type}; use pick.`);
  const { text, value, url } = element;
  return acted(hand, where, { element, ...found }, present({ type, text, value, url }));
}

/** Picks from a menu, an overflow, radio buttons, check boxes, a calendar or a clock. */
export function pick(hand: Hand, where: Where, name: string, given: Given): Acted {
  const found = find(where, name);
  const offered = hand.offered.get(textIn(found.element, "action_id") ?? "");
  return acted(hand, where, found, holding(found.element, given, offered));
}

function acted(hand: Hand, where: Where, found: Found, action: Fields): Acted {
  const { stage, user, workspace, how } = hand;
  const { element, block } = found;
  const { action_id: actionId } = element;
  const trigger = stage.triggers.issue(user, workspace, isView(where) ? where.id : undefined);
  const response = isView(where)
    ? undefined
    : stage.responses.issue({ workspace, channel: channelOf(hand, where), user, target: where });
  const payload = {
    type: "block_actions",
    ...interaction(hand),
    trigger_id: trigger.id,
    ...place(hand, where, found.link),
    ...(response && { response_url: addressOf(hand, response.id) }),
    actions: [
      {
        action_id: actionId,
        block_id: textIn(block, "block_id"),
        ...action,
        action_ts: stage.ids.ts(),
      },
    ],
  };
  return act(
    stage,
    {
      ...trail(hand, `pressing "${labelOf(element)}"`),
      ...(isView(where) ? { view: where.id } : { channel: where.channel }),
      ...(response && { response: response.id }),
      trigger: trigger.id,
    },
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeNothing(stage, ack),
  );
}

/** Types into a menu that asks the app for its options. */
export function typeahead(hand: Hand, where: Where, name: string, typed: string): Acted {
  const { stage, how } = hand;
  const { element, block, link } = find(where, name);
  const { type, min_query_length: least = 3 } = element;
  if (type !== "external_select" && type !== "multi_external_select")
    throw new Error(`"${name}" asks nobody for its options: it is a ${type}.`);
  if (typed.length < Number(least))
    throw new Error(`Slack would not ask yet: "${typed}" is shorter than ${least} characters.`);
  const actionId = textIn(element, "action_id") ?? "";
  const payload = {
    type: "block_suggestion",
    ...interaction(hand),
    ...place(hand, where, link),
    action_id: actionId,
    block_id: textIn(block, "block_id"),
    value: typed,
  };
  return act(
    stage,
    trail(hand, `typing "${typed}" into ${name}`),
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => {
      takeOptions(stage, ack);
      hand.offered.set(actionId, optionsIn(ack.body));
    },
  );
}

/** Sends a form in. */
export function submit(hand: Hand, view: View, filling: Filling): Acted {
  const { stage, user, workspace, how } = hand;
  const now = stage.views.byId(view.id);
  if (!now) throw new Error("This form is closed.");
  const values = fill(now, filling, (actionId) => hand.offered.get(actionId) ?? []);
  const trigger = stage.triggers.issue(user, workspace, now.id);
  const payload = {
    type: "view_submission",
    ...interaction(hand),
    ...(orgWide(stage, workspace) && { team: null }),
    trigger_id: trigger.id,
    view: viewPayload(now, stage.app, values),
    response_urls: [],
  };
  return act(
    stage,
    { ...trail(hand, "sending a form"), trigger: trigger.id, view: now.id },
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeSubmission(stage, now, ack),
  );
}

/** Closes a form without sending it; the app hears of it when it asked to. */
export function dismiss(hand: Hand, view: View): Acted | undefined {
  const { stage, workspace, how } = hand;
  const cleared = valueIn(view.sent, "clear_on_close") === true;
  stage.views.close(view, cleared, { by: "person" });
  if (valueIn(view.sent, "notify_on_close") !== true) return undefined;
  const payload = {
    type: "view_closed",
    ...interaction(hand),
    ...(orgWide(stage, workspace) && { team: null }),
    view: viewPayload(view, stage.app),
    is_cleared: cleared,
  };
  return act(
    stage,
    trail(hand, "closing a form"),
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeNothing(stage, ack),
  );
}

/** Chooses a shortcut, of a message or from the list of all. */
export function shortcut(hand: Hand, callbackId: string, message?: Message): Acted {
  const { stage, user, workspace, how } = hand;
  declared(stage.app).shortcut(callbackId, message ? "message" : "global");
  const trigger = stage.triggers.issue(user, workspace);
  const channel = message ? channelOf(hand, message) : hand.channel;
  const response = stage.responses.issue({ workspace, channel, user });
  const payload = {
    type: message ? "message_action" : "shortcut",
    ...interaction(hand),
    callback_id: callbackId,
    trigger_id: trigger.id,
    action_ts: stage.ids.ts(),
    ...(message && {
      message_ts: message.ts,
      message: messagePayload(stage, message),
      channel: named(channel),
      response_url: addressOf(hand, response.id),
    }),
  };
  return act(
    stage,
    { ...trail(hand, `shortcut ${callbackId}`), response: response.id, trigger: trigger.id },
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeNothing(stage, ack),
  );
}

function place(hand: Hand, where: Where, link: string | undefined): Fields {
  const { stage } = hand;
  if (isView(where))
    return {
      container: { type: "view", view_id: where.id },
      view: viewPayload(where, stage.app, fillAsIs(where)),
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
    state: { values: {} },
  };
}

function fillAsIs(view: View): Fields {
  try {
    return fill(view, {}, () => []);
  } catch {
    return {};
  }
}

function channelOf({ workspace }: Hand, { channel }: Message) {
  return workspace.channel(channel);
}

function trail({ workspace, user, channel }: Hand, title: string) {
  return { title, team: workspace.id, user: user.id, channel: channel.id };
}

function addressOf({ stage }: Hand, id: string): string {
  return `${stage.url()}/response/${id}`;
}
