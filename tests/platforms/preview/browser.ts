import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

const env: Readonly<Partial<Record<"CHROMIUM" | "SCREENSHOTS", string>>> = process.env;

/** Debian's, unless told. */
const CHROMIUM = env.CHROMIUM ?? "/usr/bin/chromium";

/** Where screenshots go: kept with `SCREENSHOTS=docs/images`, since they tell the hour of the day and so differ each time. */
const IMAGES = env.SCREENSHOTS ?? join(tmpdir(), "paperboy-screenshots");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Desktop as most have it, and the smallest phone. */
const DESKTOP = { width: 1180, height: 740 };
export const PHONE = { width: 360, height: 740 };

export type Browsing = Awaited<ReturnType<typeof openBrowser>>;

/** A browser of one's own, with nothing from before. It may talk to this machine alone, and what else it tries is counted. */
export async function openBrowser() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const outside: string[] = [];
  const faults: string[] = [];
  return {
    /** Addresses of other machines that any page asked for. */
    outside: outside as readonly string[],
    /** Errors of the pages' own scripts, and what their policy forbade. */
    faults: faults as readonly string[],
    async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({
        ...{ viewport: DESKTOP, locale: "en-GB", timezoneId: "Europe/Berlin", ...options },
      });
      await context.route("**/*", (route) => {
        const { hostname, href } = new URL(route.request().url());
        if (hostname === "127.0.0.1") return route.continue();
        outside.push(href);
        return route.abort();
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      await page.goto(url);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Waits until the page can be used. */
export async function ready(page: Page): Promise<void> {
  await page.locator("#line:enabled").waitFor();
}

/** Types a line and sends it; resolves when both services show the answer. */
export async function say(page: Page, line: string): Promise<void> {
  const before = await page.locator(".discord .d-message:not(.waiting)").count();
  await page.locator("#line").fill(line);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page
    .locator(".discord .d-message:not(.waiting)")
    .nth(before)
    .waitFor({ state: "attached" });
  await settled(page);
}

/** Waits until nothing moves any more but what moves for ever, as the dots do. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`
    const ends = ({ effect }) => Number.isFinite(effect.getComputedTiming().endTime);
    Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished))
      .then(() => {});
  `);
}

type Finding = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/** What axe-core finds that is serious or worse: each rule with the elements that break it. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await settled(page);
  // Handed over as text, past the page's own policy, which would not let it in.
  await page.evaluate(axe.source);
  const found = await page.evaluate<readonly Finding[]>(
    "axe.run(document).then(({ violations }) => violations)",
  );
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
}

/** Keeps a picture of what can be seen. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  await page.mouse.move(0, 0);
  await settled(page);
  await page.screenshot({ path: join(IMAGES, `${name}.png`), caret: "initial" });
}
