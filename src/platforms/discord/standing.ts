import {
  type APIGuild,
  type APIGuildMember,
  RESTJSONErrorCodes as Codes,
  PermissionFlagsBits,
  type REST,
  Routes,
} from "discord.js";
import { hasCode } from "./acknowledge.ts";

/** What somebody is in a server: `absent` when the bot is not in it, so that nobody can tell. */
export type Standing = "manager" | "other" | "absent";

/**
 * Asks Discord what somebody is in a server, where no interaction brings its verdict: its owner, and whoever
 * has Manage Server or Administrator by any of their roles and is not timed out, manages it. Rejects when
 * Discord gives no answer.
 */
export async function standingOf(
  rest: REST,
  who: { readonly guild: string; readonly user: string },
  now: number,
): Promise<Standing> {
  const guild = await guildOf(rest, who.guild);
  if (!guild) return "absent";
  if (guild.owner_id === who.user) return "manager";
  const member = await memberOf(rest, who);
  if (!member) return "other";
  const held = guild.roles
    .filter(({ id }) => id === guild.id || member.roles.includes(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if (held & PermissionFlagsBits.Administrator) return "manager";
  const silenced = Date.parse(member.communication_disabled_until ?? "") > now;
  return held & PermissionFlagsBits.ManageGuild && !silenced ? "manager" : "other";
}

/** A server as Discord tells of it; undefined when the bot is not in it. */
export async function guildOf(rest: REST, id: string): Promise<APIGuild | undefined> {
  try {
    return (await rest.get(Routes.guild(id))) as APIGuild;
  } catch (error) {
    if (hasCode(error, Codes.UnknownGuild, Codes.MissingAccess)) return undefined;
    throw error;
  }
}

async function memberOf(
  rest: REST,
  { guild, user }: { readonly guild: string; readonly user: string },
): Promise<APIGuildMember | undefined> {
  try {
    return (await rest.get(Routes.guildMember(guild, user))) as APIGuildMember;
  } catch (error) {
    if (hasCode(error, Codes.UnknownMember, Codes.UnknownUser)) return undefined;
    throw error;
  }
}
