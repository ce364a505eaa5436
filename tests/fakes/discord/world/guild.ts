import { type APIUser, ChannelType } from "discord.js";
import { Channel, type ThreadState } from "./channel.ts";
import { BOT_DEFAULTS, bitsOf, MEMBER_DEFAULTS, type PermissionName } from "./permissions.ts";
import { channelPayload, guildPayload, memberPayload, rolePayload } from "./wire.ts";
import type { World } from "./world.ts";

/** A role; `permissions` are its bits. */
export type Role = {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
  readonly managed: boolean;
};

/** A member; the bot is one too, where it is installed. */
export type Member = {
  readonly user: APIUser;
  readonly roles: string[];
  readonly joinedAt: string;
  /** Until when they may only look on, as an ISO date. */
  silencedUntil?: string;
};

/** The kinds of channel a test can make in a server. */
type ChannelKind = "text" | "announcement" | "forum" | "media" | "voice" | "category" | "stage";

const KINDS: Readonly<Record<ChannelKind, ChannelType>> = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
  media: ChannelType.GuildMedia,
  voice: ChannelType.GuildVoice,
  category: ChannelType.GuildCategory,
  stage: ChannelType.GuildStageVoice,
};

/** How a test asks for a channel. */
export type ChannelFields = {
  readonly type?: ChannelKind;
  readonly name?: string;
  readonly topic?: string;
  /** Names of a forum's tags. */
  readonly tags?: readonly string[];
  readonly requireTag?: boolean;
  readonly parent?: Channel;
};

/** How a test asks for a thread. */
export type ThreadFields = {
  readonly name?: string;
  readonly private?: boolean;
  readonly archived?: boolean;
  readonly locked?: boolean;
};

/** A server, as Discord calls it a guild. */
export class Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  ownerId: string;
  /** Where Discord tells moderators of a community what concerns them. */
  updates: Channel | undefined;
  readonly world: World;
  readonly roles = new Map<string, Role>();
  readonly members = new Map<string, Member>();
  readonly botRole: Role;
  readonly memberRole: Role;
  /** The bot is a member. */
  installed: boolean;
  /** The bot was told of it and it has an outage. */
  unavailable = false;
  maxActiveThreads = 1_000;

  constructor(
    world: World,
    fields: {
      readonly id: string;
      readonly name: string;
      readonly locale: string;
      readonly installed: boolean;
      readonly botPermissions: readonly PermissionName[];
    },
  ) {
    this.world = world;
    this.id = fields.id;
    this.name = fields.name;
    this.locale = fields.locale;
    this.installed = fields.installed;
    this.ownerId = world.ids.next();
    this.roles.set(this.id, { id: this.id, name: "@everyone", permissions: 0n, managed: false });
    this.memberRole = this.#addRole("members", bitsOf(MEMBER_DEFAULTS), false);
    this.botRole = this.#addRole("Paperboy", bitsOf(fields.botPermissions), true);
    if (this.installed) this.#joinBot();
  }

  /** Its channels, without threads. */
  get channels(): readonly Channel[] {
    return this.#all().filter(({ isThread }) => !isThread);
  }

  /** Its threads. */
  get threads(): readonly Channel[] {
    return this.#all().filter(({ isThread }) => isThread);
  }

  /** Makes a channel (a text channel, if not said otherwise); tells the gateway. */
  channel(fields: ChannelFields = {}): Channel {
    const { type = "text", parent } = fields;
    const channel = new Channel(this.world, {
      id: this.world.ids.next(),
      type: KINDS[type],
      name: fields.name ?? type,
      guild: this,
      parent,
    });
    channel.topic = fields.topic ?? null;
    channel.requireTag = fields.requireTag ?? false;
    for (const name of fields.tags ?? []) channel.tags.push({ id: this.world.ids.next(), name });
    this.world.channels.set(channel.id, channel);
    this.world.tell("CHANNEL_CREATE", channelPayload(channel), this);
    return channel;
  }

  /** Makes a thread in a channel, by a member; tells the gateway. */
  thread(parent: Channel, fields: ThreadFields = {}): Channel {
    const open = parent.type === ChannelType.GuildAnnouncement ? "announcement" : "public";
    return this.addThread(parent, {
      id: this.world.ids.next(),
      name: fields.name ?? "thread",
      type: THREADS[fields.private ? "private" : open],
      state: {
        archived: fields.archived ?? false,
        locked: fields.locked ?? false,
        autoArchive: 4_320,
        appliedTags: [],
        ownerId: this.ownerId,
      },
    });
  }

  /** Enters a thread of given id, type and state; tells the gateway. */
  addThread(
    parent: Channel,
    made: {
      readonly id: string;
      readonly name: string;
      readonly type: ChannelType;
      readonly state: ThreadState;
    },
  ): Channel {
    const { id, name, type, state } = made;
    const thread = new Channel(this.world, { id, type, name, guild: this, parent, thread: state });
    this.world.channels.set(id, thread);
    this.world.tell("THREAD_CREATE", { ...channelPayload(thread), newly_created: true }, this);
    return thread;
  }

  /** Makes a role; tells the gateway. */
  role(name: string, ...permissions: readonly PermissionName[]): Role {
    const role = this.#addRole(name, bitsOf(permissions), false);
    this.world.tell("GUILD_ROLE_CREATE", { guild_id: this.id, role: rolePayload(role) }, this);
    return role;
  }

  /** The bot may do exactly this in the whole server from now on; tells the gateway. */
  letBot(...names: readonly PermissionName[]): void {
    this.botRole.permissions = bitsOf(names);
    const role = rolePayload(this.botRole);
    this.world.tell("GUILD_ROLE_UPDATE", { guild_id: this.id, role }, this);
  }

  /** The bot may do the usual again. */
  letBotAsUsual(): void {
    this.letBot(...BOT_DEFAULTS);
  }

  /** Removes the bot; tells the gateway. */
  kickBot(): void {
    this.installed = false;
    this.members.delete(this.world.bot.id);
    this.world.tell("GUILD_DELETE", { id: this.id }, this);
  }

  /** Adds the bot (again); tells the gateway. */
  addBot(): void {
    this.installed = true;
    this.#joinBot();
    this.world.tell("GUILD_CREATE", guildPayload(this), this);
  }

  /** The server has an outage, or is back from it; tells the gateway. */
  outage(on: boolean): void {
    this.unavailable = on;
    if (on) this.world.tell("GUILD_DELETE", { id: this.id, unavailable: true }, this);
    else this.world.tell("GUILD_CREATE", guildPayload(this), this);
  }

  /** Lets a person in; tells the gateway. */
  join(user: APIUser, roles: readonly string[]): Member {
    const member = { user, roles: [...roles], joinedAt: this.world.timestamp() };
    this.members.set(user.id, member);
    const payload = { ...memberPayload(member), guild_id: this.id };
    this.world.tell("GUILD_MEMBER_ADD", payload, this);
    return member;
  }

  #joinBot(): void {
    const { bot } = this.world;
    const joinedAt = this.world.timestamp();
    this.members.set(bot.id, { user: bot, roles: [this.botRole.id], joinedAt });
  }

  #addRole(name: string, permissions: bigint, managed: boolean): Role {
    const role = { id: this.world.ids.next(), name, permissions, managed };
    this.roles.set(role.id, role);
    return role;
  }

  #all(): readonly Channel[] {
    return [...this.world.channels.values()].filter(({ guild }) => guild === this);
  }
}

const THREADS = {
  public: ChannelType.PublicThread,
  private: ChannelType.PrivateThread,
  announcement: ChannelType.AnnouncementThread,
} as const;
