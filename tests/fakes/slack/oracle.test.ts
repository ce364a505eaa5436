import { describe, expect, test } from "vitest";
import { formattingIn, linksIn, mentionsIn, readBlocks, readMrkdwn, textOf } from "./index.ts";
import { raw } from "./raw.ts";
import { mrkdwn, plain, rich, section } from "./samples.ts";
import { fakeSlack } from "./with-bolt.ts";

describe("what a text with markup would do", () => {
  test.each([
    ["<@U1>", [{ kind: "user", id: "U1" }]],
    ["<#C1|general>", [{ kind: "channel", id: "C1" }]],
    [
      "<!channel> <!here> <!everyone>",
      ["channel", "here", "everyone"].map((id) => ({ kind: "broadcast", id })),
    ],
    ["<!subteam^S1|@team>", [{ kind: "group", id: "S1" }]],
    ["<!date^0^{date}|x>", [{ kind: "date", id: "date" }]],
    ["&lt;@U1&gt; &lt;!channel&gt; @everyone", []],
  ])("%s", (text, mentions) => {
    expect(readMrkdwn(text).mentions).toEqual(mentions);
  });

  test.each([
    ["*bold*", "bold"],
    ["_italic_", "italic"],
    ["~strike~", "strike"],
    ["`code`", "code"],
    ["```much\ncode```", "preformatted"],
    ["&gt; quoted", "quote"],
  ])("%s", (text, kind) => {
    expect(readMrkdwn(text).formatting).toMatchObject([{ kind }]);
  });

  test("links have their labels, bare addresses only where text is not verbatim", () => {
    const text = "<https://a.example/?a=1&amp;b=2|here> https://b.example";
    expect(readMrkdwn(text)).toMatchObject({
      text: "here https://b.example",
      links: [
        { url: "https://a.example/?a=1&b=2", label: "here" },
        { url: "https://b.example", label: "https://b.example" },
      ],
    });
    expect(readMrkdwn(text, { verbatim: true }).links).toHaveLength(1);
  });

  test("an A* search is no formatting", () => {
    expect(readMrkdwn("A* search, Q* and 2 * 3").formatting).toEqual([]);
  });

  test("emoji are seen", () => {
    expect(readMrkdwn("of :100: papers").emoji).toEqual(["100"]);
  });
});

const ALL = [
  { type: "header", text: plain("*Header* <@U1>") },
  section({ ...mrkdwn("*Bold* <!here>"), verbatim: true }),
  rich(
    { type: "text", text: "*not bold* <@U2> " },
    { type: "text", text: "bold", style: { bold: true } },
    { type: "user", user_id: "U3" },
    { type: "link", url: "https://a.example", text: "A" },
  ),
];

test("every text of blocks is read by its kind", () => {
  expect(textOf(ALL)).toBe("*Header* <@U1>\nBold @here\n*not bold* <@U2> bold@U3A");
  expect(readBlocks(ALL).map(({ kind, at }) => [kind, at])).toEqual([
    ["plain_text", "/blocks/0/text"],
    ["mrkdwn", "/blocks/1/text"],
    ["rich_text", "/blocks/2/elements/0"],
  ]);
});

test("a message is read with its fallback text", async () => {
  const slack = await fakeSlack();
  await raw(slack, "chat.postMessage", { channel: "C0LABPAPERS", text: "For <@U9>", blocks: ALL });
  const message = slack.person("ada").newest();
  expect(mentionsIn(message)).toEqual([
    { kind: "user", id: "U9", at: "/text" },
    { kind: "broadcast", id: "here", at: "/blocks/1/text" },
    { kind: "user", id: "U3", at: "/blocks/2/elements/0" },
  ]);
  expect(formattingIn(message)).toEqual([
    { kind: "bold", text: "Bold", at: "/blocks/1/text" },
    { kind: "bold", text: "bold", at: "/blocks/2/elements/0" },
  ]);
  expect(linksIn(message)).toMatchObject([{ url: "https://a.example", label: "A" }]);
});
