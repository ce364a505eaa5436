import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { end, newFolder, type Running, remove, startBot } from "../../running.ts";
import {
  type Browsing,
  openBrowser,
  PHONE,
  picture,
  ready,
  say,
  seriousFindings,
} from "./browser.ts";

let folder: string;
let bot: Running;
let browsing: Browsing;
let url: string;
beforeAll(async () => {
  folder = newFolder();
  bot = startBot(folder, [], {});
  browsing = await openBrowser();
  url = await vi.waitFor(
    () => {
      const [, found] = /"The preview page is at (http:\S+)"/.exec(bot.said.err) ?? [];
      if (!found) throw new Error(bot.said.err);
      return found;
    },
    { timeout: 20_000 },
  );
});
afterAll(async () => {
  await browsing.close();
  await end(bot);
  remove(folder);
});

test("a newcomer with no account finds, saves, cites and subscribes within a minute", async () => {
  const started = Date.now();
  const page = await browsing.open(url);
  await ready(page);
  await page.keyboard.type("/papers search graph tr");
  await page.getByRole("option", { name: "Topology-Informed Graph Transformer" }).waitFor();
  await picture(page, "preview-completion");
  await page.keyboard.press("Escape");
  await page.keyboard.type("ansformers");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  const [discord, slack] = [page.locator(".discord"), page.locator(".slack")];
  for (const pane of [discord, slack])
    await pane.getByRole("link", { name: "Graph Transformers for Large Graphs" }).waitFor();
  await picture(page, "preview-search");
  await discord.getByRole("button", { name: "Save" }).first().click();
  await slack.getByText("Only visible to you").waitFor();
  await slack.getByText("Saved:").waitFor();
  await say(page, "cite 2402.02005");
  for (const pane of [discord, slack]) await pane.getByText("eprint").waitFor();
  await say(page, "subscribe");
  await discord.getByText("Subscribed:").waitFor();
  await picture(page, "preview-subscribe");
  await slack.getByRole("button", { name: "Preview" }).click();
  await discord.getByRole("heading", { name: /^Papers for/ }).waitFor();
  expect(Date.now() - started).toBeLessThan(60_000);
  await picture(page, "preview-post");

  // It is kept: another visit finds it.
  const later = await browsing.open(url);
  await ready(later);
  await say(later, "saved");
  await later.locator(".slack").getByText("Your saved papers: 1 paper").waitFor();
  await say(later, "subscriptions");
  await later.locator(".slack").getByText("Next post:").waitFor();
});

test("in the dark, and on a phone", async () => {
  const dark = await browsing.open(url, { colorScheme: "dark" });
  await ready(dark);
  await say(dark, "search topological transformers");
  await picture(dark, "preview-dark");
  await say(dark, "subscribe time:08:30");
  await dark.locator(".slack").getByRole("button", { name: "Edit" }).click();
  await dark.getByRole("dialog").waitFor();
  await picture(dark, "preview-form");
  const phone = await browsing.open(url, { viewport: PHONE, hasTouch: true, isMobile: true });
  await ready(phone);
  await say(phone, "search graph transformers");
  expect(await phone.locator(".slack .s-message").isVisible()).toBe(false);
  await picture(phone, "preview-phone-discord");
  await phone.getByRole("button", { name: "Slack" }).tap();
  expect(await phone.locator(".slack .s-message").isVisible()).toBe(true);
  expect(await phone.locator(".discord .d-message").isVisible()).toBe(false);
  await picture(phone, "preview-phone-slack");
  // Nothing is wider than the screen.
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
  expect(await seriousFindings(phone)).toEqual([]);
});

test("no page asked any other machine for anything, and none of its scripts failed", () => {
  expect(browsing.outside).toEqual([]);
  expect(browsing.faults).toEqual([]);
  expect(bot.said.out).toBe("");
  expect(bot.said.err).not.toMatch(/"level":(?:40|50)|Warning/);
});
