import type { InputBlock } from "@slack/types";
import { element } from "../element.ts";
import type { Around } from "../form.ts";
import { drawUnknown } from "../unknown.ts";
import { drawExternalSelect } from "./external-select.ts";
import type { Field } from "./field.ts";
import { drawNumberInput } from "./number-input.ts";
import { drawPlainTextInput } from "./plain-text-input.ts";
import { drawRadioButtons } from "./radio-buttons.ts";
import { drawSelect } from "./select.ts";

/** A field of a modal. `read` gives its answer as Slack sends it; `refuse` shows a sentence, or takes it away. */
export type Input = {
  readonly drawn: HTMLElement;
  readonly name: string;
  readonly control: HTMLElement;
  readonly read: () => object;
  readonly refuse: (sentence: string | undefined) => void;
};

/** A field with its label and its hint. */
export function drawInput(block: InputBlock, around: Around): Input {
  const { block_id: name = "", label, hint, optional } = block;
  const { control, drawn = control, read } = drawField(block, around);
  const id = `s-${name}`;
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-error ${id}-hint`);
  control.toggleAttribute("required", optional !== true && control.tagName !== "FIELDSET");
  const error = element("p", { id: `${id}-error`, class: "s-error", role: "alert" });
  const optionally = optional === true && element("span", { class: "s-optional" }, " (optional)");
  const isGroup = control.tagName === "FIELDSET";
  if (isGroup) control.setAttribute("aria-labelledby", `${id}-label`);
  return {
    ...{ name, control, read },
    drawn: element(
      "div",
      { class: "s-field" },
      isGroup
        ? element("span", { id: `${id}-label`, class: "s-label" }, label.text, optionally)
        : element("label", { for: id, class: "s-label" }, label.text, optionally),
      drawn,
      error,
      hint && element("p", { id: `${id}-hint`, class: "s-hint" }, hint.text),
    ),
    refuse(sentence) {
      error.textContent = sentence ?? "";
      control.setAttribute("aria-invalid", String(sentence !== undefined));
    },
  };
}

function drawField({ element: of, block_id: name = "" }: InputBlock, around: Around): Field {
  switch (of.type) {
    case "plain_text_input":
      return drawPlainTextInput(of);
    case "number_input":
      return drawNumberInput(of);
    case "radio_buttons":
      return drawRadioButtons(of, name);
    case "static_select": {
      const options = (of.options ?? []).map((option) => ({ label: option.text.text, ...option }));
      return drawSelect(options, of.initial_option?.value, (value) => ({
        type: of.type,
        selected_option: of.options?.find((option) => option.value === value) ?? null,
      }));
    }
    case "conversations_select": {
      const { id: value, name: channel } = around.channel;
      return drawSelect([{ label: `# ${channel}`, value }], of.initial_conversation, (picked) => ({
        type: of.type,
        selected_conversation: picked || null,
      }));
    }
    case "external_select":
      return drawExternalSelect(of, (typed) => around.suggest(name, typed));
    default:
      return { control: drawUnknown(of), read: () => ({}) };
  }
}
