import type { types } from "@slack/bolt";
import { clean, type Field, isBlank, type Option, type Value } from "#chat";
import { LIMITS } from "./limits.ts";
import { plain } from "./plain.ts";

/** Longest text that an option takes, where it doesn't say; the same as `readInput`'s. */
const USUAL = 2000;

/** A text that may be longer than this gets several lines. */
const ONE_LINE = 200;

const CONVERSATION = /^[CG][A-Z0-9]{5,30}$/;

/** One question of a form as an input block: its label is the option's name, its hint what the option is about. */
export function fieldOf({ name, option, value }: Field): types.InputBlock {
  return {
    type: "input",
    block_id: name,
    label: plain(name.slice(0, 1).toUpperCase() + name.slice(1), LIMITS.inputLabel, name),
    hint: plain(hintOf(option), LIMITS.inputHint, "No help is known for this."),
    optional: option.required !== true,
    element: { ...elementOf(option, value), action_id: name },
  };
}

function hintOf(option: Option): string {
  const { about } = option;
  const choices = option.choices && !isMenu(option.choices) ? `: ${option.choices.join(", ")}` : "";
  // Slack's forms have no menu of user groups.
  const group = option.type === "role" ? ". Give a user group by its id, such as S0123456789" : "";
  return `${about}${choices}${group}`;
}

function elementOf(option: Option, value: Value | undefined): types.InputBlockElement {
  switch (option.type) {
    case "text":
      return textOf(option, value);
    case "whole":
      return wholeOf(option, value);
    case "yesno":
      return yesNoOf(value);
    case "channel":
      return channelOf(value);
    case "role":
      return typedOf(LIMITS.inputText, value);
  }
}

/**
 * Choices are a menu; a text that the command completes is a menu that asks it while one types, where
 * whatever was typed is offered too; any other is typed. What a menu has no room for is typed as well.
 */
function textOf(option: Option, value: Value | undefined): types.InputBlockElement {
  const { choices, longest = USUAL, suggest } = option;
  if (choices && isMenu(choices)) return menuOf(choices, value);
  if (suggest && isShort(value)) return suggestedOf(value);
  const many = option.longest !== undefined && option.longest > ONE_LINE;
  return typedOf(Math.min(longest, LIMITS.inputText), value, many);
}

function typedOf(max: number, value: Value | undefined, many = false): types.PlainTextInput {
  const text = value === undefined ? "" : clean(String(value)).slice(0, max).toWellFormed();
  const multiline = many || text.length > ONE_LINE || text.includes("\n");
  return {
    type: "plain_text_input",
    max_length: max,
    ...(multiline && { multiline }),
    ...(text && { initial_value: text }),
  };
}

function menuOf(choices: readonly string[], value: Value | undefined): types.StaticSelect {
  const options = choices.map(optionOf);
  const chosen = options.find((one) => one.value === String(value).toLowerCase());
  return { type: "static_select", options, ...(chosen && { initial_option: chosen }) };
}

function suggestedOf(value: Value | undefined): types.ExternalSelect {
  return {
    type: "external_select",
    min_query_length: 0,
    placeholder: plain("Type, then pick", LIMITS.placeholder, ""),
    ...(value !== undefined && { initial_option: optionOf(String(value)) }),
  };
}

function wholeOf({ least = 0, most }: Option, value: Value | undefined): types.NumberInput {
  const number = Number(value);
  const fits = Number.isSafeInteger(number) && number >= least && number <= (most ?? number);
  return {
    type: "number_input",
    is_decimal_allowed: false,
    min_value: String(least),
    ...(most !== undefined && { max_value: String(most) }),
    ...(value !== undefined && fits && { initial_value: String(number) }),
  };
}

/** Two buttons rather than a box to tick, so that it can be left open, which keeps what is. */
function yesNoOf(value: Value | undefined): types.RadioButtons {
  const options = ["yes", "no"].map(optionOf);
  const chosen = options[value === true ? 0 : 1];
  return {
    type: "radio_buttons",
    options,
    ...(typeof value === "boolean" && chosen && { initial_option: chosen }),
  };
}

function channelOf(value: Value | undefined): types.ConversationsSelect {
  const id = typeof value === "string" && CONVERSATION.test(value) ? value : undefined;
  return {
    type: "conversations_select",
    filter: { include: ["public", "private"], exclude_bot_users: true },
    ...(id !== undefined && { initial_conversation: id }),
  };
}

function optionOf(value: string): types.PlainTextOption {
  return { text: plain(value, LIMITS.optionLabel, value), value };
}

function isMenu(choices: readonly string[]): boolean {
  return choices.length > 0 && choices.length <= LIMITS.options && choices.every(isShort);
}

/** Whether an option of a menu can hold a value; one that is not there yet can be anything. */
function isShort(value: Value | undefined): boolean {
  if (value === undefined) return true;
  const text = String(value);
  return text.length <= LIMITS.optionValue && text.isWellFormed() && !isBlank(clean(text));
}
