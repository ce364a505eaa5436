import type { APIStringSelectComponent } from "discord-api-types/v10";
import type { Hands } from "../hands.ts";
import { drawMenu } from "../menu.ts";

/** A menu of which one entry is picked. */
export function drawStringSelect(
  { custom_id, placeholder = "Make a selection", options }: APIStringSelectComponent,
  hands: Hands,
): HTMLElement {
  const menu = drawMenu(placeholder, options, ({ value }, button) =>
    hands.press({ component_type: 3, custom_id, values: [value] }, button),
  );
  menu.classList.add("d-select");
  return menu;
}
