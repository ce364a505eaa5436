import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../../desk.ts";
import { type Browsing, openBrowser, ready, say } from "./browser.ts";
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

test("the JSON of the last message is seen as soon as it is opened", async () => {
  const page = await browsing.open(stage.url);
  await ready(page);
  await say(page, "search graph transformers");
  for (const pane of [".discord", ".slack"]) {
    const message = page.locator(`${pane} article`).last();
    await message.locator(".wire summary").click();
    const json = await message.getByLabel("JSON of this message").boundingBox();
    const log = await page.locator(`${pane} .log`).boundingBox();
    expect((json?.y ?? 0) + (json?.height ?? 0)).toBeLessThanOrEqual(
      (log?.y ?? 0) + (log?.height ?? 0) + 1,
    );
  }
});

test("on a small phone the name of a refused field is seen above it", async () => {
  const page = await browsing.open(stage.url, { viewport: { width: 360, height: 640 } });
  await ready(page);
  await say(page, "subscribe");
  await page.getByRole("button", { name: "Slack" }).click();
  await page.locator(".slack article").last().getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Time").fill("25:00");
  await form.getByLabel("Topics").scrollIntoViewIfNeeded();
  await form.getByLabel("Topics").fill("graphs");
  await form.getByRole("button", { name: "Send", exact: true }).click();
  await form.getByText("is no time of day").waitFor();
  const label = await form.locator("label", { hasText: "Time" }).boundingBox();
  const title = await form.locator("header").boundingBox();
  expect(label?.y ?? 0).toBeGreaterThanOrEqual((title?.y ?? 0) + (title?.height ?? 0));
});
