import type { APIActionRowComponent, APIComponentInMessageActionRow } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawUnknown } from "../unknown.ts";
import { drawButton } from "./button.ts";
import { drawStringSelect } from "./string-select.ts";

/** Up to five buttons, or one menu. */
export function drawActionRow(
  { components }: APIActionRowComponent<APIComponentInMessageActionRow>,
  hands: Hands,
): HTMLElement {
  const drawn = components.map((component) => {
    if (component.type === 2) return drawButton(component, hands);
    return component.type === 3 ? drawStringSelect(component, hands) : drawUnknown(component);
  });
  return element("div", { class: "d-row" }, ...drawn);
}
