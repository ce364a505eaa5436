import type { APITextDisplayComponent } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawMarkdown } from "./markdown-view.ts";

/** A text. */
export function drawTextDisplay({ content }: APITextDisplayComponent, hands: Hands): HTMLElement {
  return element("div", { class: "d-text-display" }, ...drawMarkdown(content, hands));
}
