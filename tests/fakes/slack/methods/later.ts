import { ApiError } from "../api-error.ts";
import { composed } from "./chat.ts";
import { channelOf, type Method, numberIn, required, writableChannel } from "./method.ts";

/** How far ahead a message can be scheduled, in seconds (docs.slack.dev, chat.scheduleMessage). */
const FURTHEST = 120 * 24 * 3600;

/** Writes a message later. */
export const scheduleMessage: Method = {
  token: "bot",
  scopes: ["chat:write"],
  tier: 3,
  run(request) {
    const { stage, args, workspace } = request;
    const channel = writableChannel(request);
    const postAt = numberIn(args, "post_at");
    if (postAt === undefined) throw new ApiError("invalid_time");
    const ahead = postAt - stage.now() / 1000;
    if (ahead <= 0) throw new ApiError("time_in_past");
    if (ahead > FURTHEST) throw new ApiError("time_too_far");
    const draft = composed(request, "chat.scheduleMessage", channel);
    const { id } = stage.scheduled.add({ workspace, channel, draft, postAt });
    return { channel: channel.id, scheduled_message_id: id, post_at: postAt };
  },
};

/** Takes a scheduled message back. */
export const deleteScheduledMessage: Method = {
  token: "bot",
  scopes: ["chat:write"],
  tier: 3,
  run(request) {
    const { stage, args } = request;
    const channel = channelOf(request);
    const id = required(args, "scheduled_message_id");
    if (stage.scheduled.waiting.get(id)?.channel !== channel)
      throw new ApiError("invalid_scheduled_message_id");
    stage.scheduled.cancel(id);
    return {};
  },
};
