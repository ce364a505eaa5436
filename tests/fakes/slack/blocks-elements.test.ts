import { refuses } from "./refuses.ts";
import { actions, box, button, input, long, mrkdwn, option, plain, select } from "./samples.ts";

refuses("elements and fields that Slack refuses", [
  ["an empty row of actions", [actions()], "no fewer than 1 items allowed [/blocks/0/elements]"],
  [
    "26 actions",
    [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `b${n}` })))],
    "no more than 25 items allowed [/blocks/0/elements]",
  ],
  [
    "an action_id twice",
    [actions(button(), button())],
    '`action_id` "go" already exists in this block [/blocks/0/elements/1]',
  ],
  [
    "a long action_id",
    [actions(button({ action_id: long(256) }))],
    "must be less than 256 characters [/blocks/0/elements/0/action_id]",
  ],
  [
    "long words on a button",
    [actions(button({ text: plain(long(76)) }))],
    "must be less than 76 characters [/blocks/0/elements/0/text/text]",
  ],
  [
    "a button of mrkdwn",
    [actions(button({ text: mrkdwn("x") }))],
    "must be one of: plain_text [/blocks/0/elements/0/text/type]",
  ],
  [
    "an empty value",
    [actions(button({ value: "" }))],
    "must be more than 0 characters [/blocks/0/elements/0/value]",
  ],
  [
    "a long value",
    [actions(button({ value: long(2001) }))],
    "must be less than 2001 characters [/blocks/0/elements/0/value]",
  ],
  [
    "an unknown style",
    [actions(button({ style: "default" }))],
    "must be one of: primary, danger [/blocks/0/elements/0/style]",
  ],
  [
    "a url that is none",
    [actions(button({ url: "arxiv.org" }))],
    "must be a valid URL [/blocks/0/elements/0/url]",
  ],
  [
    "a script for a url",
    [actions(button({ url: "javascript:alert(1)" }))],
    "must be a valid URL [/blocks/0/elements/0/url]",
  ],
  [
    "a long url",
    [actions(button({ url: `https://a.example/${long(3000)}` }))],
    "must be less than 3001 characters [/blocks/0/elements/0/url]",
  ],
  [
    "a long question",
    [actions(button({ confirm: { title: plain(long(101)), text: plain("x") } }))],
    "must be less than 101 characters [/blocks/0/elements/0/confirm/title/text]",
  ],
  [
    "a question without text",
    [actions(button({ confirm: { title: plain("x") } }))],
    "missing required field: text [/blocks/0/elements/0/confirm]",
  ],
  [
    "a long answer to a question",
    [actions(button({ confirm: { text: plain("x"), deny: plain(long(31)) } }))],
    "must be less than 31 characters [/blocks/0/elements/0/confirm/deny/text]",
  ],
  [
    "no options",
    [actions(select({ options: [] }))],
    "no fewer than 1 items allowed [/blocks/0/elements/0/options]",
  ],
  [
    "101 options",
    [actions(select({ options: Array(101).fill(option()) }))],
    "no more than 100 items allowed [/blocks/0/elements/0/options]",
  ],
  [
    "options and groups",
    [actions(select({ option_groups: [{ label: plain("g"), options: [option()] }] }))],
    "must provide either options or option_groups [/blocks/0/elements/0]",
  ],
  [
    "long words of an option",
    [actions(select({ options: [option(long(76))] }))],
    "must be less than 76 characters [/blocks/0/elements/0/options/0/text/text]",
  ],
  [
    "a long value of an option",
    [actions(select({ options: [option("x", long(76))] }))],
    "must be less than 76 characters [/blocks/0/elements/0/options/0/value]",
  ],
  [
    "an option of mrkdwn in a menu",
    [actions(select({ options: [{ text: mrkdwn("x"), value: "1" }] }))],
    "must be one of: plain_text [/blocks/0/elements/0/options/0/text/type]",
  ],
  [
    "a start that is no option",
    [actions(select({ initial_option: option("Two", "2") }))],
    "must match one of the options [/blocks/0/elements/0/initial_option]",
  ],
  [
    "a long placeholder",
    [actions(select({ placeholder: plain(long(151)) }))],
    "must be less than 151 characters [/blocks/0/elements/0/placeholder/text]",
  ],
  [
    "6 overflow options",
    [actions({ type: "overflow", action_id: "o", options: Array(6).fill(option()) })],
    "no more than 5 items allowed [/blocks/0/elements/0/options]",
  ],
  [
    "11 radio buttons",
    [actions({ type: "radio_buttons", action_id: "r", options: Array(11).fill(option()) })],
    "no more than 10 items allowed [/blocks/0/elements/0/options]",
  ],
  [
    "a date in words",
    [actions({ type: "datepicker", action_id: "d", initial_date: "today" })],
    "must be a date as YYYY-MM-DD [/blocks/0/elements/0/initial_date]",
  ],
  [
    "25 o'clock",
    [actions({ type: "timepicker", action_id: "t", initial_time: "25:00" })],
    "must be a time as HH:mm [/blocks/0/elements/0/initial_time]",
  ],
  [
    "an input without a label",
    [{ type: "input", element: box() }],
    "missing required field: label [/blocks/0]",
    "modal",
  ],
  [
    "a long label",
    [input(box(), { label: plain(long(2001)) })],
    "must be less than 2001 characters [/blocks/0/label/text]",
    "modal",
  ],
  [
    "a button as a field",
    [input(button())],
    "unsupported type: button [/blocks/0/element/type]",
    "modal",
  ],
  [
    "a least above the most",
    [input(box({ min_length: 5, max_length: 2 }))],
    "min_length must not exceed max_length [/blocks/0/element]",
    "modal",
  ],
  [
    "two fields in focus",
    [
      input(box({ focus_on_load: true }), { block_id: "a" }),
      input(box({ focus_on_load: true }), { block_id: "b" }),
    ],
    "only one element may have focus_on_load [/blocks]",
    "modal",
  ],
  [
    "a number that is none",
    [
      input({
        type: "number_input",
        action_id: "n",
        is_decimal_allowed: false,
        initial_value: "nine",
      }),
    ],
    "must be a number as text [/blocks/0/element/initial_value]",
    "modal",
  ],
]);
