import type { ExternalSelect, PlainTextOption } from "@slack/types";
import { combobox } from "../combobox.ts";
import { element } from "../element.ts";
import type { Field } from "./field.ts";

/** A menu whose options are asked for while somebody types. What is left in it was picked, or is given back. */
export function drawExternalSelect(
  { type, placeholder, initial_option: given }: ExternalSelect,
  suggest: (typed: string) => Promise<readonly unknown[]>,
): Field {
  let picked = given && "text" in given ? (given as PlainTextOption) : undefined;
  const control = element("input", {
    class: "s-input",
    type: "text",
    placeholder: placeholder?.text,
    autocomplete: "off",
  });
  const list = element("ul", { class: "choices", hidden: true });
  control.value = picked?.text.text ?? "";
  combobox(control, list, {
    async find(typed) {
      const options = (await suggest(typed)) as readonly PlainTextOption[];
      return options.map((value) => ({ label: value.text.text, value }));
    },
    take(option) {
      picked = option;
      control.value = option.text.text;
    },
  });
  control.addEventListener("change", () => {
    if (control.value.trim() === "") picked = undefined;
    else if (control.value !== picked?.text.text) {
      const text = control.value.trim();
      picked = { text: { type: "plain_text", text }, value: text };
    }
  });
  return {
    control,
    drawn: element("div", { class: "s-external" }, control, list),
    read: () => ({ type, selected_option: picked ?? null }),
  };
}
