import type {
  APIModalInteractionResponseCallbackComponent,
  APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Around, Form } from "../form.ts";
import { drawUnknown } from "../unknown.ts";
import type { Part } from "./field.ts";
import { drawLabel } from "./label.ts";
import { drawMarkdown } from "./markdown-view.ts";

/** A modal. Discord closes it before it is judged, so that nothing is ever refused within it. */
export function drawModal(modal: APIModalInteractionResponseCallbackData, around: Around): Form {
  const { custom_id, title, components } = modal;
  const parts = components.map((component) => drawPart(component, around));
  const drawn = element(
    "form",
    { class: "d-modal" },
    element(
      "header",
      {},
      element("span", { class: "avatar d-modal-avatar", "aria-hidden": "true" }),
      element("h2", {}, title),
      element("button", { type: "button", name: "close", class: "close", "aria-label": "Close" }),
    ),
    element("div", { class: "d-fields" }, ...parts.map((part) => part.drawn)),
    element(
      "footer",
      {},
      element("button", { type: "button", name: "close", class: "d-button d-secondary" }, "Cancel"),
      element("button", { type: "submit", class: "d-button d-primary" }, "Submit"),
    ),
  );
  return {
    drawn,
    read: () => ({ custom_id, components: parts.flatMap(({ read }) => read?.() ?? []) }),
    refuse: () => {},
  };
}

function drawPart(component: APIModalInteractionResponseCallbackComponent, around: Around): Part {
  if (component.type === 18) return drawLabel(component, around);
  if (component.type !== 10) return { drawn: drawUnknown(component) };
  const hands = { press: () => {}, files: {}, channel: around.channel.name };
  return { drawn: element("div", {}, ...drawMarkdown(component.content, hands)) };
}
