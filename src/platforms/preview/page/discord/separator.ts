import type { APISeparatorComponent } from "discord-api-types/v10";
import { element } from "../element.ts";

/** A line, or where it asks for none, a space. */
export function drawSeparator({ divider = true, spacing = 1 }: APISeparatorComponent): HTMLElement {
  return element("hr", {
    class: "d-separator",
    "data-line": String(divider),
    "data-large": String(spacing === 2),
  });
}
