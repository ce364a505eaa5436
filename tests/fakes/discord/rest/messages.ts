import { ChannelType, MessageFlags, MessageType } from "discord.js";
import { MessageCreateRequestSchema, MessageEditRequestPartialSchema } from "discord-api-spec/zod";
import type { Core } from "../core.ts";
import { failed } from "../failure.ts";
import { madeAt } from "../ids.ts";
import { type Json, list, record, text, whole } from "../json.ts";
import { isEmpty, messageProblems } from "../lint/message.ts";
import { problem, refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import type { Channel, Stored } from "../world/channel.ts";
import { erase, rewrite, write } from "../world/messages.ts";
import { channelOf, may, messageOf, need, openThread } from "./reach.ts";
import { type Answer, type Call, ok, route } from "./route.ts";

/** Messages of channels, as the bot writes and reads them by itself. */
export const MESSAGES = [
  route("POST /channels/:channel/messages", create),
  route("GET /channels/:channel/messages", read),
  route("GET /channels/:channel/messages/:message", (call, core) => {
    const channel = channelOf(call, core);
    need(channel, core, "ReadMessageHistory");
    return ok(wire(messageOf(channel, call)));
  }),
  route("PATCH /channels/:channel/messages/:message", edit),
  route("DELETE /channels/:channel/messages/:message", (call, core) => {
    const channel = channelOf(call, core);
    const stored = messageOf(channel, call);
    if (stored.message.author.id !== core.world.bot.id) need(channel, core, "ManageMessages");
    if (channel.thread?.archived) throw failed(50083);
    erase(channel, stored);
    return { status: 204 };
  }),
  route("POST /channels/:channel/messages/:message/crosspost", crosspost),
];

/** What the bot must be allowed to for a message with such a body. @throws 50013 */
export function needToWrite(channel: Channel, core: Core, call: Call, body: Json): void {
  need(channel, core, channel.isThread ? "SendMessagesInThreads" : "SendMessages");
  if (call.files.length > 0) need(channel, core, "AttachFiles");
  if (list(body.embeds).length > 0) need(channel, core, "EmbedLinks");
}

function create(call: Call, core: Core): Answer {
  const channel = channelOf(call, core);
  const body = record(call.body);
  refuse([
    ...schemaProblems(MessageCreateRequestSchema, call.body),
    ...messageProblems(body, { use: "post", files: call.files }),
    ...(body.enforce_nonce === true && body.nonce == null
      ? [problem(["nonce"], "BASE_TYPE_REQUIRED", "enforce_nonce needs a nonce")]
      : []),
  ]);
  if (isEmpty(body, call.files)) throw failed(50006);
  if (channel.isForum || channel.type === ChannelType.GuildCategory) throw failed(50008);
  if (core.world.closed.has(channel.recipients[0]?.id ?? "")) throw failed(50007);
  needToWrite(channel, core, call, body);
  const earlier = body.enforce_nonce === true ? sameNonce(body.nonce, core) : undefined;
  if (earlier) return ok({ ...wire(earlier), nonce: body.nonce });
  openThread(channel, core);
  const more = referenceOf(body, channel, core);
  const stored = write(channel, {
    author: core.world.bot,
    body,
    files: call.files,
    ...(more ? { more, type: MessageType.Reply } : {}),
  });
  return ok({ ...wire(stored), ...(body.nonce == null ? {} : { nonce: body.nonce }) });
}

/** The bot's message with the same nonce, if it is young enough. */
function sameNonce(nonce: unknown, core: Core): Stored | undefined {
  for (const channel of core.world.channels.values()) {
    for (const stored of channel.stored.values()) {
      const age = core.now() - madeAt(stored.message.id);
      if (stored.nonce === String(nonce) && age < core.nonceWindow) return stored;
    }
  }
  return undefined;
}

function referenceOf(body: Json, channel: Channel, core: Core): Json | undefined {
  const reference = record(body.message_reference);
  const id = text(reference.message_id);
  if (!id) return undefined;
  if (!may(channel, core, "ReadMessageHistory")) throw failed(160002);
  const referenced = channel.stored.get(id);
  if (!referenced && reference.fail_if_not_exists !== false) {
    refuse([
      problem(["message_reference"], "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"),
    ]);
  }
  return {
    message_reference: {
      type: 0,
      message_id: id,
      channel_id: channel.id,
      guild_id: channel.guild?.id,
    },
    referenced_message: referenced?.message ?? null,
  };
}

function read(call: Call, core: Core): Answer {
  const channel = channelOf(call, core);
  const { query } = call;
  const limit = Number(query.get("limit") ?? 50);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100)) {
    refuse([problem(["limit"], "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")]);
  }
  if (!may(channel, core, "ReadMessageHistory")) return ok([]);
  const { messages } = channel;
  const bound = (key: string) => (query.has(key) ? BigInt(query.get(key) ?? "0") : undefined);
  const before = bound("before");
  const after = bound("after");
  const fitting = messages.filter(
    ({ id }) =>
      (before === undefined || BigInt(id) < before) && (after === undefined || BigInt(id) > after),
  );
  const chosen = after === undefined ? fitting.slice(-limit) : fitting.slice(0, limit);
  return ok(chosen.toReversed());
}

function edit(call: Call, core: Core): Answer {
  const channel = channelOf(call, core);
  const stored = messageOf(channel, call);
  if (stored.message.author.id !== core.world.bot.id) throw failed(50005);
  if (channel.thread?.archived) throw failed(50083);
  const body = record(call.body);
  const before = wire(stored);
  refuse([
    ...schemaProblems(MessageEditRequestPartialSchema, call.body),
    ...messageProblems(body, { use: "edit", files: call.files, before }),
  ]);
  if (isEmpty({ ...before, ...body }, call.files)) throw failed(50006);
  return ok(rewrite(channel, stored, body, call.files) as unknown as Json);
}

function crosspost(call: Call, core: Core): Answer {
  const channel = channelOf(call, core);
  const stored = messageOf(channel, call);
  if (channel.type !== ChannelType.GuildAnnouncement) throw failed(50024);
  need(channel, core, "SendMessages");
  if (stored.message.author.id !== core.world.bot.id) need(channel, core, "ManageMessages");
  const message = wire(stored);
  if (whole(message.flags) & MessageFlags.Crossposted) throw failed(40033);
  message.flags = whole(message.flags) | MessageFlags.Crossposted;
  core.world.tell("MESSAGE_UPDATE", { ...message, guild_id: channel.guild?.id }, channel.guild);
  return ok(message);
}

function wire(stored: Stored): Json {
  return stored.message as unknown as Json;
}
