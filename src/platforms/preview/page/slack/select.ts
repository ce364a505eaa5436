import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** A select of a modal; `read` makes Slack's answer of the value that is picked, which may be none. */
export function drawSelect(
  entries: readonly { readonly label: string; readonly value?: string | undefined }[],
  given: string | undefined,
  read: (value: string) => object,
): Field {
  const control = element(
    "select",
    { class: "s-input" },
    element("option", { value: "" }, "Choose an option"),
    ...entries.map(({ label, value = "" }) =>
      element("option", { value, selected: value === given }, label),
    ),
  );
  return { control, read: () => read(control.value) };
}
