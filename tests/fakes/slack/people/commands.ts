import { messagePayload } from "../message-payload.ts";
import type { Message } from "../workspace.ts";
import { takeCommand, takeNothing } from "./acknowledged.ts";
import { type Acted, act } from "./acted.ts";
import { declared, permitted } from "./declared.ts";
import { addressOf, channelOf, type Hand, trail } from "./hand.ts";
import { interaction, named, orgWide } from "./payload.ts";

/** Types a slash command. */
export function command(hand: Hand, name: string, text: string): Acted {
  const { stage, user, workspace, channel, how } = hand;
  declared(stage.app).command(name);
  permitted(hand, name, "commands");
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

/** Chooses a shortcut, of a message or from the list of all. */
export function shortcut(hand: Hand, callbackId: string, message?: Message): Acted {
  const { stage, user, workspace, how } = hand;
  declared(stage.app).shortcut(callbackId, message ? "message" : "global");
  permitted(hand, `the shortcut ${callbackId}`, "commands");
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
