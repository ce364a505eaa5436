import type { Fields } from "../fields.ts";
import { exactlyOne, flag, list, oneOf, type Report, shape, whole } from "./check.ts";
import { element, SHARED } from "./element.ts";
import { id, option, optionGroup } from "./texts.ts";

/** Most options of a select, of radio buttons and check boxes, and of an overflow (@slack/types 3.2.0). */
const MOST = { options: 100, boxes: 10, overflow: 5 } as const;

const { confirmed, focused, placed, many } = SHARED;
const picked = { ...confirmed, ...focused, ...placed } as const;

const menuOptions = {
  options: list(option("menu"), MOST.options),
  option_groups: list(optionGroup, MOST.options),
} as const;
const menu = option("menu");
const boxes = list(option("box"), MOST.boxes);
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

/** Menus of which one thing is picked. */
export const SINGLE = [
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

/** Menus of which several things are picked. */
export const MULTI = [
  element(
    "multi_static_select",
    { ...picked, ...many, ...menuOptions, initial_options: list(menu, MOST.options) },
    [],
    choosing,
  ),
  element("multi_external_select", {
    ...picked,
    ...many,
    initial_options: list(menu, MOST.options),
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

/** Radio buttons and check boxes. */
export const BOXES = [
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

/** The menu behind three dots. */
export const overflow = element(
  "overflow",
  { ...confirmed, options: list(option("overflow"), MOST.overflow) },
  ["options"],
);

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
