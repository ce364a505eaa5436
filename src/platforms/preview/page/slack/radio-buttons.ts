import type { RadioButtons } from "@slack/types";
import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** Options of which one is chosen; `name` ties the buttons together. */
export function drawRadioButtons(
  { type, options, initial_option }: RadioButtons,
  name: string,
): Field {
  const radios = options.map((option) => ({
    option,
    radio: element("input", {
      type: "radio",
      name,
      value: option.value,
      checked: option.value === initial_option?.value,
    }),
  }));
  const control = element(
    "fieldset",
    { class: "s-radios" },
    ...radios.map(({ option, radio }) => element("label", {}, radio, option.text.text)),
  );
  const chosen = () => radios.find(({ radio }) => radio.checked)?.option ?? null;
  return { control, read: () => ({ type, selected_option: chosen() }) };
}
