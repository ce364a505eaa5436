import type { Message } from "discord.js";

type Worded = Pick<Message, "content" | "embeds" | "components">;
type Read = Worded & { readonly messageSnapshots?: ReadonlyMap<string, Worded> };

/** What can be read in a message, and in one that it forwards, which has no words of its own. */
export function textOfMessage(message: Read): string {
  const forwarded = message.messageSnapshots?.values() ?? [];
  return [message, ...forwarded].flatMap(wordsOf).filter(Boolean).join("\n");
}

/** Its words, its previews with their addresses, and the texts of its parts. */
function wordsOf({ content, embeds, components }: Worded): readonly (string | null)[] {
  const previews = embeds.flatMap(({ url, title, description }) => [url, title, description]);
  return [content, ...previews, ...components.flatMap(textsIn)];
}

/** Parts nest without a common type: a container holds sections that hold texts, and buttons have addresses. */
function textsIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  const { content, url, components, accessory } = part as Readonly<Record<string, unknown>>;
  return [
    ...[content, url].filter((one) => typeof one === "string"),
    ...(Array.isArray(components) ? components.flatMap(textsIn) : []),
    ...textsIn(accessory),
  ];
}
