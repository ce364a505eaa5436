import { ChannelType, MessageFlags } from "discord.js";
import {
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from "discord-api-spec/zod";
import type { Core } from "../core.ts";
import { failed } from "../failure.ts";
import { type Json, list, record, text, whole } from "../json.ts";
import { isEmpty, messageProblems } from "../lint/message.ts";
import { type Problem, problem, refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import type { Channel } from "../world/channel.ts";
import { write } from "../world/messages.ts";
import { channelPayload } from "../world/wire.ts";
import { needToWrite } from "./messages.ts";
import { channelOf, messageOf, need } from "./reach.ts";
import { type Answer, type Call, route } from "./route.ts";

/** Threads under a message, threads of their own, and posts in forums. */
export const THREADS = [
  route("POST /channels/:channel/messages/:message/threads", (call, core) => {
    const channel = channelOf(call, core);
    const stored = messageOf(channel, call);
    const body = record(call.body);
    refuse([
      ...schemaProblems(CreateTextThreadWithMessageRequestSchema, call.body, ["type", "invitable"]),
      ...nameProblems(body),
    ]);
    if (!holdsThreads(channel)) throw failed(50024);
    need(channel, core, "CreatePublicThreads");
    if (stored.message.thread) throw failed(160004);
    const announced = channel.type === ChannelType.GuildAnnouncement;
    const type = announced ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    const thread = open(channel, core, { id: stored.message.id, type, body });
    const message = stored.message as unknown as Json;
    message.thread = channelPayload(thread);
    message.flags = whole(message.flags) | MessageFlags.HasThread;
    return created(thread);
  }),
  route("POST /channels/:channel/threads", (call, core) => {
    const channel = channelOf(call, core);
    return channel.isForum ? post(call, core, channel) : standalone(call, core, channel);
  }),
];

function standalone(call: Call, core: Core, channel: Channel): Answer {
  const body = record(call.body);
  refuse([
    ...schemaProblems(CreateTextThreadWithoutMessageRequestSchema, call.body),
    ...nameProblems(body),
  ]);
  const type = (body.type as ChannelType | undefined) ?? ChannelType.PrivateThread;
  const announced = type === ChannelType.AnnouncementThread;
  if (!holdsThreads(channel) || announced !== (channel.type === ChannelType.GuildAnnouncement)) {
    throw failed(50024);
  }
  const hidden = type === ChannelType.PrivateThread;
  need(channel, core, hidden ? "CreatePrivateThreads" : "CreatePublicThreads");
  return created(open(channel, core, { id: core.world.ids.next(), type, body }));
}

function post(call: Call, core: Core, channel: Channel): Answer {
  const body = record(call.body);
  const message = record(body.message);
  const tags = list(body.applied_tags);
  refuse([
    ...schemaProblems(CreateForumThreadRequestSchema, call.body),
    ...nameProblems(body),
    ...messageProblems(message, { use: "post", files: call.files }).map((one) => ({
      ...one,
      path: ["message", ...one.path],
    })),
  ]);
  if (isEmpty(message, call.files)) throw failed(50006);
  if (tags.some((tag) => !channel.tags.some(({ id }) => id === tag))) throw failed(10087);
  if (channel.requireTag && tags.length === 0) throw failed(40067);
  needToWrite(channel, core, call, message);
  const id = core.world.ids.next();
  const thread = open(channel, core, { id, type: ChannelType.PublicThread, body });
  const first = write(thread, { author: core.world.bot, body: message, files: call.files, id });
  return { status: 201, body: { ...channelPayload(thread), message: first.message } };
}

function open(
  channel: Channel,
  core: Core,
  made: { readonly id: string; readonly type: ChannelType; readonly body: Json },
): Channel {
  const { id, type, body } = made;
  const { guild } = channel;
  if (!guild) throw failed(50024);
  const active = guild.threads.filter(({ thread }) => !thread?.archived).length;
  if (active >= guild.maxActiveThreads) throw failed(160006);
  return guild.addThread(channel, {
    id,
    type,
    name: text(body.name),
    state: {
      archived: false,
      locked: false,
      autoArchive: whole(body.auto_archive_duration) || 4_320,
      appliedTags: list(body.applied_tags) as readonly string[],
      ownerId: core.world.bot.id,
    },
  });
}

function created(thread: Channel): Answer {
  return { status: 201, body: { ...channelPayload(thread), newly_created: true } };
}

function holdsThreads(channel: Channel): boolean {
  return [ChannelType.GuildText, ChannelType.GuildAnnouncement].includes(channel.type);
}

function nameProblems(body: Json): readonly Problem[] {
  return typeof body.name === "string" && !body.name.trim()
    ? [problem(["name"], "BASE_TYPE_REQUIRED", "This field is required")]
    : [];
}
