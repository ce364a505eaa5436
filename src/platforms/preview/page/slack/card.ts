import type { CardBlock } from "@slack/types";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawPicture } from "../picture.ts";
import { drawUnknown } from "../unknown.ts";
import { drawButton } from "./button.ts";
import { drawText } from "./text.ts";

/** One thing in a frame: a picture, a title, words, and up to three buttons. */
export function drawCard(card: CardBlock, hands: Hands): HTMLElement {
  const { hero_image: image, title, subtitle, body, actions = [] } = card;
  const buttons = actions.map((action) =>
    action.type === "button" ? drawButton(action, hands) : drawUnknown(action),
  );
  return element(
    "div",
    { class: "s-card" },
    image && drawPicture(image.alt_text ?? "", "s-hero"),
    title && element("h3", {}, ...drawText(title)),
    subtitle && element("p", { class: "s-subtitle" }, ...drawText(subtitle)),
    body && element("p", {}, ...drawText(body)),
    buttons.length > 0 && element("div", { class: "s-actions" }, ...buttons),
  );
}
