import type { SectionBlock } from "@slack/types";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawPicture } from "../picture.ts";
import { drawUnknown } from "../unknown.ts";
import { drawButton } from "./button.ts";
import { drawText } from "./text.ts";

/** Words, with fields below them and a picture or a button beside them. */
export function drawSection({ text, fields, accessory }: SectionBlock, hands: Hands): HTMLElement {
  return element(
    "div",
    { class: "s-block-section" },
    element(
      "div",
      {},
      text && element("div", { class: "s-section" }, ...drawText(text)),
      ...(fields ?? []).map((field) => element("div", { class: "s-section" }, ...drawText(field))),
    ),
    accessory && drawAccessory(accessory, hands),
  );
}

function drawAccessory(
  accessory: NonNullable<SectionBlock["accessory"]>,
  hands: Hands,
): HTMLElement {
  if (accessory.type === "image") return drawPicture(accessory.alt_text, "s-accessory");
  return accessory.type === "button" ? drawButton(accessory, hands) : drawUnknown(accessory);
}
