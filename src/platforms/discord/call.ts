import {
  ApplicationIntegrationType,
  type BaseInteraction,
  type Channel,
  type Guild,
  PermissionFlagsBits,
  type PermissionsBitField,
} from "discord.js";
import { type Call, type CommandCard, UserError, type Values } from "#chat";
import { type Desk, NAME } from "./desk.ts";
import { barredBy } from "./permissions.ts";

/**
 * The call that an interaction makes. Its tenant is the server; outside of one, everybody is a tenant
 * of their own. Whether someone manages the server is Discord's own verdict on this interaction.
 */
export function callOf(
  interaction: BaseInteraction,
  command: CommandCard | string,
  input: Values,
  picked: readonly Channel[] = [],
): Call {
  const { user, guildId, channelId } = interaction;
  const manager = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
  const barred =
    typeof command === "string" || !posts(command) ? {} : barredIn(interaction, input, picked);
  return {
    command: typeof command === "string" ? command : command.name,
    input,
    by: { id: user.id, name: user.displayName, manager },
    at: { platform: NAME, tenant: guildId ?? `user:${user.id}`, channel: channelId ?? user.id },
    ...(Object.keys(barred).length > 0 && { barred }),
  };
}

/**
 * The call of somebody who presses in their direct messages what is about a server. Whether they manage
 * that server Discord is asked for this call.
 * @throws UserError when the bot is not in it
 */
export async function callFrom(
  { standing }: Desk,
  { user, channelId }: BaseInteraction,
  asked: { readonly command: string; readonly input: Values; readonly tenant: string },
): Promise<Call> {
  const { command, input, tenant } = asked;
  const is = await standing(tenant, user.id);
  if (is === "absent")
    throw new UserError("I am not in that server any more: add me again, then press once more.");
  const channel = channelId ?? user.id;
  return {
    ...{ command, input },
    by: { id: user.id, name: user.displayName, manager: is === "manager" },
    at: { platform: NAME, tenant, channel },
    barred: { [channel]: "I post in channels: type subscribe in the one that wants papers." },
  };
}

/** A command with a channel to choose posts there, or here when none is chosen. */
function posts({ options }: CommandCard): boolean {
  return Object.values(options).some(({ type }) => type === "channel");
}

/** The channels of this call that the bot may not post in: here, those picked, those its input names. */
function barredIn(
  interaction: BaseInteraction,
  input: Values,
  picked: readonly Channel[],
): Readonly<Record<string, string>> {
  const { guild, channelId, channel } = interaction;
  const barred: Record<string, string> = {};
  const add = (id: string, permissions: Pick<PermissionsBitField, "has">, of: unknown) => {
    const why = barredBy(permissions, of);
    if (why) barred[id] = why;
  };
  if (channelId) {
    if (isMember(interaction)) add(channelId, interaction.appPermissions, channel?.type);
    else barred[channelId] = NOT_HERE;
  }
  for (const value of Object.values(input)) {
    const asked = picked.find(({ id }) => id === value);
    const known = asked ?? guild?.channels.cache.get(String(value));
    // What comes with the call is Discord's word of now; what is remembered may be of before.
    const mine = asked?.appPermissions ?? remembered(known, guild);
    if (known && mine) add(known.id, mine, known.type);
  }
  return barred;
}

function remembered(channel: Channel | undefined, guild: Guild | null) {
  const me = guild?.members.me;
  return me && channel && "permissionsFor" in channel ? channel.permissionsFor(me) : undefined;
}

const NOT_HERE =
  "I can only post in servers that I was added to: ask someone who manages this server to add me.";

/** Somebody may use the bot in a server that it was never added to, by having it for themselves. */
function isMember({ authorizingIntegrationOwners: owners, guildId }: BaseInteraction): boolean {
  return guildId !== null && owners[ApplicationIntegrationType.GuildInstall] !== undefined;
}
