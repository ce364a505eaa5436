import type { Message } from "discord.js";

/** What can be read in a message: its words, its previews with their addresses, and the texts of its parts. */
export function textOfMessage(message: Pick<Message, "content" | "embeds" | "components">): string {
  const previews = message.embeds.flatMap(({ url, title, description }) => [
    url,
    title,
    description,
  ]);
  return [message.content, ...previews, ...message.components.flatMap(textsIn)]
    .filter(Boolean)
    .join("\n");
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
