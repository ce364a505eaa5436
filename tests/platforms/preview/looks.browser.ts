import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Block, createHost, type Reply, rich } from "#chat";
import { createDrawing as discordDrawing } from "../../../src/platforms/discord/drawing.ts";
import type { Message } from "../../../src/platforms/preview/protocol.ts";
import { createDrawing as slackDrawing } from "../../../src/platforms/slack/drawing.ts";
import { contractCommands } from "../../contracts/platform-commands.ts";
import { tickets } from "../discord/drawn.ts";
import { hostileReplies } from "../slack/drawn-papers.ts";
import { type Browsing, openBrowser, PHONE, ready, say, seriousFindings } from "./browser.ts";
import { type Stage, setStage } from "./stage.ts";
import { wordsIn } from "./visitor.ts";

let stage: Stage;
let browsing: Browsing;
let page: Page;
/** What the next answer is, whatever is asked. */
let next: Message;
beforeAll(async () => {
  const host = createHost({ commands: contractCommands([]), tools: {}, onFailure: () => {} });
  stage = await setStage({ host });
  browsing = await openBrowser();
  page = await browsing.open(stage.url);
  await ready(page);
  await page.route("**/preview/say", (route) =>
    route.fulfill({ json: { kind: "message", message: next, over: false } }),
  );
});
afterAll(async () => {
  await browsing.close();
  await stage.close();
});

const drawings = {
  discord: discordDrawing(tickets),
  slack: slackDrawing(tickets, false),
};

async function show(looks: Message["looks"]): Promise<void> {
  next = { said: "x", summary: "A sample", isPrivate: false, at: Date.now(), looks };
  await say(page, "x");
}

async function drawn(reply: Reply, cards = false) {
  const slack = cards ? slackDrawing(tickets, true) : drawings.slack;
  return {
    discord: await drawings.discord.message(reply, {}),
    slack: await slack.message(reply, {}),
  };
}

/** The words that can be seen in the newest message of a service, blanks left out. */
async function seen(look: "discord" | "slack"): Promise<string> {
  const article = page.locator(`.${look} article`).last();
  return tidy((await article.textContent()) ?? "");
}

const tidy = (text: string) => text.replace(/[\s\u200b]+/g, "");

const unknown = () => page.locator(".unknown");

describe("each answer that the tests of the services keep", () => {
  const folder = (of: string) => `tests/platforms/${of}/wire`;
  const names = readdirSync(folder("discord")).map((file) => file.replace(/\.snap$/, ""));
  const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

  test.each(names)("%s is drawn in whole", async (name) => {
    const discord = readJson(`${folder("discord")}/${name}.snap`) as object;
    const slack = readJson(`${folder("slack")}/${name}.wire`);
    await show({
      discord: { messages: [{ files: [], ...discord }] },
      slack: { messages: [slack] },
    });
    expect(await unknown().count()).toBe(0);
    const onSlack = await seen("slack");
    for (const words of wordsIn(slack).split("\n")) expect(onSlack).toContain(tidy(words));
    const onDiscord = await seen("discord");
    // Words alone: links, times and marks are read by the page.
    for (const words of wordsIn(discord).match(/[\p{L}\p{N}]{4,}(?![^(]*\)|[^<]*>)/gu) ?? [])
      expect(onDiscord).toContain(words);
  });
});

const next_ = { command: "echo", input: { text: "x" } };
const ENTRIES = Array.from({ length: 120 }, (_, i) => ({ label: `Entry ${i}`, value: `e${i}` }));

/** Every kind of block, with everything that each can have. */
const ALL: readonly Block[] = [
  { kind: "heading", text: "A heading" },
  {
    kind: "text",
    text: rich`words with ${{ kind: "bold", text: "bold" }}, ${{ kind: "italic", text: "italic" }}, ${{ kind: "code", text: "code" }}, ${{ kind: "link", text: "a link", url: "https://a.example/b" }}, ${{ kind: "time", at: 1_795_600_000_000, otherwise: "then" }} and ${{ kind: "channel", id: "C0PREVIEW" }}`,
  },
  { kind: "text", text: "quiet words", quiet: true },
  { kind: "divider" },
  {
    kind: "card",
    title: "A card",
    url: "https://a.example/",
    subtitle: "subtitle",
    body: "body",
    note: "note",
    image: { url: "https://images.example/picture.png", alt: "A picture of it" },
    actions: [{ kind: "button", label: "Press", next: next_, style: "primary" }],
  },
  { kind: "card", title: "Another", actions: [{ kind: "button", label: "Beside", next: next_ }] },
  { kind: "code", text: "short code" },
  { kind: "code", text: "long line of code\n".repeat(200), file: "long.txt" },
  {
    kind: "actions",
    actions: [
      { kind: "button", label: "Danger", next: next_, style: "danger" },
      { kind: "link", label: "Open", url: "https://a.example/open" },
      {
        kind: "menu",
        placeholder: "Pick one",
        next: next_,
        fills: "text",
        choices: ENTRIES.slice(0, 20),
      },
      { kind: "menu", placeholder: "Pick of many", next: next_, fills: "text", choices: ENTRIES },
    ],
  },
];

