import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openDesk } from "../../desk.ts";
import { type Browsing, openBrowser, ready, say } from "./browser.ts";
import { type Stage, setStage } from "./stage.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
let stage: Stage;
let browsing: Browsing;
let page: Page;
beforeAll(async () => {
  browsing = await openBrowser();
});
afterAll(() => browsing.close());
beforeEach(async () => {
  desk = await openDesk();
  stage = await setStage({ host: desk.bot.host, store: desk.store, now: desk.now });
  page = await browsing.open(stage.url);
  await ready(page);
});
afterEach(async () => {
  expect(browsing.faults).toEqual([]);
  await page.context().close();
  await stage.close();
  await desk.store.close();
});

const line = () => page.locator("#line").inputValue();
const focused = () =>
  page.evaluate<string>(
    "(({ id, textContent }) => id || textContent.trim())(document.activeElement)",
  );
const options = () => page.getByRole("option");
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test("the line has the focus at once; a root alone lists every command with what it does", async () => {
  expect(await focused()).toBe("line");
  await page.keyboard.type("/papers");
  await options().first().waitFor();
  const listed = await options().allTextContents();
  expect(listed).toEqual(desk.bot.host.commands.map(({ name, about }) => name + about));
});

test("arrows mark, Tab takes the first or the marked one and goes on, Escape closes, Enter sends", async () => {
  await page.keyboard.type("/papers sea");
  await options().first().waitFor();
  await press("Tab");
  expect(await line()).toBe("/papers search ");
  await options().filter({ hasText: "author:" }).waitFor();
  await page.keyboard.type("topology-inf");
  await options().filter({ hasText: "Topology-Informed Graph Transformer" }).waitFor();
  await press("ArrowDown");
  const marked = page.locator("[aria-selected=true]");
  expect(await marked.textContent()).toBe("Topology-Informed Graph Transformer");
  expect(await page.locator("#line").getAttribute("aria-activedescendant")).toBe(
    await marked.getAttribute("id"),
  );
  await press("ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown", "Enter");
  expect(await line()).toBe("/papers search Topology-Informed Graph Transformer");
  expect(await options().count()).toBe(0);
  await press("Enter");
  await page.locator(".slack").getByRole("link", { name: "Topology-Informed" }).first().waitFor();
  expect([await line(), await focused()]).toEqual(["", "line"]);
  await press("ArrowUp");
  expect(await line()).toBe("/papers search Topology-Informed Graph Transformer");
});

test("Escape closes the suggestions and leaves what was typed", async () => {
  await page.keyboard.type("/papers tr");
  await options().first().waitFor();
  await press("Escape");
  expect([await options().count(), await line()]).toEqual([0, "/papers tr"]);
  await press("ArrowDown");
  await options().first().waitFor();
});

test("everything is found, pressed and filled in without a mouse, and the focus is never lost", async () => {
  await say(page, "search graph transformers");
  const reach = async (name: string) => {
    for (let steps = 0; steps < 60 && (await focused()) !== name; steps++) await press("Tab");
    expect(await focused()).toBe(name);
  };
  // From the line through the chips and around to the panes.
  await reach("Similar");
  await reach("Next page");
  await press("Enter");
  await page.locator(".slack").getByText("page 2 of").waitFor();
  // The page was turned in its place, and so was the button that was pressed.
  expect(await focused()).toBe("Next page");
  await reach("Save");
  await press("Space");
  await page.locator(".discord").getByText("Only you can see this").waitFor();
  expect(await focused()).toBe("Save");
  await reach("Dismiss message");
  await press("Enter");
  expect(await page.locator(".slack").getByText("Only visible to you").count()).toBe(0);
  expect(await focused()).toBe("line");
});

test("a form keeps the focus, Escape gives it up, and sending it gives the focus back", async () => {
  await say(page, "subscribe");
  const edit = page.locator(".slack").getByRole("button", { name: "Edit" });
  await edit.focus();
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await press("Escape");
  expect([await page.getByRole("dialog").count(), await focused()]).toEqual([0, "Edit"]);
  await press("Enter");
  const zone = page.getByLabel("Zone");
  await zone.focus();
  await zone.fill("");
  await page.keyboard.type("berl");
  await options().filter({ hasText: "Europe/Berlin" }).waitFor();
  await press("ArrowDown", "Enter");
  expect(await zone.inputValue()).toBe("Europe/Berlin");
  await page.getByLabel("Time").fill("25:00");
  await press("Enter");
  // Refused: the sentence stands at its field, which has the focus, and what was filled in is still there.
  await page.getByRole("alert").filter({ hasText: "time" }).waitFor();
  expect(await focused()).toBe("s-time");
  expect(await zone.inputValue()).toBe("Europe/Berlin");
  await page.getByLabel("Time").fill("07:15");
  await press("Enter");
  await page.locator(".discord").getByText("at 07:15").waitFor();
  expect([await page.getByRole("dialog").count(), await focused()]).toEqual([0, "Edit"]);
});

test("a form of Discord is sent by the keyboard too, and a refused one opens again as it was", async () => {
  await say(page, "subscribe");
  await page.locator(".discord").getByRole("button", { name: "Edit" }).focus();
  await press("Enter");
  await page.getByLabel("Time").fill("25:00");
  await press("Enter");
  const again = page.locator(".discord").getByRole("button", { name: "Change it" });
  await again.focus();
  await press("Enter");
  expect(await page.getByLabel("Time").inputValue()).toBe("25:00");
  await page.getByLabel("Time").fill("06:45");
  await press("Enter");
  await page.locator(".slack").getByText("at 06:45").waitFor();
});

test("what happens is said to those who can't see it", async () => {
  await say(page, "search graph transformers");
  expect(await page.getByRole("status").textContent()).toMatch(/“graph transformers”: .*page 1 of/);
});
