import { ApiError } from "../api-error.ts";
import { compose } from "../compose.ts";
import { type Fields, flagIn, present, textIn } from "../fields.ts";
import { messagePayload } from "../message-payload.ts";
import type { Channel, Message } from "../workspace.ts";
import type { Draft } from "../world.ts";
import {
  channelOf,
  type Method,
  need,
  type Request,
  required,
  userOf,
  writableChannel,
} from "./method.ts";

/** Writes into a channel, a thread or somebody's direct messages. */
export const postMessage: Method = {
  token: "bot",
  scopes: ["chat:write"],
  tier: "per-channel",
  run(request) {
    const { stage, workspace } = request;
    const channel = writableChannel(request);
    const draft = composed(request, "chat.postMessage", channel);
    const message = stage.world.post(workspace, channel, draft, { by: "chat.postMessage" });
    return {
      channel: channel.id,
      ts: message.ts,
      message: messagePayload(stage, message, { metadata: true }),
    };
  },
};

/** Writes what one person in a channel can see. */
export const postEphemeral: Method = {
  token: "bot",
  scopes: ["chat:write"],
  tier: 4,
  run(request) {
    const { stage, workspace } = request;
    const channel = writableChannel(request);
    const user = userOf(request);
    if (!channel.members.has(user.id)) throw new ApiError("user_not_in_channel");
    const draft = { ...composed(request, "chat.postEphemeral", channel), onlyFor: user.id };
    const message = stage.world.post(workspace, channel, draft, { by: "chat.postEphemeral" });
    return { message_ts: message.ts };
  },
};

/** Changes a message of the app's own. */
export const update: Method = {
  token: "bot",
  scopes: ["chat:write"],
  tier: 3,
  run(request) {
    const { stage, args } = request;
    const { message, channel } = own(request, "cant_update_message");
    if (channel.archived) throw new ApiError("is_archived");
    const draft = composed(request, "chat.update", channel);
    // Text without blocks takes the old blocks away (docs.slack.dev, chat.update).
    const { blocks: given } = args;
    const blocks = given === undefined && textIn(args, "text") ? [] : draft.blocks;
    const changes = present({ ...draft, blocks, edited: stage.ids.ts() }) as Partial<Message>;
    const now = stage.world.change(message, changes, { by: "chat.update" });
    return {
      channel: now.channel,
      ts: now.ts,
      text: now.text,
      message: messagePayload(stage, now, { metadata: true }),
    };
  },
};

/** Takes a message of the app's own away. */
export const remove: Method = {
  token: "bot",
  scopes: ["chat:write"],
  tier: 3,
  run(request) {
    const { message } = own(request, "cant_delete_message");
    request.stage.world.remove(message, { by: "chat.delete" });
    return { channel: message.channel, ts: message.ts };
  },
};

/** The address of a message; needs no scope, and tells what the bot can see. */
export const permalink: Method = {
  token: "bot",
  scopes: [],
  tier: "none",
  run(request) {
    const channel = channelOf(request);
    const ts = required(request.args, "message_ts");
    const { workspace, stage } = request;
    if (!stage.world.find(workspace.id, channel.id, ts)) throw new ApiError("message_not_found");
    const link = `https://${workspace.domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}`;
    return { channel: channel.id, permalink: link };
  },
};

/** What the app says, in this channel; throws when Slack would refuse it. */
export function composed(request: Request, method: string, channel: Channel): Draft {
  const { stage, args, token, workspace } = request;
  if (["username", "icon_emoji", "icon_url"].some((name) => args[name] !== undefined))
    need(token, "chat:write.customize");
  const { draft, warnings } = compose(stage, method, args);
  for (const warning of warnings) request.warn(warning);
  const threadTs = textIn(args, "thread_ts");
  if (threadTs === undefined) return draft;
  const parent = stage.world.find(workspace.id, channel.id, threadTs);
  if (!parent || parent.onlyFor) throw new ApiError("thread_not_found");
  if (parent.threadTs && parent.threadTs !== parent.ts)
    throw new ApiError("cannot_reply_to_message");
  const more: Fields = { threadTs, broadcast: flagIn(args, "reply_broadcast") || undefined };
  return { ...draft, ...present(more) };
}

function own(request: Request, error: string): { message: Message; channel: Channel } {
  const { stage, args, workspace } = request;
  const channel = channelOf(request);
  const message = stage.world.find(workspace.id, channel.id, required(args, "ts"));
  // What one person alone was shown can't be reached again by its ts.
  if (!message || message.onlyFor) throw new ApiError("message_not_found");
  if (message.user !== workspace.botUser) throw new ApiError(error);
  return { message, channel };
}
