import { type Fields, fieldsIn, isFields, listIn, textIn } from "../fields.ts";

/** What a person puts into a field: text, an option's value or words, several of them, or an option itself. */
export type Given = string | number | Fields | readonly (string | Fields)[] | null;

/** What an element holds, as payloads say it: `{type, value}`, `{type, selected_option}`, … */
export function holding(
  element: Fields,
  given: Given | undefined,
  offered: readonly Fields[] = [],
): Fields {
  const type = textIn(element, "type") ?? "";
  const [field, first] = FIELDS[type.replace(/^multi_.*/, "multi")] ?? ["value", "initial_value"];
  if (given === undefined) {
    const { [first]: initial } = element;
    const fallback = type.startsWith("multi_") || type === "checkboxes" ? [] : null;
    const started = type.startsWith("multi_") ? multiStart(element) : initial;
    return { type, [multiField(type, field)]: started ?? fallback };
  }
  return { type, [multiField(type, field)]: read(element, type, given, offered) };
}

const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  overflow: ["selected_option", "initial_option"],
  checkboxes: ["selected_options", "initial_options"],
  multi: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  rich_text_input: ["rich_text_value", "initial_value"],
};

const MULTI: Readonly<Record<string, string>> = {
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
};

function multiField(type: string, field: string): string {
  return MULTI[type] ?? field;
}

function multiStart(element: Fields): unknown {
  const { initial_options: options, initial_users: users, initial_channels: channels } = element;
  const { initial_conversations: conversations } = element;
  return options ?? users ?? channels ?? conversations;
}

function read(element: Fields, type: string, given: Given, offered: readonly Fields[]): unknown {
  if (given === null) return type.startsWith("multi_") || type === "checkboxes" ? [] : null;
  switch (type) {
    case "static_select":
    case "external_select":
    case "radio_buttons":
    case "overflow":
      return optionOf(element, given as string | Fields, offered);
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select":
      return [given].flat().map((one) => optionOf(element, one as string | Fields, offered));
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return [given].flat();
    case "rich_text_input":
    case "datetimepicker":
      return given;
    default:
      return String(given);
  }
}

/** Every option of a menu, those of its groups included. */
function optionsOf(element: Fields): readonly Fields[] {
  const groups = listIn(element, "option_groups").flatMap((group) => listIn(group, "options"));
  return [...listIn(element, "options"), ...groups].filter(isFields);
}

function optionOf(element: Fields, given: string | Fields, offered: readonly Fields[]): Fields {
  if (typeof given !== "string") return given;
  const { initial_option: initial } = element;
  const all = [...optionsOf(element), ...offered, ...(isFields(initial) ? [initial] : [])];
  const words = (option: Fields) => textIn(fieldsIn(option, "text"), "text");
  const found =
    all.find((option) => textIn(option, "value") === given) ??
    all.find((option) => words(option) === given);
  if (found) return found;
  const there = all.map((option) => `${words(option)} (${textIn(option, "value")})`);
  throw new Error(`There is no option "${given}". There are: ${there.join(", ") || "none"}.`);
}
