import type { PlainTextInput } from "@slack/types";
import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** A text of one line, or of several. */
export function drawPlainTextInput(of: PlainTextInput): Field {
  const { type, multiline, initial_value = "", max_length, placeholder } = of;
  const how = {
    class: "s-input",
    maxlength: max_length,
    placeholder: placeholder?.text,
    autocomplete: "off",
  };
  const control = multiline
    ? element("textarea", { ...how, rows: 4 })
    : element("input", { ...how, type: "text" });
  control.value = initial_value;
  return { control, read: () => ({ type, value: control.value || null }) };
}