describe("every kind of block", () => {
  test.each([false, true])("is drawn, with Slack's own cards: %s", async (cards) => {
    await show(await drawn({ summary: "All", blocks: ALL }, cards));
    expect(await unknown().count()).toBe(0);
    for (const look of ["discord", "slack"] as const)
      for (const words of ["A heading", "quiet words", "A card", "note", "short code", "Danger"])
        expect(await seen(look)).toContain(tidy(words));
    expect(await page.locator(".picture").count()).toBeGreaterThan(1);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("a menu opens, closes and picks by the keyboard alone", async () => {
    for (const look of ["discord", "slack"] as const) {
      await show(await drawn({ summary: "All", blocks: ALL }));
      const menu = page.locator(`.${look} article`).last().locator(".menu").first();
      await menu.getByRole("button", { name: "Pick one" }).focus();
      await page.keyboard.press("ArrowDown");
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await menu.getByRole("menu").isVisible()).toBe(false);
      await page.keyboard.press("Enter");
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowUp");
      const sent = page.waitForRequest("**/preview/press");
      await page.keyboard.press("Enter");
      expect((await sent).postDataJSON()).toMatchObject({ look });
      expect(JSON.stringify((await sent).postDataJSON())).toContain("e18");
      await page.locator(`.${look} article`).last().getByText("e18", { exact: true }).waitFor();
    }
  });

  test("a long text is a file that can be taken", async () => {
    await show(await drawn({ summary: "All", blocks: ALL }));
    const download = page.waitForEvent("download");
    await page.locator(".discord article").last().getByRole("link", { name: "long.txt" }).click();
    const path = await (await download).path();
    expect(readFileSync(path, "utf8")).toContain("long line of code");
  });
});

test("what no renderer of ours makes is shown as it is, not left out", async () => {
  await show({
    discord: {
      messages: [
        {
          files: [],
          components: [
            { type: 12, items: [{ media: { url: "https://images.example/a.png" } }] },
            { type: 17, components: [{ type: 99, content: "<img src=x onerror=alert(1)>" }] },
          ],
        },
      ],
    },
    slack: {
      messages: [
        {
          text: "x",
          blocks: [
            { type: "video", title: "A film" },
            { type: "actions", elements: [{ type: "overflow" }] },
          ],
        },
      ],
    },
  });
  expect(await unknown().count()).toBe(4);
  await page.getByText("A part of kind 99, which this preview can't draw").waitFor();
  await page.getByText("A film").waitFor();
  await page.getByRole("button", { name: "Send" }).focus();
  expect(await seriousFindings(page)).toEqual([]);
});

test("foreign text is text: 60 hostile answers make no element, run nothing and ask nobody", async () => {
  const replies = fc.sample(hostileReplies, { numRuns: 60, seed: 20_261_124 });
  const before = await unknown().count();
  // Ten to a message, since it is the drawing that is tried, not the page's scrolling.
  for (let at = 0; at < replies.length; at += 10) {
    const some = await Promise.all(replies.slice(at, at + 10).map(({ reply }) => drawn(reply)));
    await show({
      discord: { messages: some.flatMap(({ discord }) => discord.messages) },
      slack: { messages: some.flatMap(({ slack }) => slack.messages) },
    });
  }
  const strange = await page
    .locator("article :is(script, img, iframe, style, object, embed, svg, input, form)")
    .count();
  expect(strange).toBe(0);
  const links = await page.evaluate<readonly string[]>(
    "[...document.querySelectorAll('article a')].map(({ href }) => href)",
  );
  expect(links.filter((href) => !/^(?:https?|blob:http):\/\//.test(href))).toEqual([]);
  expect(await unknown().count()).toBe(before);
});

test("a link among the words of a heading is told by more than its colour, and a phone hears what page it is", async () => {
  const content = "### A title that cannot be a link ([open](https://a.example/b))";
  const { slack } = await drawn({ summary: "A title", blocks: [] });
  const message = { flags: 32768, files: [], components: [{ type: 10, content }] };
  await show({ discord: { messages: [message] }, slack });
  const before = page.viewportSize();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator(".discord article").last().getByRole("link", { name: "open" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize(PHONE);
  await page.getByRole("heading", { level: 1, name: "Paperboy" }).waitFor();
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
});

test("an answer of a bot that is newer than the page is no wait without end", async () => {
  const own = await openBrowser();
  const old = await own.open(stage.url);
  await ready(old);
  const strange = { discord: { messages: [{ flags: 0 }] }, slack: { messages: [] } };
  const message = { summary: "New", isPrivate: false, at: Date.now(), looks: strange };
  await old.route("**/preview/say", (route) =>
    route.fulfill({ json: { kind: "message", message, over: false } }),
  );
  await old.locator("#line").fill("x");
  await old.keyboard.press("Enter");
  for (const pane of [".discord", ".slack"])
    await old.locator(pane).getByText("load the page anew").waitFor();
  expect(await old.getByText("Paperboy is").count()).toBe(0);
  expect(own.faults).toHaveLength(1);
  await own.close();
});

test("nothing of it was asked of any other machine, and no script failed", () => {
  expect(browsing.outside).toEqual([]);
  expect(browsing.faults).toEqual([]);
  expect(stage.failures).toEqual([]);
});
