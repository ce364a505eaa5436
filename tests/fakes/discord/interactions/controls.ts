import {
  type APIMessage,
  ButtonStyle,
  ComponentType,
  ApplicationCommandOptionType as OptionType,
} from "discord.js";
import type { Core } from "../core.ts";
import { type Json, list, record, text, whole } from "../json.ts";
import { childrenOf } from "../world/components.ts";
import type { Standing } from "./dispatch.ts";
import { resolve } from "./options.ts";

/** Something that can be used in a message: a button or a menu, as it stands. */
export type Control = {
  readonly kind: "button" | "link" | "menu";
  /** Of a menu, its placeholder; of a button that shows an emoji alone, its name. */
  readonly label: string;
  readonly customId?: string;
  readonly url?: string;
  readonly disabled: boolean;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
};

/** Every button, link and menu of a message, in reading order. */
export function controlsOf(message: APIMessage): readonly Control[] {
  return componentsOf(message).flatMap((component): readonly Control[] => {
    const disabled = component.disabled === true;
    const label = labelOf(component);
    const customId = text(component.custom_id);
    if (isSelect(component)) {
      const options = list(component.options).map((one) => record(one));
      const shown = options.map((one) => ({
        label: text(one.label),
        value: text(one.value),
      }));
      return [{ kind: "menu", label, customId, disabled, options: shown }];
    }
    if (component.type !== ComponentType.Button) return [];
    return component.style === ButtonStyle.Link
      ? [{ kind: "link", label, url: text(component.url), disabled }]
      : [{ kind: "button", label, customId, disabled }];
  });
}

/** Everything that can be read in a message: content, embeds, text, labels, file names. */
export function textOf(message: APIMessage): string {
  const embeds = (message.embeds ?? []).flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ]);
  const shown = componentsOf(message).map((component) =>
    component.type === ComponentType.TextDisplay ? text(component.content) : labelOf(component),
  );
  const files = message.attachments.map(({ filename }) => filename);
  return [message.content, ...embeds, ...shown, ...files].filter(Boolean).join("\n");
}

/** All components of a message, nested ones too, in reading order. */
export function componentsOf(message: APIMessage): readonly Json[] {
  const all = (component: Json): readonly Json[] => [
    component,
    ...childrenOf(component).flatMap(all),
  ];
  return list(message.components).map(record).flatMap(all);
}

/** A button that can be pressed. @throws Error */
export function findButton(message: APIMessage, wanted: string): Json {
  const buttons = componentsOf(message).filter(({ type }) => type === ComponentType.Button);
  const found = one(buttons, wanted, "button");
  if (found.style === ButtonStyle.Link) {
    throw new Error(`"${wanted}" is a link: it opens a page and tells the bot nothing`);
  }
  return found;
}

/** A menu that can be opened. @throws Error */
export function findSelect(message: APIMessage, wanted: string): Json {
  return one(componentsOf(message).filter(isSelect), wanted, "menu");
}

/** What Discord sends of a menu that these were picked of. @throws Error for what it does not offer */
export function picked(
  select: Json,
  values: readonly (string | { readonly id: string })[],
  standing: Standing,
  core: Core,
): Json {
  const { values: chosen, resolved } = chosenOf(select, values, standing, core);
  const { custom_id, id, type } = select;
  return {
    custom_id,
    id,
    component_type: type,
    values: chosen,
    ...(type === ComponentType.StringSelect ? {} : { resolved }),
  };
}

/** The values of a menu with what Discord resolves of them. @throws Error */
export function chosenOf(
  select: Json,
  values: readonly (string | { readonly id: string })[],
  standing: Standing,
  core: Core,
): { readonly values: readonly string[]; readonly resolved: Json } {
  const given = values.map((value) => (typeof value === "string" ? value : value.id));
  const least = whole(select.min_values ?? 1);
  const most = whole(select.max_values ?? 1);
  if (given.length > most || (given.length < least && select.required !== false)) {
    throw new Error(`"${labelOf(select)}" takes ${least} to ${most} values, not ${given.length}`);
  }
  const resolved: Json = {};
  if (select.type !== ComponentType.StringSelect) {
    const type = RESOLVED[Number(select.type)] ?? 0;
    for (const id of given) resolve(resolved, type, id, standing, core);
    if (Object.keys(resolved).length === 0 && given.length > 0) {
      throw new Error(`Nothing to pick has the id ${given.join(", ")}`);
    }
    return { values: given, resolved };
  }
  const options = list(select.options).map(record);
  const offered = given.map((wanted) => {
    const option = options.find(({ value, label }) => value === wanted || label === wanted);
    if (option) return text(option.value);
    const labels = options.map(({ label }) => text(label)).join(", ");
    throw new Error(`"${labelOf(select)}" offers no "${wanted}"; it offers: ${labels}`);
  });
  return { values: offered, resolved };
}

const RESOLVED: Readonly<Record<number, OptionType>> = {
  [ComponentType.UserSelect]: OptionType.User,
  [ComponentType.RoleSelect]: OptionType.Role,
  [ComponentType.MentionableSelect]: OptionType.Mentionable,
  [ComponentType.ChannelSelect]: OptionType.Channel,
};

function isSelect({ type }: Json): boolean {
  return type === ComponentType.StringSelect || Number(type) in RESOLVED;
}

function labelOf(component: Json): string {
  const emoji = text(record(component.emoji).name);
  return text(component.label) || text(component.placeholder) || emoji;
}

function one(controls: readonly Json[], wanted: string, kind: string): Json {
  const found =
    controls.find(({ custom_id }) => custom_id === wanted) ??
    controls.find((control) => labelOf(control) === wanted);
  if (!found) {
    const labels = controls.map(labelOf).join(", ") || "none";
    throw new Error(`No ${kind} "${wanted}" in this message; there are: ${labels}`);
  }
  if (found.disabled === true) throw new Error(`The ${kind} "${wanted}" is disabled`);
  return found;
}
