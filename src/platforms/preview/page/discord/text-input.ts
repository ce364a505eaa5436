import type { APITextInputComponent } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** A text of one line, or of several. */
export function drawTextInput(of: APITextInputComponent): Field {
  const { style, required = true, min_length, max_length, placeholder, value = "" } = of;
  const how = {
    class: "d-input",
    required,
    minlength: min_length || undefined,
    maxlength: max_length,
    placeholder,
    autocomplete: "off",
  };
  const control =
    style === 2
      ? element("textarea", { ...how, rows: 4 })
      : element("input", { ...how, type: "text" });
  control.value = value;
  return { control, read: () => ({ value: control.value }) };
}
