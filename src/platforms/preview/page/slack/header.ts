import type { HeaderBlock } from "@slack/types";
import { element } from "../element.ts";

/** A heading. */
export function drawHeader({ text }: HeaderBlock): HTMLElement {
  return element("h3", { class: "s-header" }, text.text);
}
