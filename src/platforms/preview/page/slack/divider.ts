import { element } from "../element.ts";

/** A line from side to side. */
export function drawDivider(): HTMLElement {
  return element("hr", { class: "s-divider" });
}
