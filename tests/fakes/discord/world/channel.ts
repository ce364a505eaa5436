import { type APIMessage, type APIUser, ChannelType } from "discord.js";
import type { Guild } from "./guild.ts";
import { bitsOf, type PermissionName } from "./permissions.ts";
import type { World } from "./world.ts";

/** A message with what its wire form does not show. */
export type Stored = {
  readonly message: APIMessage;
  /** Set when only this person sees it. */
  readonly onlyFor?: string;
  /** It shows "thinking" until it is edited or filled by the first followup. */
  loading: boolean;
  /** Its wire form says so too, but only in the answer to the request that made it. */
  readonly nonce?: string;
};

/** The state of a thread. */
export type ThreadState = {
  archived: boolean;
  locked: boolean;
  autoArchive: number;
  appliedTags: readonly string[];
  readonly ownerId: string;
};

/** A tag of a forum. */
export type Tag = { readonly id: string; readonly name: string };

/** A place for messages: a server's channel, a thread, a direct message, a group of people. */
export class Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly world: World;
  readonly guild: Guild | undefined;
  readonly parent: Channel | undefined;
  readonly recipients: readonly APIUser[];
  readonly overwrites = new Map<string, { allow: bigint; deny: bigint }>();
  readonly stored = new Map<string, Stored>();
  readonly tags: Tag[] = [];
  name: string;
  topic: string | null = null;
  /** A forum that takes no post without a tag. */
  requireTag = false;
  thread: ThreadState | undefined;
  gone = false;

  constructor(
    world: World,
    fields: {
      readonly id: string;
      readonly type: ChannelType;
      readonly name: string;
      readonly guild?: Guild | undefined;
      readonly parent?: Channel | undefined;
      readonly recipients?: readonly APIUser[];
      readonly thread?: ThreadState;
    },
  ) {
    this.world = world;
    this.id = fields.id;
    this.type = fields.type;
    this.name = fields.name;
    this.guild = fields.guild;
    this.parent = fields.parent;
    this.recipients = fields.recipients ?? [];
    this.thread = fields.thread;
  }

  /** Its messages that everybody sees, oldest first: copies of how they stand now. */
  get messages(): readonly APIMessage[] {
    return this.seenBy(undefined);
  }

  /** The messages a person sees, with those for them alone. */
  seenBy(userId: string | undefined): readonly APIMessage[] {
    return [...this.stored.values()]
      .filter(({ onlyFor }) => !onlyFor || onlyFor === userId)
      .map(({ message }) => structuredClone(message));
  }

  /** Its threads or, of a forum, its posts. */
  get threads(): readonly Channel[] {
    return [...this.world.channels.values()].filter((one) => one.parent === this && one.isThread);
  }

  get isThread(): boolean {
    return this.thread !== undefined;
  }

  /** Takes posts (threads with a first message) instead of messages. */
  get isForum(): boolean {
    return [ChannelType.GuildForum, ChannelType.GuildMedia].includes(this.type);
  }

  /** Takes these from the bot here; tells the gateway. */
  denyBot(...names: readonly PermissionName[]): void {
    this.#overwriteBot(0n, bitsOf(names));
  }

  /** Gives these to the bot here; tells the gateway. */
  allowBot(...names: readonly PermissionName[]): void {
    this.#overwriteBot(bitsOf(names), 0n);
  }

  /** Takes these from @everyone here; tells the gateway. */
  deny(...names: readonly PermissionName[]): void {
    this.#overwrite(this.guild?.id ?? this.id, 0n, bitsOf(names));
  }

  /** Archives (and locks) a thread, or opens it again; tells the gateway. */
  archive(state: { readonly archived?: boolean; readonly locked?: boolean }): void {
    if (this.thread) Object.assign(this.thread, state);
    this.world.changed(this);
  }

  /** Deletes the channel with its threads; tells the gateway. */
  delete(): void {
    for (const thread of this.threads) this.world.deleteChannel(thread);
    this.world.deleteChannel(this);
  }

  #overwriteBot(allow: bigint, deny: bigint): void {
    this.#overwrite(this.world.bot.id, allow, deny);
  }

  #overwrite(id: string, allow: bigint, deny: bigint): void {
    const old = this.overwrites.get(id) ?? { allow: 0n, deny: 0n };
    this.overwrites.set(id, {
      allow: (old.allow & ~deny) | allow,
      deny: (old.deny & ~allow) | deny,
    });
    this.world.changed(this);
  }
}
