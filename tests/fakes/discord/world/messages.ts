import { type APIMessage, type APIUser, MessageFlags, MessageType } from "discord.js";
import { type Json, list, record, text, whole } from "../json.ts";
import type { Channel, Stored } from "./channel.ts";
import { numbered } from "./components.ts";
import { mentionsOf } from "./mentions.ts";

/** A file that came with a request; `field` is the n of its form field `files[n]`. */
export type Upload = {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
};

/** What a new message is made of. */
export type Draft = {
  readonly author: APIUser;
  /** The checked body of the request. */
  readonly body: Json;
  readonly files?: readonly Upload[];
  readonly onlyFor?: string;
  readonly loading?: boolean;
  readonly type?: MessageType;
  /** The message's id, where it is given: the first message of a forum post. */
  readonly id?: string;
  /** Members of the wire form that depend on where it came from: webhook, interaction, reference. */
  readonly more?: Json;
};

/** Enters a message into a channel and tells the gateway (not of one that only one person sees). */
export function write(channel: Channel, draft: Draft): Stored {
  const { world } = channel;
  const { body, author } = draft;
  const id = draft.id ?? world.ids.next();
  const message = {
    type: draft.type ?? MessageType.Default,
    id,
    channel_id: channel.id,
    author,
    content: text(body.content),
    timestamp: world.timestamp(),
    edited_timestamp: null,
    tts: body.tts === true,
    ...mentionsOf(channel, author, body),
    attachments: attach(channel, body, draft.files ?? []),
    embeds: embedsOf(body),
    components: numbered(body.components),
    pinned: false,
    flags: flagsOf(draft),
    ...draft.more,
  } as unknown as APIMessage;
  const nonce = body.nonce;
  const stored: Stored = {
    message,
    loading: draft.loading ?? false,
    ...(draft.onlyFor ? { onlyFor: draft.onlyFor } : {}),
    ...(nonce === undefined || nonce === null ? {} : { nonce: String(nonce) }),
  };
  channel.stored.set(id, stored);
  if (!draft.onlyFor) tell("MESSAGE_CREATE", channel, message);
  return stored;
}

/** Changes a message by the checked body of an edit: what the body leaves out stays. */
export function rewrite(
  channel: Channel,
  stored: Stored,
  body: Json,
  files: readonly Upload[] = [],
): APIMessage {
  const message = stored.message as unknown as Json;
  if (body.content !== undefined) message.content = text(body.content);
  if (body.embeds !== undefined) message.embeds = embedsOf(body);
  if (body.components !== undefined) message.components = numbered(body.components);
  const kept = list(message.attachments).map(record);
  const listed = body.attachments;
  const stays = listed ? list(listed).map((one) => record(one).id) : kept.map(({ id }) => id);
  message.attachments = [
    ...kept.filter(({ id }) => stays.includes(id)),
    ...attach(channel, body, files),
  ];
  const settable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  const old = whole(message.flags);
  const asked = body.flags === undefined ? old : whole(body.flags);
  const lasting = old & (~settable | MessageFlags.IsComponentsV2) & ~MessageFlags.Loading;
  message.flags = lasting | (asked & settable);
  const { allowed_mentions } = body;
  Object.assign(
    message,
    mentionsOf(channel, stored.message.author, { ...message, allowed_mentions }),
  );
  if (!stored.loading) message.edited_timestamp = channel.world.timestamp();
  stored.loading = false;
  if (!stored.onlyFor) tell("MESSAGE_UPDATE", channel, stored.message);
  return stored.message;
}

/** Takes a message away; tells the gateway. */
export function erase(channel: Channel, stored: Stored): void {
  const { id } = stored.message;
  channel.stored.delete(id);
  const data = { id, channel_id: channel.id, guild_id: channel.guild?.id };
  if (!stored.onlyFor) channel.world.tell("MESSAGE_DELETE", data, channel.guild);
}

function tell(event: string, channel: Channel, message: APIMessage): void {
  const data = { ...message, ...(channel.guild ? { guild_id: channel.guild.id } : {}) };
  channel.world.tell(event, data as unknown as Json, channel.guild);
}

function flagsOf({ body, onlyFor, loading }: Draft): number {
  const flags = whole(body.flags) & ~MessageFlags.Ephemeral;
  return flags | (onlyFor ? MessageFlags.Ephemeral : 0) | (loading ? MessageFlags.Loading : 0);
}

function embedsOf(body: Json): readonly Json[] {
  return list(body.embeds).map((embed) => ({ type: "rich", ...record(embed) }));
}

function attach(channel: Channel, body: Json, files: readonly Upload[]): readonly Json[] {
  const told = list(body.attachments).map(record);
  return files.map((file) => {
    const id = channel.world.ids.next();
    const about = told.find((one) => String(one.id) === file.field);
    const name = text(about?.filename) || file.name;
    const url = `${channel.world.filesUrl}/${channel.id}/${id}/${encodeURIComponent(name)}`;
    channel.world.files.set(id, file.bytes);
    return {
      id,
      filename: name,
      size: file.bytes.length,
      url,
      proxy_url: url,
      content_type: file.type,
      ...(about?.description ? { description: about.description } : {}),
    };
  });
}
