import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from "discord-api-types/v10";
import {
  type CommandCard,
  cleanLine,
  type Field,
  formOf,
  type Next,
  shorten,
  type Value,
} from "#chat";
import { LIMITS } from "./limits.ts";
import { POSTABLE } from "./postable.ts";
import { isSnowflake } from "./spans.ts";

/** Longest text that an option takes where it names no other length. */
const USUAL_LONGEST = 2000;

/** Longest value that is comfortable to edit on one line, in UTF-16 units. */
const ONE_LINE = 80;

/** Options of which one expects more than a few words. */
const LONG = /\b(commas|lines|text|abstract|message)\b/i;

/**
 * The modal that asks for what `next.ask` names, at most 5 options, starting from what `next.input`
 * holds; `customId` is sent back with it. Its answers are read by `readModal`.
 */
export function formModal(
  command: CommandCard,
  next: Next,
  customId: string,
): APIModalInteractionResponseCallbackData {
  const fields = formOf(command, next).slice(0, LIMITS.modal.parts);
  const title = shorten(cleanLine(command.about) || command.name, LIMITS.modal.title);
  const components = fields.map((field) => ({
    type: ComponentType.Label as const,
    label: shorten(capital(field.name), LIMITS.modal.label),
    ...described(field),
    component: inputOf(field),
  }));
  if (components.length > 0) return { custom_id: customId, title, components };
  const nothing = "There is nothing to fill in: just submit.";
  return {
    custom_id: customId,
    title,
    components: [{ type: ComponentType.TextDisplay, content: nothing }],
  };
}

/** What the option is about, with the bounds of a number; nothing where there is nothing to say. */
function described({ option }: Field): { description?: string } {
  const { least = 0, most } = option;
  const upTo = most === undefined ? `${least} or more` : `${least} to ${most}`;
  const bounds = option.type === "whole" ? ` (${upTo})` : "";
  const about = shorten(cleanLine(option.about), LIMITS.modal.description - bounds.length);
  return about ? { description: about + bounds } : {};
}

function inputOf(field: Field): APIComponentInLabel {
  const { option, value } = field;
  switch (option.type) {
    case "text":
      return selectable(option.choices) ? choiceOf(field, option.choices) : textOf(field);
    case "whole":
      return textOf(field);
    case "yesno":
      return selectOf(field, [
        { label: "Yes", value: "yes", default: isYes(value) },
        { label: "No", value: "no", default: value !== undefined && !isYes(value) },
      ]);
    case "channel":
      return {
        type: ComponentType.ChannelSelect,
        ...pickOf(field),
        channel_types: [...POSTABLE],
        ...defaultOf(value, SelectMenuDefaultValueType.Channel),
      };
    case "role":
      return {
        type: ComponentType.RoleSelect,
        ...pickOf(field),
        ...defaultOf(value, SelectMenuDefaultValueType.Role),
      };
  }
}

function textOf({ name, option, value }: Field): APIComponentInLabel {
  const { longest = USUAL_LONGEST, required = false } = option;
  const most = Math.min(longest, LIMITS.modal.input);
  const text =
    value === undefined ? "" : String(value).toWellFormed().slice(0, most).toWellFormed();
  const long = text.length > ONE_LINE || text.includes("\n") || LONG.test(option.about);
  const style = long && option.type === "text" ? TextInputStyle.Paragraph : TextInputStyle.Short;
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style,
    required,
    ...(required && { min_length: 1 }),
    ...(option.type === "text" && { max_length: most }),
    ...(text && { value: text }),
  };
}

function selectable(choices: readonly string[] | undefined): choices is readonly string[] {
  const { options, value } = LIMITS.select;
  const fits = (choice: string) => choice.length > 0 && choice.length <= value;
  return (
    choices !== undefined && choices.length <= options && choices.every(fits) && choices.length > 0
  );
}

function choiceOf(field: Field, choices: readonly string[]): APIComponentInLabel {
  const given = String(field.value ?? "").toLowerCase();
  const options = [...new Set(choices)].map((choice) => ({
    label: capital(choice),
    value: choice,
    default: choice.toLowerCase() === given,
  }));
  return selectOf(field, options);
}

function selectOf(field: Field, options: APISelectMenuOption[]): APIComponentInLabel {
  return { type: ComponentType.StringSelect, ...pickOf(field), options };
}

/** One pick, which may be taken back where the option may be left out. */
function pickOf({ name, option: { required = false } }: Field) {
  return { custom_id: name, required, min_values: required ? 1 : 0, max_values: 1 };
}

function defaultOf<T extends SelectMenuDefaultValueType>(value: Value | undefined, type: T) {
  const id = String(value ?? "");
  return isSnowflake(id) ? { default_values: [{ id, type }] } : {};
}

function isYes(value: Value | undefined): boolean {
  return value === true || /^(yes|y|true|on|1)$/i.test(String(value));
}

function capital(word: string): string {
  const line = cleanLine(word) || "?";
  return line.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
