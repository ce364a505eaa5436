import { describe, expect, test } from "vitest";
import { lintBlocks, lintView, type Surface } from "./index.ts";
import { spell } from "./refuses.ts";
import {
  actions,
  box,
  button,
  card,
  input,
  long,
  mrkdwn,
  option,
  plain,
  rich,
  section,
  select,
} from "./samples.ts";

type Taken = readonly [name: string, blocks: readonly unknown[], surface?: Surface];

const GOOD: readonly Taken[] = [
  [
    "texts of the greatest length",
    [section(mrkdwn(long(3000))), { type: "header", text: plain(long(150)) }],
  ],
  [
    "flags where they belong",
    [section({ ...mrkdwn("x"), verbatim: true }), section({ ...plain("x"), emoji: false })],
  ],
  ["50 blocks", Array(50).fill({ type: "divider" })],
  ["the same action_id in two blocks", [actions(button()), actions(button())]],
  [
    "a menu with a start",
    [
      actions(select({ initial_option: option() }), {
        type: "external_select",
        action_id: "e",
        min_query_length: 0,
      }),
    ],
  ],
  [
    "groups with a start",
    [
      actions(
        select({
          options: undefined,
          option_groups: [{ label: plain("g"), options: [option()] }],
          initial_option: option(),
        }),
      ),
    ],
  ],
  [
    "rich text of every kind",
    [
      rich(
        { type: "text", text: " ", style: { bold: true, code: false } },
        { type: "link", url: "https://a.example/?a=1&b=2", text: "x", style: { italic: true } },
        { type: "emoji", name: "wave" },
        { type: "user", user_id: "U1" },
        { type: "channel", channel_id: "C1", style: { bold: true } },
        { type: "broadcast", range: "here" },
        { type: "date", timestamp: 1_700_000_000, format: "{date}", fallback: "x" },
      ),
    ],
  ],
  [
    "cards",
    [
      card({ actions: [button(), button({ action_id: "b" })] }),
      { type: "carousel", elements: [card()] },
    ],
  ],
  [
    "a button without an action_id",
    [actions({ type: "button", text: plain("x"), url: "https://a.example" })],
  ],
  [
    "a form",
    [input(box({ multiline: true, max_length: 100 }), { hint: plain("h"), optional: true })],
    "modal",
  ],
];

describe("blocks that Slack takes", () => {
  const cases = GOOD.map(([name, blocks, surface]) => ({ name, blocks, surface }));
  test.each(cases)("$name", ({ blocks, surface = "message" }) => {
    expect(spell(lintBlocks(blocks, surface))).toEqual([]);
  });
});

describe("views that Slack refuses", () => {
  const modal = (more: object = {}) => ({
    type: "modal",
    title: plain("Title"),
    blocks: [],
    ...more,
  });
  test.each<readonly [string, unknown, string]>([
    [
      "a long title",
      modal({ title: plain(long(25)) }),
      "must be less than 25 characters [/view/title/text]",
    ],
    [
      "a title of mrkdwn",
      modal({ title: mrkdwn("x") }),
      "must be one of: plain_text [/view/title/type]",
    ],
    ["no title", modal({ title: undefined }), "missing required field: title [/view]"],
    [
      "a long word to send",
      modal({ submit: plain(long(25)) }),
      "must be less than 25 characters [/view/submit/text]",
    ],
    [
      "a long word to close",
      modal({ close: plain(long(25)) }),
      "must be less than 25 characters [/view/close/text]",
    ],
    [
      "much metadata",
      modal({ private_metadata: long(3001) }),
      "must be less than 3001 characters [/view/private_metadata]",
    ],
    [
      "a long callback_id",
      modal({ callback_id: long(256) }),
      "must be less than 256 characters [/view/callback_id]",
    ],
    [
      "a form that can't be sent",
      modal({ blocks: [input(box())] }),
      "missing required field: submit [/view]",
    ],
    [
      "a bad block",
      modal({ blocks: [section(plain(""))] }),
      "must be more than 0 characters [/view/blocks/0/text/text]",
    ],
    ["a home for a modal", { type: "home", blocks: [] }, "unsupported type: home [/view/type]"],
  ])("%s", (_, view, fault) => {
    expect(spell(lintView(view, "modal"))).toContain(fault);
  });

  test("a home with a title", () => {
    const view = { type: "home", blocks: [], title: plain("x") };
    expect(spell(lintView(view, "home"))).toEqual(["invalid additional property: title [/view]"]);
  });
});
