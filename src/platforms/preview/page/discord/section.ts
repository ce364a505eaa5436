import type { APISectionComponent } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawButton } from "./button.ts";
import { drawTextDisplay } from "./text-display.ts";
import { drawThumbnail } from "./thumbnail.ts";

/** Texts with a button or a picture beside them. */
export function drawSection(
  { components, accessory }: APISectionComponent,
  hands: Hands,
): HTMLElement {
  const texts = components.map((component) => drawTextDisplay(component, hands));
  const beside = accessory.type === 2 ? drawButton(accessory, hands) : drawThumbnail(accessory);
  return element("div", { class: "d-section" }, element("div", {}, ...texts), beside);
}
