import { refuses } from "./refuses.ts";
import { box, button, long, mrkdwn, plain, section } from "./samples.ts";

refuses("texts that Slack refuses", [
  ["an unknown kind", [{ type: "sektion" }], "unsupported type: sektion [/blocks/0/type]"],
  ["no kind", [{}], "missing required field: type [/blocks/0]"],
  ["no object", ["text"], "must be an object [/blocks/0]"],
  ["51 blocks", Array(51).fill({ type: "divider" }), "no more than 50 items allowed [/blocks]"],
  [
    "101 blocks at home",
    Array(101).fill({ type: "divider" }),
    "no more than 100 items allowed [/blocks]",
    "home",
  ],
  [
    "an unknown field",
    [{ type: "divider", color: "red" }],
    "invalid additional property: color [/blocks/0]",
  ],
  [
    "a block_id twice",
    [
      { type: "divider", block_id: "a" },
      { type: "divider", block_id: "a" },
    ],
    '`block_id` "a" already exists [/blocks/1/block_id]',
  ],
  [
    "a long block_id",
    [{ type: "divider", block_id: long(256) }],
    "must be less than 256 characters [/blocks/0/block_id]",
  ],
  ["an empty section", [{ type: "section" }], "must define either `fields` or `text` [/blocks/0]"],
  ["an empty text", [section(mrkdwn(""))], "must be more than 0 characters [/blocks/0/text/text]"],
  [
    "a text of blanks",
    [section(mrkdwn("  \n"))],
    "must be more than 0 characters [/blocks/0/text/text]",
  ],
  [
    "a long text",
    [section(mrkdwn(long(3001)))],
    "must be less than 3001 characters [/blocks/0/text/text]",
  ],
  ["a text that is a string", [section("text")], "must be an object [/blocks/0/text]"],
  [
    "emoji on mrkdwn",
    [section({ ...mrkdwn("x"), emoji: true })],
    "invalid additional property: emoji [/blocks/0/text]",
  ],
  [
    "verbatim on plain text",
    [section({ ...plain("x"), verbatim: true })],
    "invalid additional property: verbatim [/blocks/0/text]",
  ],
  [
    "no fields",
    [{ type: "section", fields: [] }],
    "no fewer than 1 items allowed [/blocks/0/fields]",
  ],
  [
    "11 fields",
    [{ type: "section", fields: Array(11).fill(plain("x")) }],
    "no more than 10 items allowed [/blocks/0/fields]",
  ],
  [
    "a long field",
    [{ type: "section", fields: [plain(long(2001))] }],
    "must be less than 2001 characters [/blocks/0/fields/0/text]",
  ],
  [
    "an input beside a section",
    [{ ...section(plain("x")), accessory: box() }],
    "unsupported type: plain_text_input [/blocks/0/accessory/type]",
  ],
  [
    "a header of mrkdwn",
    [{ type: "header", text: mrkdwn("x") }],
    "must be one of: plain_text [/blocks/0/text/type]",
  ],
  [
    "a long header",
    [{ type: "header", text: plain(long(151)) }],
    "must be less than 151 characters [/blocks/0/text/text]",
  ],
  [
    "11 elements of context",
    [{ type: "context", elements: Array(11).fill(mrkdwn("x")) }],
    "no more than 10 items allowed [/blocks/0/elements]",
  ],
  [
    "a button in context",
    [{ type: "context", elements: [button()] }],
    "unsupported type: button [/blocks/0/elements/0/type]",
  ],
]);
