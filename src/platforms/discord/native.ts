import type { APIComponentInContainer } from "discord-api-types/v10";

declare module "#chat" {
  interface Natives {
    /** What stands in the message's container, with `custom_id`s of its own. */
    readonly discord: readonly APIComponentInContainer[];
  }
}

/** Components and text of what is on the wire already, as Discord counts them: nested ones and accessories too. */
export function sizeOf(parts: readonly object[]): { components: number; text: number } {
  let [components, text] = [0, 0];
  for (const part of parts) {
    components += 1;
    if ("content" in part && typeof part.content === "string") text += part.content.length + 1;
    const inner = sizeOf(childrenOf(part));
    components += inner.components;
    text += inner.text;
  }
  return { components, text };
}

/** Every `custom_id` of what is on the wire already. */
export function idsOf(parts: readonly object[]): readonly string[] {
  return parts.flatMap((part) => [
    ...("custom_id" in part && typeof part.custom_id === "string" ? [part.custom_id] : []),
    ...idsOf(childrenOf(part)),
  ]);
}

function childrenOf(part: object): readonly object[] {
  const children = "components" in part && Array.isArray(part.components) ? part.components : [];
  const accessory = "accessory" in part ? [part.accessory] : [];
  return [...children, ...accessory].filter((one) => typeof one === "object" && one !== null);
}
