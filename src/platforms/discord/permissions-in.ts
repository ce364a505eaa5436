import {
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
  type REST,
  Routes,
} from "discord.js";

/**
 * What the bot may do in a channel of a server, asked over REST alone: its roles' permissions, then the
 * channel's overwrites for everyone, for its roles, for itself
 * (https://docs.discord.com/developers/topics/permissions#permission-overwrites). A thread has those of
 * its parent.
 */
export async function permissionsIn(
  rest: REST,
  guild: string,
  channel: APIChannel,
): Promise<PermissionsBitField> {
  const [roles, me, overwrites] = await Promise.all([
    rest.get(Routes.guildRoles(guild)) as Promise<readonly APIRole[]>,
    rest.get(Routes.guildMember(guild, "@me")) as Promise<APIGuildMember>,
    overwritesOf(rest, channel),
  ]);
  // The role of everyone has the server's own id.
  const mine = [guild, ...me.roles];
  const base = roles
    .filter(({ id }) => mine.includes(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if (base & PermissionFlagsBits.Administrator) return new PermissionsBitField(ALL);
  const of = (wanted: (overwrite: APIOverwrite) => boolean) => overwrites.filter(wanted);
  const layers = [
    of(({ id }) => id === guild),
    of(({ id, type }) => type === OverwriteType.Role && id !== guild && mine.includes(id)),
    of(({ id, type }) => type === OverwriteType.Member && id === me.user.id),
  ];
  return new PermissionsBitField(layers.reduce(applied, base));
}

const ALL = Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n);

/** Within a layer everything is denied first, then everything allowed. */
function applied(base: bigint, layer: readonly APIOverwrite[]): bigint {
  const denied = layer.reduce((all, { deny }) => all | BigInt(deny), 0n);
  const allowed = layer.reduce((all, { allow }) => all | BigInt(allow), 0n);
  return (base & ~denied) | allowed;
}

async function overwritesOf(rest: REST, channel: APIChannel): Promise<readonly APIOverwrite[]> {
  if ("permission_overwrites" in channel) return channel.permission_overwrites ?? [];
  const parent = "parent_id" in channel ? channel.parent_id : undefined;
  if (!parent) return [];
  return await overwritesOf(rest, (await rest.get(Routes.channel(parent))) as APIChannel);
}
