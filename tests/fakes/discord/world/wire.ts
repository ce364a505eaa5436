import { type APIUser, ChannelType } from "discord.js";
import { madeAt } from "../ids.ts";
import type { Json } from "../json.ts";
import type { Channel } from "./channel.ts";
import type { Guild, Member, Role } from "./guild.ts";

/** A person or bot as Discord sends them. */
export function userPayload(id: string, name: string, bot: boolean): APIUser {
  return {
    id,
    username: name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, "_"),
    discriminator: bot ? "0001" : "0",
    global_name: bot ? null : name,
    avatar: null,
    bot,
    public_flags: 0,
  } as unknown as APIUser;
}

/** A role as Discord sends it. */
export function rolePayload(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: String(role.permissions),
    position: role.managed ? 1 : 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

/** A member as Discord sends them. */
export function memberPayload(member: Member): Json {
  return {
    user: member.user,
    roles: member.roles,
    nick: null,
    avatar: null,
    banner: null,
    joined_at: member.joinedAt,
    premium_since: null,
    communication_disabled_until: member.silencedUntil ?? null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

/** A channel, thread or direct message as Discord sends it. */
export function channelPayload(channel: Channel): Json {
  const lastMessage = [...channel.stored.keys()].at(-1) ?? null;
  if (!channel.guild) {
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: lastMessage,
      flags: 0,
      recipients: channel.recipients,
      ...(channel.type === ChannelType.GroupDM ? { name: channel.name, icon: null } : {}),
    };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guild.id,
    name: channel.name,
    parent_id: channel.parent?.id ?? null,
    last_message_id: lastMessage,
    rate_limit_per_user: 0,
    flags: channel.requireTag ? 1 << 4 : 0,
    ...(channel.thread ? threadFields(channel) : serverFields(channel)),
  };
}

/** A server as GUILD_CREATE sends it. */
export function guildPayload(guild: Guild): Json {
  const bot = guild.members.get(guild.world.bot.id);
  return {
    ...guildFacts(guild),
    joined_at: bot?.joinedAt ?? guild.world.timestamp(),
    large: false,
    unavailable: false,
    member_count: guild.members.size + 1,
    members: bot ? [memberPayload(bot)] : [],
    channels: guild.channels.map(channelPayload),
    threads: guild.threads.filter(({ thread }) => !thread?.archived).map(channelPayload),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A server as the REST API answers it. */
export function guildFacts(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    description: null,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    owner_id: guild.ownerId,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: guild.updates?.id ?? null,
    safety_alerts_channel_id: null,
    widget_enabled: false,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw: false,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    vanity_url_code: null,
    application_id: null,
    max_members: 500_000,
    max_video_channel_users: 25,
    features: ["COMMUNITY", "NEWS"],
    emojis: [],
    stickers: [],
    roles: [...guild.roles.values()].map(rolePayload),
  };
}

function serverFields(channel: Channel): Json {
  return {
    position: 0,
    topic: channel.topic,
    nsfw: false,
    permission_overwrites: [...channel.overwrites].map(([id, { allow, deny }]) => ({
      id,
      type: channel.guild?.roles.has(id) ? 0 : 1,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(channel.isForum
      ? {
          available_tags: channel.tags.map((tag) => ({
            ...tag,
            moderated: false,
            emoji_id: null,
            emoji_name: null,
          })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
    ...(channel.type === ChannelType.GuildVoice
      ? { bitrate: 64_000, user_limit: 0, rtc_region: null }
      : {}),
  };
}

function threadFields(channel: Channel): Json {
  const { thread } = channel;
  const made = new Date(madeAt(channel.id)).toISOString();
  return {
    owner_id: thread?.ownerId,
    message_count: channel.messages.length,
    member_count: 1,
    total_message_sent: channel.messages.length,
    applied_tags: thread?.appliedTags ?? [],
    thread_metadata: {
      archived: thread?.archived ?? false,
      locked: thread?.locked ?? false,
      auto_archive_duration: thread?.autoArchive ?? 4_320,
      archive_timestamp: made,
      create_timestamp: made,
      ...(channel.type === ChannelType.PrivateThread ? { invitable: true } : {}),
    },
  };
}
