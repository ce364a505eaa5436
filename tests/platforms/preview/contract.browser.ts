import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Host, writeWords } from "#chat";
import type { Store } from "#store";
import { HERE } from "../../../src/platforms/preview/index.ts";
import { type Driver, platformContract } from "../../contracts/platform.ts";
import { type Browsing, openBrowser, ready, say } from "./browser.ts";
import { type Stage, setStage } from "./stage.ts";
import type { LookName } from "./visitor.ts";

let browsing: Browsing;
const stages: { stage: Stage; page: Page }[] = [];
beforeAll(async () => {
  browsing = await openBrowser();
});
afterEach(async () => {
  for (const { stage, page } of stages.splice(0).toReversed()) {
    await page.context().close();
    await stage.close();
  }
});
afterAll(async () => {
  await browsing.close();
  expect(browsing.outside).toEqual([]);
});

const without = {
  restart: "a page that is open goes on, which the contract without a browser plays",
};

platformContract("the page, as Discord looks", (host) => driverOf(host, "discord"), without);
platformContract("the page, as Slack looks", (host) => driverOf(host, "slack"), without);

/** What foreign text would have to make to be more than text. */
const ALIVE = "a, strong, em, code, s, u, blockquote, img, script, iframe, time, [class*=mention]";

async function driverOf(host: Host, look: LookName, store?: Store): Promise<Driver> {
  const stage = await setStage({ host, ...(store && { store }) });
  const { platform } = stage;
  if (!platform) throw new Error("The preview is off");
  const page = await browsing.open(stage.url);
  stages.push({ stage, page });
  await ready(page);
  const messages = page.locator(`.${look} article`);
  let [shown, alive]: [string, readonly string[]] = ["", []];
  const seen = async (): Promise<string> => {
    const texts = await messages.allInnerTexts();
    shown = texts.join("\n");
    // Everything of the message but its head, its foot and what the page itself says.
    const made = await page
      .locator(
        `.${look} article :is(h3, p, div, pre):not([class*=head], [class*=private], [class*=used])`,
      )
      .locator(ALIVE)
      .evaluateAll((all: readonly { outerHTML: string }[]) =>
        all.map(({ outerHTML }) => outerHTML),
      );
    // A title of ours is bold on Slack, and a note italic, as a whole: what would mark a part of it still stands there.
    alive = made.filter((html) => !/^<(strong|em)>\*bold\* _it_ /.test(html));
    return texts.at(-1) ?? "";
  };
  const pressed = async (use: (button: Locator) => Promise<void>, label: string) => {
    const before = await messages.count();
    await use(messages.getByRole("button", { name: label, exact: true }).last());
    await messages.nth(before).waitFor();
    return await seen();
  };
  return {
    platform: {
      ...platform,
      async post(...post) {
        const posted = await platform.post(...post);
        await page.reload();
        await ready(page);
        await messages.first().waitFor();
        await seen();
        return posted;
      },
    },
    at: HERE,
    by: "you",
    async say(command, input) {
      const card = host.commands.find(({ name }) => name === command);
      if (!card) throw new Error(`There is no command ${command}`);
      await say(page, `/papers ${writeWords(card, input)}`);
      return await seen();
    },
    press: (label) => pressed((button) => button.click(), label),
    fill: (label, values) =>
      pressed(async (button) => {
        await button.click();
        const dialog = page.getByRole("dialog");
        for (const [name, value] of Object.entries(values))
          await dialog.getByLabel(new RegExp(`^${name}`, "i")).selectOption(String(value));
        await dialog.getByRole("button", { name: /Submit|Send/ }).click();
      }, label),
    async suggest(command, option, typed) {
      await page.locator("#line").fill(`/papers ${command} ${option}:${typed}`);
      await page.getByRole("option").first().waitFor();
      return await page.getByRole("option").allTextContents();
    },
    shown: () => shown,
    misdeeds: () => alive,
    leftOpen: () => [],
  };
}
