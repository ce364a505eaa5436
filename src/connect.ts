import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Host, type Log, type Platform, PlatformError } from "#chat";
import type { Config, SlackConfig } from "#config";
import type { Store } from "#store";
import type { Bot } from "./bot.ts";
import type { Duties } from "./roles.ts";

/** What the platforms are built from. */
type With = {
  readonly store: Store;
  readonly bot: Bot;
  readonly log: Log;
  readonly now: () => number;
  readonly duties: Duties;
};

/** What people talk to the bot through, and the pages that it needs on the bot's port, by path. */
export type Connected = {
  readonly platforms: readonly Platform[];
  /** Those of them that this process is to start; the others only post. */
  readonly listening: readonly Platform[];
  readonly routes: ReadonlyMap<string, RequestListener>;
};

/** The chat platforms that are configured and needed here; the code of the others, some 90 MB in memory each, is never loaded. */
export async function connect(config: Config, having: With): Promise<Connected> {
  const { store, bot, log, now, duties } = having;
  const platforms: Platform[] = [];
  const listening: Platform[] = [];
  const routes = new Map<string, RequestListener>();
  const shared = { root: config.rootCommand, tickets: bot.tickets, log, now };
  if (config.discord && (duties.gateway || duties.work)) {
    const { createDiscord } = await import("./platforms/discord/index.ts");
    const lost = (where: { readonly tenant: string; readonly channel?: string }, why: string) =>
      bot.lost({ platform: "discord", ...where }, why);
    const { logins, locks, paces, tickets: parking } = store;
    const together = { locks, paces, parking };
    const discord = createDiscord({ ...config.discord, ...shared, logins, together, lost });
    platforms.push(discord);
    if (duties.gateway) listening.push(discord);
  }
  const hears = config.slack !== undefined && hearsSlack(duties, config.slack);
  if (config.slack && (hears || duties.work)) {
    const { createSlack } = await import("./platforms/slack/index.ts");
    const { installations, receipts, logins } = store;
    const slack = createSlack({
      ...{ config: slackFor(duties, config.slack), ...shared, installations, receipts, logins },
      lost: bot.lost,
    });
    platforms.push(slack);
    if (hears) listening.push(slack);
    if (hears && duties.pages) for (const [path, page] of slack.routes) routes.set(path, page);
  }
  return { platforms, listening, routes };
}

/** Sockets are held by the gateway; beside it the pages are served over HTTP alone. */
function slackFor({ gateway }: Duties, { appToken, ...slack }: SlackConfig): SlackConfig {
  return gateway && appToken ? { ...slack, appToken } : slack;
}

function hearsSlack({ gateway, pages }: Duties, { appToken, oauth }: SlackConfig): boolean {
  return (gateway && appToken !== undefined) || (pages && (!appToken || oauth !== undefined));
}

/** How often it is looked whether any platform can go on, in milliseconds. */
const LOOK_MS = 1_000;

/**
 * Starts every platform, each for itself: one that can't be used leaves the others alone. Resolves
 * only when none can go on, at the start or later, to the exit code of a bot that has nobody to talk to.
 */
export async function startAll(
  platforms: readonly Platform[],
  host: Host,
  log: Log,
  look: () => Promise<unknown> = () => sleep(LOOK_MS, undefined, { ref: false }),
): Promise<number> {
  if (platforms.length === 0) return await new Promise<never>(() => {});
  const started = await Promise.all(platforms.map((platform) => starts(platform, host, log)));
  const left = platforms.filter((_, i) => started[i]);
  while (left.some((platform) => !isOver(platform))) await look();
  if (left.length > 0) log.error({}, "No platform is left to talk to people on: I end here");
  return 1;
}

function isOver({ health }: Platform): boolean {
  const how = health();
  return !how.ready && how.over === true;
}

/** Waits between the starts of a platform that can't be reached, in milliseconds; doubled from the first to the longest. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

async function starts(platform: Platform, host: Host, log: Log): Promise<boolean> {
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(LONGEST_RETRY_MS, wait * 2)) {
    try {
      await platform.start(host);
      return true;
    } catch (error) {
      const { name } = platform;
      if (!(error instanceof PlatformError)) {
        log.error({ platform: name, err: error }, "A platform could not be started");
        return false;
      }
      if (!error.passing) {
        log.error({ platform: name }, error.message);
        return false;
      }
      log.warn({ platform: name }, `${error.message} I try again in ${wait / 1000} s.`);
      await sleep(wait, undefined, { ref: false });
    }
  }
}
