import type { Ids } from "./ids.ts";
import type { Message } from "./workspace.ts";
import type { World } from "./world.ts";

/** Which links people have written, and where: in a message, or still in the composer. */
export type Links = {
  /** Remembers the links of a message; the unfurl id stands for it in chat.unfurl. */
  share(message: Message, urls: readonly string[], source: Source): string;
  find(team: string, unfurlId: string, source: Source): Message | undefined;
  /** The links of a message. */
  in(message: Message): readonly string[];
};

/** Where a link was seen. */
type Source = "composer" | "conversations_history";

/** No links yet. */
export function createLinks(world: World, ids: Ids): Links {
  const shared = new Map<
    string,
    { readonly message: Message; readonly urls: readonly string[]; readonly source: Source }
  >();
  return {
    share(message, urls, source) {
      const id = `${message.user}-${ids.count()}`;
      shared.set(id, { message, urls, source });
      return id;
    },
    find(team, unfurlId, source) {
      const found = shared.get(unfurlId);
      if (found?.message.team !== team || found.source !== source) return undefined;
      const { channel, ts } = found.message;
      return world.find(team, channel, ts) ?? found.message;
    },
    in: ({ ts, team }) =>
      [...shared.values()].find(({ message }) => message.ts === ts && message.team === team)
        ?.urls ?? [],
  };
}
