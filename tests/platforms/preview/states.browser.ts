import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HERE } from "../../../src/platforms/preview/index.ts";
import { openDesk } from "../../desk.ts";
import {
  type Browsing,
  openBrowser,
  PHONE,
  picture,
  ready,
  say,
  seriousFindings,
} from "./browser.ts";
import { type Stage, setStage } from "./stage.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
let stage: Stage;
let browsing: Browsing;
beforeAll(async () => {
  desk = await openDesk(new Date().toISOString());
  stage = await setStage({ host: desk.bot.host, store: desk.store, now: desk.now });
  browsing = await openBrowser();
});
afterAll(async () => {
  await browsing.close();
  await stage.close();
  await desk.store.close();
});

describe.each(["light", "dark"] as const)("in the %s, axe finds nothing serious", (colorScheme) => {
  let page: Page;
  const open = async () => {
    page = await browsing.open(stage.url, { colorScheme });
    await ready(page);
  };
  const fine = async () => expect(await seriousFindings(page)).toEqual([]);

  test("on the empty page, in its suggestions, and in answers", async () => {
    await open();
    await fine();
    await page.keyboard.type("/papers");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await fine();
    await page.keyboard.press("Escape");
    await say(page, "search graph transformers");
    await fine();
    await say(page, "help");
    await say(page, "cite 2402.02005");
    await say(page, "trending month");
    await say(page, "search zzzzzz");
    await say(page, "nonsense");
    await fine();
  });

  test("in subscriptions and their forms, the refused one too", async () => {
    await open();
    await say(page, "subscribe");
    await say(page, "subscriptions");
    await fine();
    for (const [pane, label] of [
      [".discord", "Edit"],
      [".slack", "Posting"],
      [".discord", "Posting"],
      [".slack", "Filters"],
    ] as const) {
      await page.locator(pane).getByRole("button", { name: label }).last().click();
      await page.getByRole("dialog").waitFor();
      await fine();
      await page.keyboard.press("Escape");
    }
    await page.locator(".slack").getByRole("button", { name: "Edit" }).last().click();
    await page.getByLabel("Time").fill("25:00");
    await page.getByRole("button", { name: "Send", exact: true }).last().click();
    await page.getByRole("alert").filter({ hasText: "time" }).waitFor();
    await fine();
  });

  test("while an answer is waited for, when none comes, and in the JSON", async () => {
    await open();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route("**/preview/say", async (route) => {
      await held;
      await route.abort();
    });
    await page.locator("#line").fill("help");
    await page.keyboard.press("Enter");
    await page.getByText("Paperboy is thinking…").waitFor();
    await page.getByText("Paperboy is typing…").waitFor();
    await fine();
    letGo();
    await page.locator(".discord").getByText("Is it still running?").waitFor();
    await fine();
    await page.unroute("**/preview/say");
    await page.locator(".slack").getByRole("button", { name: "Try again" }).click();
    await page.locator(".discord").getByRole("heading", { name: "What you can ask" }).waitFor();
    expect(await page.getByText("Is it still running?").count()).toBe(0);
    await page.locator(".discord summary").last().click();
    await page.locator(".slack summary").last().click();
    await page.getByLabel("JSON of this message").last().waitFor();
    await fine();
  });

  test("on a phone", async () => {
    page = await browsing.open(stage.url, { colorScheme, viewport: PHONE });
    await ready(page);
    await say(page, "search graph transformers");
    await fine();
    await page.getByRole("button", { name: "Slack" }).click();
    await fine();
  });
});

test("the theme follows the system until it is chosen, and the choice is kept", async () => {
  const page = await browsing.open(stage.url, { colorScheme: "dark" });
  await ready(page);
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.getByRole("button", { name: "Theme: auto. Change it" }).click();
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.reload();
  await ready(page);
  expect(await ground()).toBe(light);
  await page.getByRole("button", { name: "Theme: light. Change it" }).click();
  expect(await ground()).toBe(dark);
  await page.getByRole("button", { name: "Theme: dark. Change it" }).click();
  await page.emulateMedia({ colorScheme: "light" });
  expect(await ground()).toBe(light);
});

test("the daily post appears on a page that is open, and on one that is opened later", async () => {
  const page = await browsing.open(stage.url);
  await page.clock.install();
  await page.reload();
  await ready(page);
  const reply = await desk.say("trending month");
  await stage.platform?.post(HERE, { ...reply, summary: "The post of today" }, "today");
  await page.clock.runFor(11_000);
  await page.locator(".discord").getByText("The daily post").waitFor();
  await page.locator(".slack").getByText("The daily post").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const later = await browsing.open(stage.url);
  await later.locator(".slack").getByText("The daily post").waitFor();
  await picture(later, "preview-daily");
});

test("where it is to be looked at only, the page says so and offers nothing else", async () => {
  const env = { HOST: "0.0.0.0", PREVIEW: "yes" };
  const open = await setStage({ host: desk.bot.host, store: desk.store, now: desk.now, env });
  const page = await browsing.open(open.url);
  await ready(page);
  await page.getByText("To look at only").waitFor();
  expect(await page.getByRole("button", { name: "subscribe" }).count()).toBe(0);
  await say(page, "save 2402.02005");
  await page.locator(".slack").getByText("This preview can be looked at only").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await open.close();
});

test("where it is off, a plain page says what this is", async () => {
  const off = await setStage({ host: desk.bot.host, store: desk.store, env: { HOST: "0.0.0.0" } });
  const page = await browsing.open(off.url);
  await page.getByText("Its preview page is off here").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await off.close();
});

test("no page asked any other machine for anything, and no script failed", () => {
  expect(browsing.outside).toEqual([]);
  // Chromium tells of the request that a test aborted.
  expect(browsing.faults.filter((fault) => !fault.includes("net::ERR_FAILED"))).toEqual([]);
  expect(stage.failures).toEqual([]);
});
