import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APISectionAccessoryComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Draft } from "./budget.ts";
import type { Control } from "./control.ts";
import { PICK } from "./gather.ts";
import { createIds, type Ids } from "./ids.ts";
import type { Line } from "./line.ts";
import type { Shape } from "./shape.ts";

type Button = Extract<Control, { kind: "button" | "link" }>;
type Select = Extract<Control, { kind: "select" }>;

/** A shape as the components that Discord takes. */
export function wireOf(shape: Shape, draft: Draft, ids: Ids): readonly APIComponentInContainer[] {
  switch (shape.kind) {
    case "text":
      return [{ type: ComponentType.TextDisplay, content: written(shape.lines, draft) }];
    case "section": {
      const content = written(shape.lines, draft);
      const components = [{ type: ComponentType.TextDisplay as const, content }];
      return [{ type: ComponentType.Section, components, accessory: beside(shape, ids) }];
    }
    case "row": {
      const components = shape.controls.map((control) => controlOf(control, ids));
      return [{ type: ComponentType.ActionRow, components }];
    }
    case "rule":
      return [{ type: ComponentType.Separator }];
    case "fence":
      return [{ type: ComponentType.TextDisplay, content: shape.content }];
    case "file":
      return [{ type: ComponentType.File, file: { url: `attachment://${shape.name}` } }];
    case "raw":
      return shape.components;
  }
}

function written(lines: readonly Line[], draft: Draft): string {
  return lines.map(draft).join("\n");
}

function beside(
  { beside: one }: Extract<Shape, { kind: "section" }>,
  ids: Ids,
): APISectionAccessoryComponent {
  if (one.kind !== "picture") return buttonOf(one, ids);
  const { url, alt } = one.picture;
  return { type: ComponentType.Thumbnail, media: { url }, ...(alt && { description: alt }) };
}

function controlOf(control: Control, ids: Ids): APIComponentInMessageActionRow {
  return control.kind === "select" ? selectOf(control, ids) : buttonOf(control, ids);
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

function buttonOf(button: Button, ids: Ids): APIButtonComponent {
  const { label } = button;
  const type = ComponentType.Button;
  if (button.kind === "link") return { type, style: ButtonStyle.Link, label, url: button.url };
  const style = button.style ? STYLES[button.style] : ButtonStyle.Secondary;
  return { type, style, label, custom_id: ids.take(button.ticket) };
}

function selectOf(
  { ticket, placeholder, choices }: Select,
  ids: Ids,
): APIComponentInMessageActionRow {
  // Where the values are tickets, two equal ones are told apart as two equal buttons are.
  const values = createIds([]);
  const options = choices.map(({ label, value }) => ({
    label,
    value: ticket === PICK ? values.take(value) : value,
  }));
  return {
    type: ComponentType.StringSelect,
    custom_id: ids.take(ticket),
    placeholder,
    options,
  };
}
