import { describe, expect, test } from "vitest";
import { fake } from "../stage.ts";
import { type Bad, expectRefusal } from "./expect-refusal.ts";
import { button, display, long, row, select, v2 } from "./parts.ts";

const BAD: readonly Bad[] = [
  [
    "six rows",
    {
      content: "a",
      components: Array.from({ length: 6 }, (_, n) => row(button({ custom_id: `b${n}` }))),
    },
    "components",
  ],
  [
    "six buttons in a row",
    {
      content: "a",
      components: [row(...Array.from({ length: 6 }, (_, n) => button({ custom_id: `b${n}` })))],
    },
    "components.0.components",
  ],
  [
    "a select beside a button",
    { content: "a", components: [row(select(), button())] },
    "components.0.components",
  ],
  [
    "two selects in a row",
    { content: "a", components: [row(select(), select({ custom_id: "b" }))] },
    "components.0.components",
  ],
  ["an empty row", { content: "a", components: [row()] }, "components.0.components"],
  [
    "the same custom_id twice",
    { content: "a", components: [row(button(), button())] },
    "components.0.components.1.custom_id",
  ],
  [
    "the same id twice",
    v2({ ...display("a"), id: 7 }, { ...display("b"), id: 7 }),
    "components.1.id",
  ],
  [
    "a custom_id of 101",
    { content: "a", components: [row(button({ custom_id: long(101) }))] },
    "components.0.components.0.custom_id",
  ],
  [
    "a button without a custom_id",
    { content: "a", components: [row({ type: 2, style: 1, label: "a" })] },
    "components.0.components.0.custom_id",
  ],
  [
    "a button with a url",
    { content: "a", components: [row(button({ url: "https://a.b" }))] },
    "components.0.components.0.url",
  ],
  [
    "a button without a label",
    { content: "a", components: [row(button({ label: " " }))] },
    "components.0.components.0.label",
  ],
  [
    "a label of 81",
    { content: "a", components: [row(button({ label: long(81) }))] },
    "components.0.components.0.label",
  ],
  [
    "a link with a custom_id",
    { content: "a", components: [row(button({ style: 5, url: "https://a.b" }))] },
    "components.0.components.0.custom_id",
  ],
  [
    "a link without a url",
    { content: "a", components: [row({ type: 2, style: 5, label: "a" })] },
    "components.0.components.0.url",
  ],
  [
    "a link by ftp",
    { content: "a", components: [row({ type: 2, style: 5, label: "a", url: "ftp://a.b" })] },
    "components.0.components.0.url",
  ],
  [
    "a link of 513 characters",
    {
      content: "a",
      components: [row({ type: 2, style: 5, label: "a", url: `https://a.b/${long(501)}` })],
    },
    "components.0.components.0.url",
  ],
  [
    "a key no button has",
    { content: "a", components: [row(button({ colour: 1 }))] },
    "components.0.components.0.colour",
  ],
  [
    "an emoji that is none",
    { content: "a", components: [row(button({ emoji: { name: "star" } }))] },
    "components.0.components.0.emoji.name",
  ],
  [
    "26 options",
    {
      content: "a",
      components: [
        row(
          select({
            options: Array.from({ length: 26 }, (_, n) => ({ label: "a", value: `${n}` })),
          }),
        ),
      ],
    },
    "components.0.components.0.options",
  ],
  [
    "an option twice",
    {
      content: "a",
      components: [
        row(
          select({
            options: [
              { label: "a", value: "1" },
              { label: "b", value: "1" },
            ],
          }),
        ),
      ],
    },
    "components.0.components.0.options.1.value",
  ],
  [
    "an option's label of 101",
    { content: "a", components: [row(select({ options: [{ label: long(101), value: "1" }] }))] },
    "components.0.components.0.options.0.label",
  ],
  [
    "more defaults than can be picked",
    {
      content: "a",
      components: [
        row(
          select({
            options: [
              { label: "a", value: "1", default: true },
              { label: "b", value: "2", default: true },
            ],
          }),
        ),
      ],
    },
    "components.0.components.0.options",
  ],
  [
    "min_values above max_values",
    { content: "a", components: [row(select({ min_values: 2 }))] },
    "components.0.components.0.min_values",
  ],
  [
    "a placeholder of 151",
    { content: "a", components: [row(select({ placeholder: long(151) }))] },
    "components.0.components.0.placeholder",
  ],
];

describe("a message with rows is refused for", () => {
  test.each(BAD)("%s", async (_, body, path) => {
    const discord = await fake();
    const channel = discord.guild().channel();
    await expectRefusal(discord, `POST /channels/${channel.id}/messages`, body, path);
    expect(channel.messages).toEqual([]);
  });
});
