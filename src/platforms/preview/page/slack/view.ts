import type { InputBlock, ModalView } from "@slack/types";
import { element } from "../element.ts";
import type { Around, Form } from "../form.ts";
import { drawUnknown } from "../unknown.ts";
import { drawInput, type Input } from "./input.ts";

/** A modal. It stays open until it is judged, and a refusal stands at the field that it is about. */
export function drawView(view: ModalView, around: Around): Form {
  const { private_metadata, title, submit, close, blocks } = view;
  const parts = blocks.map((block): Input | { readonly drawn: HTMLElement } =>
    isInput(block) ? drawInput(block, around) : { drawn: drawUnknown(block) },
  );
  const inputs = parts.filter((part) => "read" in part);
  const drawn = element(
    "form",
    { class: "s-modal" },
    element(
      "header",
      {},
      element("span", { class: "avatar s-modal-avatar", "aria-hidden": "true" }),
      element("h2", {}, title.text),
      element("button", { type: "button", name: "close", class: "close", "aria-label": "Close" }),
    ),
    element("div", { class: "s-fields" }, ...parts.map((part) => part.drawn)),
    element(
      "footer",
      {},
      element(
        "button",
        { type: "button", name: "close", class: "s-button s-default" },
        close?.text ?? "Cancel",
      ),
      element("button", { type: "submit", class: "s-button s-primary" }, submit?.text ?? "Submit"),
    ),
  );
  return {
    drawn,
    read: () => ({
      private_metadata,
      // Enough of each block to name its field.
      blocks: blocks.map(({ type, block_id }) => ({ type, block_id })),
      state: {
        values: Object.fromEntries(inputs.map(({ name, read }) => [name, { [name]: read() }])),
      },
    }),
    refuse(errors) {
      for (const { name, refuse } of inputs) refuse(errors[name]);
      inputs.find(({ name }) => errors[name] !== undefined)?.control.focus();
    },
  };
}

function isInput(block: ModalView["blocks"][number]): block is InputBlock {
  return block.type === "input";
}
