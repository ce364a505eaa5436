import type { APIComponentInLabel, APILabelComponent } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Around } from "../form.ts";
import { drawUnknown } from "../unknown.ts";
import type { Field, Part } from "./field.ts";
import { drawPick } from "./pick.ts";
import { drawTextInput } from "./text-input.ts";

/** A field with its label and what it is about. */
export function drawLabel(
  { label, description, component }: APILabelComponent,
  around: Around,
): Part {
  const field = drawField(component, around);
  if (!field) return { drawn: drawUnknown(component) };
  const { control, read } = field;
  const id = `d-${"custom_id" in component ? component.custom_id : label}`;
  const isRequired = control.hasAttribute("required");
  control.id = id;
  if (description) control.setAttribute("aria-describedby", `${id}-about`);
  return {
    drawn: element(
      "div",
      { class: "d-field" },
      element(
        "label",
        { for: id },
        label,
        isRequired && element("span", { class: "d-required", "aria-hidden": "true" }, " *"),
      ),
      description !== undefined &&
        element("p", { id: `${id}-about`, class: "d-about" }, description),
      control,
    ),
    read: () => {
      const { type } = component;
      const custom_id = "custom_id" in component ? component.custom_id : "";
      return { type: 18, component: { type, custom_id, ...read() } };
    },
  };
}

function drawField(component: APIComponentInLabel, { channel }: Around): Field | undefined {
  switch (component.type) {
    case 4:
      return drawTextInput(component);
    case 3:
      return drawPick(
        component,
        component.options.map(({ label, value }) => ({ label, value })),
        component.options.find((option) => option.default)?.value,
      );
    case 8: {
      const given = component.default_values?.[0]?.id;
      return drawPick(component, [{ label: `# ${channel.name}`, value: channel.id }], given);
    }
    case 6:
      return drawPick(component, [], component.default_values?.[0]?.id);
    default:
      return undefined;
  }
}
