import type { Block, Card, CommandCard, Next, Reply, Rich, Values } from "#chat";
import { HERE } from "./place.ts";

/** The reply with the page's one channel under the id that a service would know it by, so that it is drawn as a channel. */
export function withChannel(reply: Reply, id: string): Reply {
  return { ...reply, blocks: reply.blocks.map((block) => inBlock(block, id)) };
}

/** A form's call with the channel's own id in it, for the form to begin with. */
export function askedWith(command: CommandCard, next: Next, id: string): Next {
  return { ...next, input: renamed(command, next.input, HERE.channel, id) };
}

/** What a form was filled in with, the channel under our name again. */
export function filledWith(command: CommandCard, filled: Values, id: string): Values {
  return renamed(command, filled, id, HERE.channel);
}

function renamed({ options }: CommandCard, values: Values, from: string, to: string): Values {
  const isChannel = (name: string) => options[name]?.type === "channel";
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isChannel(name) && value === from ? to : value,
    ]),
  );
}

function inBlock(block: Block, id: string): Block {
  switch (block.kind) {
    case "text":
      return { ...block, text: inRich(block.text, id) };
    case "card":
      return { ...block, ...inCard(block, id) };
    case "native":
      return { ...block, otherwise: block.otherwise.map((one) => inBlock(one, id)) };
    case "heading":
    case "code":
    case "actions":
    case "divider":
      return block;
  }
}

function inCard({ title, subtitle, body, note }: Card, id: string): Partial<Card> {
  return {
    title: inRich(title, id),
    ...(subtitle !== undefined && { subtitle: inRich(subtitle, id) }),
    ...(body !== undefined && { body: inRich(body, id) }),
    ...(note !== undefined && { note: inRich(note, id) }),
  };
}

function inRich(rich: Rich, id: string): Rich {
  if (typeof rich === "string") return rich;
  return rich.map((span) =>
    typeof span !== "string" && span.kind === "channel" && span.id === HERE.channel
      ? { ...span, id }
      : span,
  );
}
