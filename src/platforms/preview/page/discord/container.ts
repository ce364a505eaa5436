import type { APIComponentInContainer, APIContainerComponent } from "discord-api-types/v10";
import { element } from "../element.ts";

/** A box around other components, with its accent colour as a bar at its left. */
export function drawContainer(
  { components, accent_color: colour }: APIContainerComponent,
  draw: (component: APIComponentInContainer) => HTMLElement,
): HTMLElement {
  const box = element("div", { class: "d-container" }, ...components.map(draw));
  if (colour !== undefined && colour !== null)
    box.style.setProperty("--accent", `#${colour.toString(16).padStart(6, "0")}`);
  return box;
}
