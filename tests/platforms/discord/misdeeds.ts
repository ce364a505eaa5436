import { type APIMessage, ComponentType } from "discord.js";
import { componentsOf } from "../../fakes/discord/index.ts";
import { kinds, read } from "./markdown.ts";

/** What a reply of ours may format by itself; everything else in it must be plain words. */
const OURS: ReadonlySet<string> = new Set(["heading", "subtext", "bold", "italic"]);

/** What the text of a message does beyond being read: pings, links, times, lists, quotes and the like. */
export function misdeedsIn(message: APIMessage): readonly string[] {
  const marks = componentsOf(message)
    .flatMap(({ type, content }) => (type === ComponentType.TextDisplay ? String(content) : []))
    .flatMap((text) => kinds(read(text)))
    .filter((kind) => !OURS.has(kind));
  const { mentions, mention_roles: roles, mention_everyone: everyone } = message;
  return [
    ...marks,
    ...mentions.map(({ id }) => `mentions ${id}`),
    ...roles.map((id) => `mentions role ${id}`),
    ...(everyone ? ["mentions everyone"] : []),
  ];
}
