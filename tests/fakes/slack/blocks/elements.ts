import type { Fields } from "../fields.ts";
import {
  address,
  byType,
  type Check,
  exactlyOne,
  flag,
  like,
  list,
  oneOf,
  type Report,
  shape,
  text,
  whole,
} from "./check.ts";
import { richText } from "./rich.ts";
import { confirm, id, image, LENGTHS, mrkdwn, option, optionGroup, plain } from "./texts.ts";

/** Most options of a select, and of radio buttons and check boxes (@slack/types 3.2.0). */
const MOST_OPTIONS = 100;
const MOST_BOXES = 10;
const MOST_OVERFLOW = 5;

const action = { action_id: id } as const;
const confirmed = { ...action, confirm } as const;
const focused = { focus_on_load: flag } as const;
const placed = { placeholder: plain(LENGTHS.placeholder) } as const;
const picked = { ...confirmed, ...focused, ...placed } as const;
const many = { max_selected_items: whole(1, 999) } as const;
const dispatched = {
  dispatch_action_config: shape({
    trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), 2),
  }),
} as const;
const typed = { ...action, ...focused, ...placed, ...dispatched } as const;

/** Slack makes up an action_id where none is given, so that none is needed. */
function element(
  type: string,
  fields: Readonly<Record<string, Check>>,
  needed: readonly string[] = [],
  more?: (value: Fields, at: string, report: Report) => void,
): readonly [string, Check] {
  return [type, shape({ type: oneOf(type), ...fields }, needed, more)];
}

const button = element(
  "button",
  {
    ...confirmed,
    text: plain(LENGTHS.button),
    value: text(LENGTHS.buttonValue),
    url: address(LENGTHS.url, ["http:", "https:", "mailto:", "slack:"]),
    style: oneOf("primary", "danger"),
    accessibility_label: text(LENGTHS.label),
  },
  ["text"],
);

