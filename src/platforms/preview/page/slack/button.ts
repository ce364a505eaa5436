import type { Button } from "@slack/types";
import { element, linkTo } from "../element.ts";
import type { Hands } from "../hands.ts";

/** A button that is pressed, or one that opens a page. */
export function drawButton(button: Button, hands: Hands): HTMLElement {
  const { text, url, style = "default", action_id, value } = button;
  const looks = { class: `s-button s-${style}` };
  if (url !== undefined) return linkTo(url, looks, text.text);
  const drawn = element(
    "button",
    {
      type: "button",
      ...looks,
      onclick: () => hands.press({ type: "button", action_id, value }, drawn),
    },
    text.text,
  );
  return drawn;
}
