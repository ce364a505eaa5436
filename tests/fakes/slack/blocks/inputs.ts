import type { Fields } from "../fields.ts";
import { address, type Check, flag, like, list, type Report, text, whole } from "./check.ts";
import { element, SHARED } from "./element.ts";
import { richText } from "./rich.ts";
import { LENGTHS } from "./texts.ts";

const { action, confirmed, focused, placed, dispatched } = SHARED;
const picked = { ...confirmed, ...focused, ...placed } as const;
const typed = { ...action, ...focused, ...placed, ...dispatched } as const;

/** Calendars and clocks. */
export const CLOCKS = [
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

/** Boxes to type into, and files. */
export const INPUTS = [
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

/** A box for formatted text. */
export const richInput = element("rich_text_input", {
  ...typed,
  initial_value: richText,
  min_lines: whole(1, 100),
  max_lines: whole(1, 100),
});

function number(): Check {
  return like(/^-?\d+(\.\d+)?$/, "a number as text");
}

function ordered(low: string, high: string) {
  return (value: Fields, at: string, report: Report): void => {
    if (Number(value[low]) > Number(value[high])) report(at, `${low} must not exceed ${high}`);
  };
}