const menuOptions = {
  options: list(option("menu"), MOST_OPTIONS),
  option_groups: list(optionGroup, MOST_OPTIONS),
} as const;
const menu = option("menu");
const boxes = list(option("box"), MOST_BOXES);
const conversations = {
  default_to_current_conversation: flag,
  filter: shape(
    {
      include: list(oneOf("im", "mpim", "private", "public"), 4),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
    [],
    (value, at, report) => {
      if (Object.keys(value).length === 0) report(at, "must have at least one property");
    },
  ),
} as const;

const SINGLE = [
  element("static_select", { ...picked, ...menuOptions, initial_option: menu }, [], choosing),
  element("external_select", { ...picked, initial_option: menu, min_query_length: whole(0, 100) }),
  element("users_select", { ...picked, initial_user: id }),
  element("conversations_select", {
    ...picked,
    ...conversations,
    initial_conversation: id,
    response_url_enabled: flag,
  }),
  element("channels_select", { ...picked, initial_channel: id, response_url_enabled: flag }),
] as const;

const MULTI = [
  element(
    "multi_static_select",
    { ...picked, ...many, ...menuOptions, initial_options: list(menu, MOST_OPTIONS) },
    [],
    choosing,
  ),
  element("multi_external_select", {
    ...picked,
    ...many,
    initial_options: list(menu, MOST_OPTIONS),
    min_query_length: whole(0, 100),
  }),
  element("multi_users_select", { ...picked, ...many, initial_users: list(id, 100) }),
  element("multi_conversations_select", {
    ...picked,
    ...many,
    ...conversations,
    initial_conversations: list(id, 100),
  }),
  element("multi_channels_select", { ...picked, ...many, initial_channels: list(id, 100) }),
] as const;

const BOXES = [
  element(
    "checkboxes",
    { ...confirmed, ...focused, options: boxes, initial_options: boxes },
    ["options"],
    among("initial_options"),
  ),
  element(
    "radio_buttons",
    { ...confirmed, ...focused, options: boxes, initial_option: option("box") },
    ["options"],
    among("initial_option"),
  ),
] as const;

const CLOCKS = [
  element("datepicker", {
    ...picked,
    initial_date: like(/^\d{4}-\d\d-\d\d$/, "a date as YYYY-MM-DD"),
  }),
  element("timepicker", {
    ...picked,
    initial_time: like(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:mm"),
    timezone: text(LENGTHS.id),
  }),
  element("datetimepicker", {
    ...confirmed,
    ...focused,
    initial_date_time: whole(1_000_000_000, 9_999_999_999),
  }),
] as const;

const overflow = element(
  "overflow",
  { ...confirmed, options: list(option("overflow"), MOST_OVERFLOW) },
  ["options"],
);

const INPUTS = [
  element(
    "plain_text_input",
    {
      ...typed,
      initial_value: text(LENGTHS.text, 0),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
    [],
    ordered("min_length", "max_length"),
  ),
  element(
    "number_input",
    {
      ...typed,
      is_decimal_allowed: flag,
      initial_value: number(),
      min_value: number(),
      max_value: number(),
    },
    ["is_decimal_allowed"],
    ordered("min_value", "max_value"),
  ),
  element("email_text_input", { ...typed, initial_value: text(LENGTHS.text) }),
  element("url_text_input", { ...typed, initial_value: address() }),
  element("file_input", {
    ...action,
    filetypes: list(text(LENGTHS.id), 100),
    max_files: whole(1, 10),
  }),
] as const;

const richInput = element("rich_text_input", {
  ...typed,
  initial_value: richText,
  min_lines: whole(1, 100),
  max_lines: whole(1, 100),
});

const IMAGE = ["image", image] as const;

/** What may stand in a row of actions. */
export const ACTIONS: Check = byType(
  Object.fromEntries([button, overflow, richInput, ...SINGLE, ...MULTI, ...BOXES, ...CLOCKS]),
);

/** What may stand beside the text of a section. */
export const ACCESSORIES: Check = byType(
  Object.fromEntries([
    button,
    overflow,
    IMAGE,
    ...SINGLE,
    ...MULTI,
    ...BOXES,
    ...CLOCKS.filter(([type]) => type !== "datetimepicker"),
  ]),
);

/** What a form's field may be. */
export const FIELDS: Check = byType(
  Object.fromEntries([...INPUTS, richInput, ...SINGLE, ...MULTI, ...BOXES, ...CLOCKS]),
);

/** The buttons of a card: buttons and nothing else. */
export const BUTTONS: Check = byType(Object.fromEntries([button]));

/** What may stand in a line of context. */
export const CONTEXT: Check = byType({
  image,
  plain_text: plain(LENGTHS.text),
  mrkdwn: mrkdwn(LENGTHS.text),
});

const feedback = shape(
  { text: plain(LENGTHS.button), value: text(LENGTHS.buttonValue), accessibility_label: text(75) },
  ["text", "value"],
);

/** What may stand in a line of context actions. */
export const CONTEXT_ACTIONS: Check = byType(
  Object.fromEntries([
    element(
      "feedback_buttons",
      { ...action, positive_button: feedback, negative_button: feedback },
      ["positive_button", "negative_button"],
    ),
    element(
      "icon_button",
      {
        ...confirmed,
        icon: oneOf("trash"),
        text: plain(LENGTHS.button),
        value: text(LENGTHS.buttonValue),
        accessibility_label: text(LENGTHS.label),
        visible_to_user_ids: list(id, 100),
      },
      ["icon", "text"],
    ),
  ]),
);

function number(): Check {
  return like(/^-?\d+(\.\d+)?$/, "a number as text");
}

function ordered(low: string, high: string) {
  return (value: Fields, at: string, report: Report): void => {
    if (Number(value[low]) > Number(value[high])) report(at, `${low} must not exceed ${high}`);
  };
}

/** Options or groups of them, and what is chosen at first is one of them. */
function choosing(value: Fields, at: string, report: Report): void {
  exactlyOne("options", "option_groups")(value, at, report);
  among("initial_option", "initial_options")(value, at, report);
}

function among(...names: readonly string[]) {
  return (value: Fields, at: string, report: Report): void => {
    const { options = [], option_groups: groups = [] } = value;
    const nested = Array.isArray(groups) ? groups.flatMap((group) => group?.options ?? []) : [];
    const offered = [...(Array.isArray(options) ? options : []), ...nested].map(asText);
    for (const name of names)
      for (const first of [value[name] ?? []].flat())
        if (!offered.includes(asText(first)))
          report(`${at}/${name}`, "must match one of the options");
  };
}

function asText(value: unknown): string {
  return JSON.stringify(
    value,
    Object.keys(value ?? {})
      .concat("text", "type", "emoji")
      .sort(),
  );
}
