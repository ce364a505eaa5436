import { setImmediate } from "node:timers/promises";
import { trendFeed } from "#cards";
import type { Log } from "#chat";
import type { Config } from "#config";
import type { Heartbeat } from "#digest";
import type { Store } from "#store";
import type { Bot } from "./bot.ts";
import { checksOf } from "./checks.ts";
import { connect, startAll } from "./connect.ts";
import type { News } from "./news/index.ts";
import type { Console } from "./platforms/console/index.ts";
import { openPreview, type PreviewDesk } from "./preview.ts";
import { dutiesOf, needWork, type Role, warningOf } from "./roles.ts";
import { untilStopped } from "./stopping.ts";
import { takeReadings } from "./take-readings.ts";
import { createMetrics, createSite, openPort, type Port, PortError } from "./web/index.ts";

/** What a bot that serves is made from. */
type House = {
  readonly config: Config;
  readonly version: string;
  readonly store: Store;
  readonly bot: Bot;
  readonly console: Console;
  readonly log: Log;
  readonly now: () => number;
  /** Somebody sits at a terminal, and talks to the bot there when no platform is configured. */
  readonly atTerminal: boolean;
  readonly role: Role;
};

/**
 * Serves until it is told to stop, until the one at the terminal leaves, or until no platform can go on;
 * resolves to the exit code.
 * @throws PortError when the HTTP port can't be opened and nobody sits at a terminal
 */
export async function serve(house: House): Promise<number> {
  const { config, version, store, bot, console, log, now, atTerminal, role } = house;
  // First of all: from the moment that anything is heard or posted, an end must be a clean one.
  const stopped = untilStopped();
  const duties = dutiesOf(role);
  const { platforms, listening, routes } = await connect(config, { store, bot, log, now, duties });
  needWork(role, platforms.length, listening.length);
  const warning = warningOf(role, config.database);
  if (warning) log.warn({}, warning);
  // The page is for whoever tries the bot on one machine; its posts are sent by the process that shows them.
  const preview = duties.console
    ? openPreview(config, { store, tickets: bot.tickets, log, now })
    : NO_PREVIEW;
  for (const one of preview.platforms) await one.start(bot.host);
  const own = [console, ...preview.platforms];
  const talks = atTerminal && platforms.length === 0;
  let heartbeat: Heartbeat | undefined;
  let news: News | undefined;
  let sentAt: number | undefined;
  // A beat with thousands of posts takes minutes, and is well as long as they go out.
  const beatAt = () => newest(heartbeat?.last(), sentAt);
  const read = () => takeReadings({ store, platforms: listening, news, beatAt, now });
  const metrics = createMetrics({ read });
  bot.watch({
    ...metrics,
    delivered(event) {
      sentAt = now();
      metrics.delivered(event);
    },
  });
  const site = createSite({
    ...{ ...config, log, now, metrics: metrics.page },
    checks: checksOf({
      ...{ store, platforms: listening, now, reading: bot.reading },
      ...(duties.work && { beatAt }),
    }),
    feed: async (asked) => trendFeed(await bot.trends(asked), asked),
  });
  const all = new Map([...preview.routes, ...routes]);
  const canDoWithout = talks || !duties.pages;
  const what = preview.platforms.length > 0 ? "The preview page is at" : "The HTTP port is open:";
  const port = await open({ ...config, routes: all, otherwise: site, log }, what, canDoWithout);
  if (duties.work) heartbeat = bot.deliver([...own, ...platforms]);
  news = bot.poll({ sources: config.sources, version });
  const ends = [stopped.then(() => 0), startAll(listening, bot.host, log)];
  if (talks) ends.push(console.prompt().then(() => 0));
  else if (platforms.length === 0 && duties.console)
    log.info({}, "No chat platform is configured: serving the console's daily post here");
  if (role !== "all") log.info({ role, listening: listening.map(({ name }) => name) }, "Serving");
  // Nothing is loaded later, when an update may lie there.
  const rest = [() => bot.warmUp(), () => metrics.load(), () => console.load()];
  const [code] = await Promise.all([Promise.race(ends).then(endingOf(bot)), inTurn(rest)]);
  await port?.close();
  await Promise.all([news, heartbeat, ...own, ...platforms].map((one) => one?.stop()));
  return code;
}

/** Longest that what is under way at the end may wait for the catalogue, in ms; to close it may take as long again. */
const PATIENCE_MS = 3_000;

/** Lets go of the catalogue in a while: what still waits for it then, as for a thread that hangs, ends with an error, and nothing goes on unseen. */
function endingOf(bot: Bot): (code: number) => number {
  return (code) => {
    // Whoever closes it next hears of what goes wrong.
    setTimeout(() => bot.close().catch(() => {}), PATIENCE_MS).unref();
    return code;
  };
}

/** Does one after the other, and lets other work in between: meanwhile platforms connect. */
async function inTurn(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) {
    await setImmediate();
    await step();
  }
}

/** In the place of the preview page where another process serves pages, or none does. */
const NO_PREVIEW: PreviewDesk = { platforms: [], routes: new Map() };

function newest(...instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** Opens the port; whoever talks at the terminal can do so without one, and so can who serves no pages for others. */
async function open(
  how: Parameters<typeof openPort>[0],
  what: string,
  canDoWithout: boolean,
): Promise<Port | undefined> {
  const { host, log } = how;
  try {
    const port = await openPort(how);
    const name = host.includes(":") ? `[${host}]` : host;
    log.info({ host, port: port.port }, `${what} http://${name}:${port.port}`);
    return port;
  } catch (error) {
    if (!canDoWithout || !(error instanceof PortError)) throw error;
    log.warn({}, error.message);
    return undefined;
  }
}
