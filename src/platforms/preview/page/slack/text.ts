import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import { drawMrkdwn } from "./mrkdwn.ts";

/** A text object: plain words, or Slack's markup. */
export function drawText(text: PlainTextElement | MrkdwnElement): readonly (Node | string)[] {
  return text.type === "mrkdwn" ? drawMrkdwn(text.text) : [text.text];
}
