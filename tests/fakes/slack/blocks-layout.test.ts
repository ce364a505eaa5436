import { refuses } from "./refuses.ts";
import { button, card, long, mrkdwn, plain, section, select } from "./samples.ts";

refuses("layouts that Slack refuses", [
  [
    "an empty card",
    [{ type: "card" }],
    "must define at least one of: hero_image, title, actions, body [/blocks/0]",
  ],
  [
    "4 buttons on a card",
    [card({ actions: [1, 2, 3, 4].map((n) => button({ action_id: `b${n}` })) })],
    "no more than 3 items allowed [/blocks/0/actions]",
  ],
  [
    "a long title of a card",
    [card({ title: mrkdwn(long(151)) })],
    "must be less than 151 characters [/blocks/0/title/text]",
  ],
  [
    "a long body of a card",
    [card({ body: mrkdwn(long(201)) })],
    "must be less than 201 characters [/blocks/0/body/text]",
  ],
  [
    "a menu on a card",
    [card({ actions: [select()] })],
    "unsupported type: static_select [/blocks/0/actions/0/type]",
  ],
  [
    "11 cards in a carousel",
    [{ type: "carousel", elements: Array(11).fill(card()) }],
    "no more than 10 items allowed [/blocks/0/elements]",
  ],
  [
    "a section in a carousel",
    [{ type: "carousel", elements: [section(plain("x"))] }],
    "unsupported type: section [/blocks/0/elements/0/type]",
  ],
  [
    "11 blocks in a container",
    [{ type: "container", title: plain("x"), child_blocks: Array(11).fill({ type: "divider" }) }],
    "no more than 10 items allowed [/blocks/0/child_blocks]",
  ],
  [
    "a container without a title",
    [{ type: "container", child_blocks: [{ type: "divider" }] }],
    "must define either `title` or `rich_text_title` [/blocks/0]",
  ],
  [
    "a container in a container",
    [{ type: "container", title: plain("x"), child_blocks: [{ type: "container" }] }],
    "unsupported type: container [/blocks/0/child_blocks/0/type]",
  ],
  [
    "an alert in a message",
    [{ type: "alert", text: plain("x") }],
    "block type alert is not allowed in a message [/blocks/0/type]",
  ],
  [
    "markdown at home",
    [{ type: "markdown", text: "x" }],
    "block type markdown is not allowed in a home [/blocks/0/type]",
    "home",
  ],
  [
    "a card in a modal",
    [card()],
    "block type card is not allowed in a modal [/blocks/0/type]",
    "modal",
  ],
  [
    "much markdown",
    [
      { type: "markdown", text: long(7000) },
      { type: "markdown", text: long(7000) },
    ],
    "markdown text must be less than 12001 characters in all [/blocks]",
  ],
  [
    "two tables",
    Array(2).fill({ type: "table", rows: [[{ type: "raw_text", text: "x" }]] }),
    "only_one_table_allowed [/blocks]",
  ],
  [
    "21 columns",
    [{ type: "table", rows: [Array(21).fill({ type: "raw_text", text: "x" })] }],
    "no more than 20 items allowed [/blocks/0/rows/0]",
  ],
  [
    "a file",
    [{ type: "file", source: "remote", external_id: "x" }],
    "unsupported type: file [/blocks/0/type]",
  ],
]);
