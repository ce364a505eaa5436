import type { KnownBlock } from "@slack/types";
import type { Drawn, Message } from "../../protocol.ts";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { inWords } from "../moment.ts";
import { drawWire } from "../wire.ts";
import { drawBlock } from "./block.ts";
import { drawMrkdwn } from "./mrkdwn.ts";

/** A message as it is sent to Slack. */
type Sent = { readonly text: string; readonly blocks: readonly KnownBlock[] };

/** A message with whoever sent it, and the thread below it. */
export function drawMessage(
  { isPrivate, at }: Message,
  { messages, thread = [] }: Drawn,
  hands: Hands,
): HTMLElement {
  const sent = messages as readonly Sent[];
  const below = thread as readonly Sent[];
  return element(
    "article",
    { class: "s-message", "data-private": String(isPrivate), tabindex: -1 },
    isPrivate &&
      element(
        "p",
        { class: "s-private" },
        element("span", { class: "eye", "aria-hidden": "true" }),
        "Only visible to you",
      ),
    element("span", { class: "avatar s-avatar", "aria-hidden": "true" }),
    drawHead(at),
    ...sent.flatMap((one) => drawSent(one, hands)),
    below.length > 0 &&
      element(
        "details",
        { class: "s-thread" },
        element("summary", {}, below.length === 1 ? "1 reply" : `${below.length} replies`),
        ...below.flatMap((one) => drawSent(one, hands)),
      ),
    drawWire([...sent, ...below]),
  );
}

/** Who speaks, and when. */
export function drawHead(at: number): HTMLElement {
  return element(
    "p",
    { class: "s-head" },
    element("strong", { class: "s-name" }, "Paperboy"),
    element("span", { class: "s-app" }, "APP"),
    element("time", {}, inWords(at, { timeStyle: "short" })),
  );
}

function drawSent({ text, blocks }: Sent, hands: Hands): readonly HTMLElement[] {
  if (blocks.length === 0) return [element("div", { class: "s-section" }, ...drawMrkdwn(text))];
  return blocks.map((block) => drawBlock(block, hands));
}
