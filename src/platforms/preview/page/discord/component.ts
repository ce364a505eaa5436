import type { APIComponentInContainer, APIMessageTopLevelComponent } from "discord-api-types/v10";
import type { Hands } from "../hands.ts";
import { drawUnknown } from "../unknown.ts";
import { drawActionRow } from "./action-row.ts";
import { drawContainer } from "./container.ts";
import { drawFile } from "./file.ts";
import { drawSection } from "./section.ts";
import { drawSeparator } from "./separator.ts";
import { drawTextDisplay } from "./text-display.ts";

/** A component of a message, as Discord's clients draw it; one that no renderer of ours makes is shown as it is. */
export function drawComponent(
  component: APIMessageTopLevelComponent | APIComponentInContainer,
  hands: Hands,
): HTMLElement {
  switch (component.type) {
    case 1:
      return drawActionRow(component, hands);
    case 9:
      return drawSection(component, hands);
    case 10:
      return drawTextDisplay(component, hands);
    case 13:
      return drawFile(component, hands);
    case 14:
      return drawSeparator(component);
    case 17:
      return drawContainer(component, (inner) => drawComponent(inner, hands));
    default:
      return drawUnknown(component);
  }
}
