import { ComponentType } from "discord.js";
import type { Core } from "../core.ts";
import { type Json, list, record, text, whole } from "../json.ts";
import type { Modal } from "./asked.ts";
import { chosenOf } from "./controls.ts";
import type { Standing } from "./dispatch.ts";

/** Values of a form by the custom id or the label of their fields. */
export type Filled = Readonly<
  Record<string, string | boolean | readonly (string | { readonly id: string })[]>
>;

/** What can be filled in, as a test may want to read it. */
export type Field = {
  readonly customId: string;
  readonly label: string;
  readonly description?: string;
  readonly required: boolean;
  /** What it holds when the form opens. */
  readonly value: string | readonly string[] | boolean | null;
  readonly component: Json;
};

/** The fields of a form, from top to bottom. */
export function fieldsOf(modal: Modal): readonly Field[] {
  return modal.components.flatMap((part) => {
    const inside = part.component ? [part.component] : list(part.components);
    return inside.map(record).map((component) => ({
      customId: text(component.custom_id),
      label: text(part.label) || text(component.label),
      ...(part.description ? { description: text(part.description) } : {}),
      required: component.required !== false,
      value: startOf(component),
      component,
    }));
  });
}

/**
 * What Discord sends of a filled-in form.
 * @throws Error for what its client would not send: a missing value, one too long, one not offered
 */
export function filledIn(modal: Modal, filled: Filled, standing: Standing, core: Core): Json {
  const fields = fieldsOf(modal);
  const known = fields.flatMap(({ customId, label }) => [customId, label]);
  const foreign = Object.keys(filled).filter((key) => !known.includes(key));
  if (foreign.length > 0) {
    throw new Error(`The form has no field "${foreign.join('", "')}"; it has: ${known.join(", ")}`);
  }
  const resolved: Json = {};
  let last = 0;
  const answers = new Map(
    fields.map((field) => {
      const value = filled[field.customId] ?? filled[field.label] ?? field.value;
      return [field.component, answerOf(field, value, { standing, core, resolved })] as const;
    }),
  );
  const numbered = (component: Json): Json => {
    last += 1;
    return { type: component.type, id: component.id ?? last };
  };
  const components = modal.components.map((part) => {
    const head = numbered(part);
    const answer = (component: unknown) => ({
      ...numbered(record(component)),
      ...answers.get(record(component)),
    });
    if (part.component) return { ...head, component: answer(part.component) };
    return part.components ? { ...head, components: list(part.components).map(answer) } : head;
  });
  const found = Object.keys(resolved).length > 0 ? { resolved } : {};
  return { custom_id: modal.customId, components, ...found };
}

type Surroundings = { readonly standing: Standing; readonly core: Core; readonly resolved: Json };

function answerOf(
  field: Field,
  value: Filled[string] | null,
  { standing, core, resolved }: Surroundings,
): Json {
  const { component, customId: custom_id } = field;
  switch (component.type) {
    case ComponentType.TextInput:
      return { custom_id, value: written(field, text(value)) };
    case ComponentType.Checkbox:
      return { custom_id, value: value === true };
    case ComponentType.RadioGroup: {
      const offered = list(component.options).some((one) => record(one).value === value);
      if (value !== null && !offered) throw new Error(`"${field.label}" offers no "${value}"`);
      if (value === null && field.required) throw new Error(`"${field.label}" must be filled in`);
      return { custom_id, value };
    }
    case ComponentType.CheckboxGroup:
      return { custom_id, values: list(value) };
    case ComponentType.FileUpload:
      if (field.required) throw new Error("The fake's people upload no files");
      return { custom_id, values: [] };
    default: {
      const given = list(value) as readonly (string | { readonly id: string })[];
      if (given.length === 0 && !field.required) return { custom_id, values: [] };
      const chosen = chosenOf(component, given, standing, core);
      for (const [kind, found] of Object.entries(chosen.resolved)) {
        resolved[kind] = { ...record(resolved[kind]), ...record(found) };
      }
      return { custom_id, values: chosen.values };
    }
  }
}

function written({ component, label, required }: Field, value: string): string {
  const least = whole(component.min_length);
  const most = whole(component.max_length ?? 4_000);
  if (value === "" && required) throw new Error(`"${label}" must be filled in`);
  if (value.length > most) throw new Error(`"${label}" takes at most ${most} characters`);
  if (value !== "" && value.length < least) {
    throw new Error(`"${label}" takes at least ${least} characters`);
  }
  return value;
}

function startOf(component: Json): Field["value"] {
  const options = list(component.options).map(record);
  const chosen = options.filter(({ default: on }) => on === true).map(({ value }) => text(value));
  switch (component.type) {
    case ComponentType.TextInput:
      return text(component.value);
    case ComponentType.Checkbox:
      return component.default === true;
    case ComponentType.RadioGroup:
      return chosen[0] ?? null;
    case ComponentType.StringSelect:
    case ComponentType.CheckboxGroup:
      return chosen;
    default:
      return list(component.default_values).map((one) => text(record(one).id));
  }
}
