import { type APIUser, PermissionFlagsBits } from "discord.js";
import { type Json, list, record, text } from "../json.ts";
import type { Channel } from "./channel.ts";
import { childrenOf } from "./components.ts";
import { permissionsIn } from "./permissions.ts";

/** Whom a message pings, in the members of its wire form. */
export type Mentions = {
  readonly mention_everyone: boolean;
  readonly mentions: readonly APIUser[];
  readonly mention_roles: readonly string[];
};

/**
 * Whom the text of a message pings: what stands in it, cut down to what `allowed_mentions` allows
 * (without it: everything), and to everyone only if the author may.
 */
export function mentionsOf(channel: Channel, author: APIUser, body: Json): Mentions {
  const { guild, world } = channel;
  const shown = textIn(body);
  const allowed = body.allowed_mentions ? record(body.allowed_mentions) : undefined;
  const permits = (kind: string, id?: string) =>
    !allowed ||
    list(allowed.parse).includes(kind) ||
    (id !== undefined && list(allowed[kind]).includes(id));
  const found = (pattern: RegExp, kind: string) =>
    [...new Set([...shown.matchAll(pattern)].map(([, id = ""]) => id))].filter((id) =>
      permits(kind, id),
    );
  const loud =
    guild !== undefined &&
    (permissionsIn(guild, author.id, channel) & PermissionFlagsBits.MentionEveryone) !== 0n;
  return {
    mention_everyone: loud && /@(everyone|here)/.test(shown) && permits("everyone"),
    mentions: found(/<@!?(\d+)>/g, "users").flatMap((id) => world.users.get(id) ?? []),
    mention_roles: found(/<@&(\d+)>/g, "roles").filter((id) => guild?.roles.has(id)),
  };
}

/** Text of a body in which a mention would ping: its content and its Text Displays. */
function textIn(body: Json): string {
  const displays = (component: Json): readonly string[] => [
    component.type === 10 ? text(component.content) : "",
    ...childrenOf(component).flatMap(displays),
  ];
  return [text(body.content), ...list(body.components).map(record).flatMap(displays)].join("\n");
}
