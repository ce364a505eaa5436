import type { ContextBlock } from "@slack/types";
import { element } from "../element.ts";
import { drawPicture } from "../picture.ts";
import { drawText } from "./text.ts";

/** Small grey words, and small pictures. */
export function drawContext({ elements }: ContextBlock): HTMLElement {
  return element(
    "div",
    { class: "s-context" },
    ...elements.map((part) =>
      part.type === "image"
        ? drawPicture(part.alt_text, "s-small-picture")
        : element("span", {}, ...drawText(part)),
    ),
  );
}
