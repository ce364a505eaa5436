import type { NumberInput } from "@slack/types";
import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** A number within its bounds. */
export function drawNumberInput(of: NumberInput): Field {
  const { type, min_value, max_value, initial_value = "", is_decimal_allowed: decimal } = of;
  const control = element("input", {
    class: "s-input",
    type: "number",
    min: min_value,
    max: max_value,
    step: decimal ? "any" : 1,
  });
  control.value = initial_value;
  return { control, read: () => ({ type, value: control.value || null }) };
}
