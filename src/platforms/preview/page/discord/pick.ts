import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** A select of a modal, of which one entry is picked, or none where that may be; `given` is picked already. */
export function drawPick(
  { required = true, placeholder }: { readonly required?: boolean; readonly placeholder?: string },
  entries: readonly { readonly label: string; readonly value: string }[],
  given: string | undefined,
): Field {
  const nothing =
    entries.length > 0 ? (placeholder ?? "Make a selection") : "Nothing to choose from here";
  const control = element(
    "select",
    { class: "d-input", required },
    element("option", { value: "" }, nothing),
    ...entries.map(({ label, value }) =>
      element("option", { value, selected: value === given }, label),
    ),
  );
  return { control, read: () => ({ values: control.value ? [control.value] : [] }) };
}
