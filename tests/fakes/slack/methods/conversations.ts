import { ApiError } from "../api-error.ts";
import { type Fields, flagIn, textIn } from "../fields.ts";
import { messagePayload } from "../message-payload.ts";
import type { Channel, Message } from "../workspace.ts";
import { channelOf, type Method, need, numberIn, type Request, required } from "./method.ts";

/** The word that scopes have for a kind of conversation. */
const WORDS = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;

/** Most messages of one answer: of any app, and of a commercial one outside the Marketplace. */
const MOST = { internal: 999, commercial: 15 } as const;

/** What a conversation is called and is. */
export const info: Method = {
  token: "bot",
  scopes: [],
  tier: 3,
  run(request) {
    const channel = channelOf(request);
    need(request.token, `${WORDS[channel.kind]}:read`);
    return { channel: describe(request, channel) };
  },
};

/** The messages of a channel, newest first. */
export const history: Method = {
  token: "bot",
  scopes: [],
  tier: 3,
  run: (request) =>
    page(
      request,
      ({ threadTs, ts, broadcast }) => !threadTs || threadTs === ts || broadcast === true,
    ),
};

/** A message and what was said below it, oldest first. */
export const replies: Method = {
  token: "bot",
  scopes: [],
  tier: 3,
  run(request) {
    const root = required(request.args, "ts");
    const { workspace, stage } = request;
    const channel = channelOf(request);
    if (!stage.world.find(workspace.id, channel.id, root)) throw new ApiError("thread_not_found");
    return page(request, ({ ts, threadTs }) => ts === root || threadTs === root, true);
  },
};

function page(
  request: Request,
  belongs: (message: Message) => boolean,
  oldestFirst = false,
): Fields {
  const { stage, args, token, workspace } = request;
  const channel = channelOf(request);
  need(token, `${WORDS[channel.kind]}:history`);
  if (!channel.members.has(workspace.botUser)) throw new ApiError("not_in_channel");
  const limit = Math.min(numberIn(args, "limit") ?? 100, MOST[stage.app.distribution]);
  if (limit < 1) throw new ApiError("invalid_limit");
  const { oldest = "0", latest = "9".repeat(20) } = args;
  const inclusive = flagIn(args, "inclusive");
  const within = ({ ts }: Message) => {
    const at = Number(ts);
    return inclusive
      ? at >= Number(oldest) && at <= Number(latest)
      : at > Number(oldest) && at < Number(latest);
  };
  const found = channel.messages.filter(
    (message) => !message.onlyFor && belongs(message) && within(message),
  );
  const ordered = oldestFirst ? found : found.toReversed();
  const from = Number(Buffer.from(textIn(args, "cursor") ?? "", "base64").toString() || 0);
  const more = ordered.length > from + limit;
  const metadata = flagIn(args, "include_all_metadata");
  return {
    messages: ordered
      .slice(from, from + limit)
      .map((message) => messagePayload(stage, message, { metadata })),
    has_more: more,
    ...(more && {
      response_metadata: { next_cursor: Buffer.from(String(from + limit)).toString("base64") },
    }),
  };
}

/** Opens direct messages with one or several people. */
export const open: Method = {
  token: "bot",
  scopes: [],
  tier: 3,
  run(request) {
    const { args, token, workspace } = request;
    const users = required(args, "users").split(",");
    if (users.some((id) => !workspace.users.has(id))) throw new ApiError("user_not_found");
    need(token, users.length > 1 ? "mpim:write" : "im:write");
    if (users.includes(workspace.botUser)) throw new ApiError("cannot_dm_bot");
    const channel = workspace.direct(...users);
    return { channel: flagIn(args, "return_im") ? describe(request, channel) : { id: channel.id } };
  },
};

/** Makes the bot a member of a public channel. */
export const join: Method = {
  token: "bot",
  scopes: ["channels:join"],
  tier: 3,
  run(request) {
    const channel = channelOf(request);
    if (channel.kind !== "public") throw new ApiError("method_not_supported_for_channel_type");
    if (channel.archived) throw new ApiError("is_archived");
    channel.members.add(request.workspace.botUser);
    return { channel: describe(request, channel) };
  },
};

function describe({ workspace }: Request, channel: Channel): Fields {
  const { id, name, kind, members, archived, sharedWith } = channel;
  const other = [...members].find((member) => member !== workspace.botUser);
  return {
    id,
    ...(kind === "im" ? { user: other } : { name, name_normalized: name }),
    is_channel: kind === "public" || kind === "private",
    is_group: false,
    is_im: kind === "im",
    is_mpim: kind === "mpim",
    is_private: kind !== "public",
    is_archived: archived,
    is_member: members.has(workspace.botUser),
    is_shared: sharedWith.length > 0,
    is_ext_shared: sharedWith.length > 0,
    is_org_shared: false,
    context_team_id: workspace.id,
    shared_team_ids: [workspace.id, ...sharedWith],
  };
}
