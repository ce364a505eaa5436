import { type APIUser, ChannelType } from "discord.js";
import type { Ids } from "../ids.ts";
import type { Json } from "../json.ts";
import { Channel, type Stored } from "./channel.ts";
import { Guild } from "./guild.ts";
import { BOT_DEFAULTS, type PermissionName } from "./permissions.ts";
import { channelPayload, userPayload } from "./wire.ts";

/** How a test asks for a server. */
export type GuildFields = {
  readonly name?: string;
  /** As in Discord's list of locales; "en-US" if not said otherwise. */
  readonly locale?: string;
  /** False: a server the bot is no member of, where only a user install brings it. */
  readonly installed?: boolean;
  /** What the bot's role allows; the usual, if not said otherwise. */
  readonly botPermissions?: readonly PermissionName[];
};

/** Passes an event on to the gateway: its name, its data, and the server it belongs to, if any. */
export type Tell = (event: string, data: Json, guild?: Guild) => void;

/** Everything there is: servers, channels, people and messages. */
export class World {
  readonly ids: Ids;
  readonly now: () => number;
  readonly bot: APIUser;
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly users = new Map<string, APIUser>();
  /** Who takes no direct messages. */
  readonly closed = new Set<string>();
  /** The bytes of uploaded files, by attachment id. */
  readonly files = new Map<string, Buffer>();
  /** Where files can be fetched from. */
  filesUrl = "";
  tell: Tell = () => undefined;

  constructor(ids: Ids, now: () => number) {
    this.ids = ids;
    this.now = now;
    this.bot = userPayload(ids.next(), "Paperboy", true);
    this.users.set(this.bot.id, this.bot);
  }

  /** Makes a server; tells the gateway if the bot is in it. */
  guild(fields: GuildFields = {}): Guild {
    const guild = new Guild(this, {
      id: this.ids.guild(),
      name: fields.name ?? "Reading group",
      locale: fields.locale ?? "en-US",
      installed: fields.installed ?? true,
      botPermissions: fields.botPermissions ?? BOT_DEFAULTS,
    });
    this.guilds.set(guild.id, guild);
    if (guild.installed) guild.addBot();
    return guild;
  }

  /** Makes a person. */
  user(name: string): APIUser {
    const user = userPayload(this.ids.next(), name, false);
    this.users.set(user.id, user);
    return user;
  }

  /** The direct messages between the bot and a person; the same each time. */
  directMessages(user: APIUser): Channel {
    const found = [...this.channels.values()].find(
      ({ type, recipients }) => type === ChannelType.DM && recipients[0]?.id === user.id,
    );
    return found ?? this.#add(ChannelType.DM, user.username, [user]);
  }

  /** A group of people the bot is not in. */
  group(user: APIUser): Channel {
    return this.#add(ChannelType.GroupDM, "friends", [user]);
  }

  /** The message of an id, with the channel it stands in. */
  find(messageId: string): { readonly channel: Channel; readonly stored: Stored } | undefined {
    for (const channel of this.channels.values()) {
      const stored = channel.stored.get(messageId);
      if (stored) return { channel, stored };
    }
    return undefined;
  }

  /** A channel changed; tells the gateway. */
  changed(channel: Channel): void {
    const event = channel.isThread ? "THREAD_UPDATE" : "CHANNEL_UPDATE";
    this.tell(event, channelPayload(channel), channel.guild);
  }

  /** Forgets a channel; tells the gateway. */
  deleteChannel(channel: Channel): void {
    channel.gone = true;
    this.channels.delete(channel.id);
    const { id, type } = channel;
    const brief = { id, type, guild_id: channel.guild?.id, parent_id: channel.parent?.id };
    const data = channel.isThread ? brief : channelPayload(channel);
    this.tell(channel.isThread ? "THREAD_DELETE" : "CHANNEL_DELETE", data, channel.guild);
  }

  /** The present instant as Discord writes it. */
  timestamp(): string {
    return new Date(this.now()).toISOString().replace("Z", "000+00:00");
  }

  #add(type: ChannelType, name: string, recipients: readonly APIUser[]): Channel {
    const channel = new Channel(this, { id: this.ids.next(), type, name, recipients });
    this.channels.set(channel.id, channel);
    return channel;
  }
}
