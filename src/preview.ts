import type { RequestListener } from "node:http";
import { createTickets, type Log, type Platform, type Tickets } from "#chat";
import type { Config } from "#config";
import type { Store } from "#store";
import {
  closedRoutes,
  createMemoryParking,
  createPreview,
  type Drawings,
} from "./platforms/preview/index.ts";

/** The preview page of this configuration: the platform behind it where it is on, and the pages, by path, which are there either way. */
export type PreviewDesk = {
  readonly platforms: readonly Platform[];
  readonly routes: ReadonlyMap<string, RequestListener>;
};

/** Most buttons of long calls that a page keeps which anybody may look at. */
const MOST_PARKED = 10_000;

/** Makes the preview page, where it is on. */
export function openPreview(
  config: Config,
  having: {
    readonly store: Store;
    readonly tickets: Tickets;
    readonly log: Log;
    readonly now: () => number;
  },
): PreviewDesk {
  const { rootCommand: root, preview } = config;
  const { log, now } = having;
  if (preview === "off") return { platforms: [], routes: closedRoutes };
  const readOnly = preview === "read-only";
  const parking = readOnly ? createMemoryParking(MOST_PARKED) : having.store.tickets;
  const tickets = readOnly ? createTickets(parking, now) : having.tickets;
  const drawings = () => loadDrawings(tickets, config.slack?.cards ?? false);
  const platform = createPreview({ root, tickets, parking, drawings, readOnly, log, now });
  return { platforms: [platform], routes: platform.routes };
}

/** How Discord and Slack draw; their code, some 10 MB in memory, is loaded when somebody first asks something. */
async function loadDrawings(tickets: Tickets, cards: boolean): Promise<Drawings> {
  const [discord, slack] = await Promise.all([
    import("./platforms/discord/drawing.ts"),
    import("./platforms/slack/drawing.ts"),
  ]);
  return {
    discord: discord.createDrawing(tickets),
    slack: slack.createDrawing(tickets, cards),
  };
}
