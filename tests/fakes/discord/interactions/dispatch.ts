import { type APIUser, ChannelType, type InteractionType, PermissionFlagsBits } from "discord.js";
import type { Core } from "../core.ts";
import { type Json, record } from "../json.ts";
import type { Channel, Stored } from "../world/channel.ts";
import type { Guild } from "../world/guild.ts";
import { bitsOf, OUTSIDER, permissionsIn } from "../world/permissions.ts";
import { channelPayload, memberPayload } from "../world/wire.ts";
import { type Asked, watch } from "./asked.ts";
import type { Interaction } from "./interaction.ts";

/** Who asks and where: the same for all a person does in one place. */
export type Standing = {
  readonly user: APIUser;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  readonly locale: string;
  /** The person has the app installed for themselves. */
  readonly userInstall: boolean;
  /** Largest upload, in bytes, as the interaction says it. */
  readonly attachmentSizeLimit: number;
};

/** What is asked. */
export type Question = {
  readonly type: InteractionType;
  readonly data: Json;
  /** The message a component was used in. */
  readonly source?: Stored | undefined;
  /** Of an autocomplete: the type of the option that is typed. */
  readonly focused?: number;
};

/** What an app may do in a channel: the bot's permissions, or an outsider's. */
export function appPermissions(channel: Channel, core: Core): bigint {
  return channel.guild?.installed
    ? permissionsIn(channel.guild, core.world.bot.id, channel)
    : bitsOf([...OUTSIDER, ...(channel.type === ChannelType.DM ? DIRECT : [])]);
}

/** Sends an interaction over the gateway. @throws Error if no shard would ever get it */
export function dispatch(standing: Standing, question: Question, core: Core): Asked {
  const { user, channel, guild } = standing;
  if (!core.gateway.reaches(guild)) {
    throw new Error("Nobody would hear this: the bot is not connected with this server's shard");
  }
  const id = core.world.ids.next();
  const token = Buffer.from(`interaction:${id}:${"x".repeat(40)}`).toString("base64url");
  const owners = ownersOf(standing, question.source);
  const userOnly = !("0" in owners);
  const payload = payloadOf(standing, question, { id, token, owners }, core);
  const speaks =
    guild && permissionsIn(guild, user.id, channel) & PermissionFlagsBits.UseExternalApps;
  const interaction: Interaction = {
    id,
    token,
    type: question.type,
    payload,
    at: core.now(),
    user,
    channel,
    guild,
    userOnly,
    hushed: userOnly && guild !== undefined && !speaks,
    source: question.source,
    focused: question.focused,
    first: undefined,
    original: undefined,
    answered: false,
    followups: [],
  };
  core.interactions.set(token, interaction);
  core.gateway.dispatch("INTERACTION_CREATE", payload, guild);
  return watch(interaction, core);
}

const DIRECT = ["ViewChannel", "SendMessages", "ReadMessageHistory", "AddReactions"] as const;

function payloadOf(
  standing: Standing,
  question: Question,
  made: { readonly id: string; readonly token: string; readonly owners: Json },
  core: Core,
): Json {
  const { user, channel, guild, locale } = standing;
  return {
    version: 1,
    id: made.id,
    token: made.token,
    application_id: core.applicationId,
    type: question.type,
    data: question.data,
    channel_id: channel.id,
    channel: channelPayload(channel),
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: memberOf(guild, channel, user),
        }
      : { user }),
    ...(question.source ? { message: structuredClone(question.source.message) } : {}),
    locale,
    app_permissions: String(appPermissions(channel, core)),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: made.owners,
    context: contextOf(channel),
    attachment_size_limit: standing.attachmentSizeLimit,
  };
}

function memberOf(guild: Guild, channel: Channel, user: APIUser): Json {
  const member = guild.members.get(user.id);
  return {
    ...(member ? memberPayload(member) : { user, roles: [] }),
    permissions: String(permissionsIn(guild, user.id, channel)),
  };
}

/** Whose installations brought the app here; of a component, those of its message. */
function ownersOf({ user, guild, channel, userInstall }: Standing, source?: Stored): Json {
  const inherited = source?.message.interaction_metadata?.authorizing_integration_owners;
  if (inherited) return record(inherited);
  const direct = channel.type === ChannelType.DM;
  return {
    ...(guild?.installed ? { 0: guild.id } : {}),
    ...(direct ? { 0: "0" } : {}),
    ...(userInstall ? { 1: user.id } : {}),
  };
}

/** Interaction Context Types: a server, the bot's direct messages, other people's. */
function contextOf(channel: Channel): number {
  if (channel.guild) return 0;
  return channel.type === ChannelType.DM ? 1 : 2;
}
