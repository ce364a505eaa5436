import type { ActionsBlock } from "@slack/types";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawUnknown } from "../unknown.ts";
import { drawButton } from "./button.ts";
import { drawStaticSelect } from "./static-select.ts";

/** A row of buttons and menus. */
export function drawActions({ elements }: ActionsBlock, hands: Hands): HTMLElement {
  const drawn = elements.map((part) => {
    if (part.type === "button") return drawButton(part, hands);
    return part.type === "static_select" ? drawStaticSelect(part, hands) : drawUnknown(part);
  });
  return element("div", { class: "s-actions" }, ...drawn);
}
