import { refuses } from "./refuses.ts";
import { rich } from "./samples.ts";

refuses("pictures and rich text that Slack refuses", [
  [
    "an image without words",
    [{ type: "image", image_url: "https://a.example/x.png" }],
    "missing required field: alt_text [/blocks/0]",
  ],
  [
    "an image from nowhere",
    [{ type: "image", alt_text: "x" }],
    "must provide either image_url or slack_file [/blocks/0]",
  ],
  [
    "an image by ftp",
    [{ type: "image", alt_text: "x", image_url: "ftp://a.example/x" }],
    "must be a valid URL [/blocks/0/image_url]",
  ],
  [
    "an empty rich text",
    [{ type: "rich_text", elements: [] }],
    "no fewer than 1 items allowed [/blocks/0/elements]",
  ],
  [
    "an empty piece of rich text",
    [rich({ type: "text", text: "" })],
    "must be more than 0 characters [/blocks/0/elements/0/elements/0/text]",
  ],
  [
    "an unknown piece of rich text",
    [rich({ type: "mrkdwn", text: "x" })],
    "unsupported type: mrkdwn [/blocks/0/elements/0/elements/0/type]",
  ],
  [
    "an empty style",
    [rich({ type: "text", text: "x", style: {} })],
    "must have at least one property [/blocks/0/elements/0/elements/0/style]",
  ],
  [
    "an unknown style of text",
    [rich({ type: "text", text: "x", style: { big: true } })],
    "invalid additional property: big [/blocks/0/elements/0/elements/0/style]",
  ],
  [
    "a style that is no flag",
    [rich({ type: "text", text: "x", style: { bold: "yes" } })],
    "must be a boolean [/blocks/0/elements/0/elements/0/style/bold]",
  ],
  [
    "a link that is none",
    [rich({ type: "link", url: "arxiv.org/abs/1" })],
    "must be a valid URL [/blocks/0/elements/0/elements/0/url]",
  ],
  [
    "a mention of nobody",
    [rich({ type: "user", user_id: "ada" })],
    "must be an encoded ID [/blocks/0/elements/0/elements/0/user_id]",
  ],
  [
    "a broadcast to all",
    [rich({ type: "broadcast", range: "all" })],
    "must be one of: here, channel, everyone [/blocks/0/elements/0/elements/0/range]",
  ],
  [
    "a mention in preformatted text",
    [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_preformatted", elements: [{ type: "user", user_id: "U1" }] }],
      },
    ],
    "unsupported type: user [/blocks/0/elements/0/elements/0/type]",
  ],
  [
    "a list of a list",
    [
      {
        type: "rich_text",
        elements: [
          { type: "rich_text_list", style: "bullet", elements: [{ type: "rich_text_list" }] },
        ],
      },
    ],
    "unsupported type: rich_text_list [/blocks/0/elements/0/elements/0/type]",
  ],
  [
    "a list without a style",
    [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_list",
            elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x" }] }],
          },
        ],
      },
    ],
    "missing required field: style [/blocks/0/elements/0]",
  ],
]);
