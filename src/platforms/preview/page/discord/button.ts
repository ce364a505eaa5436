import type { APIButtonComponent } from "discord-api-types/v10";
import { element, linkTo } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawUnknown } from "../unknown.ts";

const STYLES: Readonly<Record<number, string>> = {
  1: "primary",
  2: "secondary",
  3: "success",
  4: "danger",
};

/** A button that is pressed, or one that opens a page. */
export function drawButton(button: APIButtonComponent, hands: Hands): HTMLElement {
  if ("url" in button)
    return linkTo(
      button.url,
      { class: "d-button d-secondary" },
      button.label ?? "Open",
      element("span", { class: "launch", "aria-hidden": "true" }),
    );
  if (!("custom_id" in button)) return drawUnknown(button);
  const { custom_id, label = "Go", style, disabled } = button;
  const drawn = element(
    "button",
    {
      type: "button",
      class: `d-button d-${STYLES[style] ?? "secondary"}`,
      disabled: disabled === true,
      onclick: () => hands.press({ component_type: 2, custom_id }, drawn),
    },
    label,
  );
  return drawn;
}
