import { fileURLToPath } from "node:url";
import {
  type Call,
  createHost,
  createTickets,
  type Failure,
  type Host,
  type Log,
  type Place,
  type Platform,
  type Tickets,
} from "#chat";
import { commands } from "#commands";
import {
  type Beat,
  createComposer,
  createDesk,
  createTrends,
  deliverDue,
  type Heartbeat,
  startHeartbeat,
} from "#digest";
import type { Store } from "#store";
import type { Tools } from "#tools";
import { openLibrary } from "./library.ts";
import { type News, startNews, troubleWith } from "./news/index.ts";

/** The bot without its platforms: what answers calls, and what posts. */
export type Bot = {
  readonly host: Host;
  /** Answers once for nobody: the first answer of a process takes ten times as long as later ones, and no person should be the one to wait for it. */
  warmUp(): Promise<void>;
  /** Waits for buttons whose call is too long for them. */
  readonly tickets: Tickets;
  /** Stops the posts to a channel, or a whole server or workspace, that the bot was removed from; nothing is forgotten. */
  lost(where: Lost, why: string): Promise<void>;
  /** What plans and delivers the daily posts of these platforms, once each time that it is called. */
  beat(platforms: readonly Platform[]): Beat;
  /** Begins to plan and deliver the daily posts of these platforms. */
  deliver(platforms: readonly Platform[]): Heartbeat;
  /** Begins to ask the sources for fresh papers, and to take in what comes into the store. */
  poll(how: Omit<Parameters<typeof startNews>[0], "store" | "catalogue" | "seq" | "log">): News;
};

/** A place that the bot is no longer in: a channel, or without one the whole tenant. */
type Lost = Pick<Place, "platform" | "tenant"> & Partial<Pick<Place, "channel">>;

/** Platforms count logins by the day: Discord allows 1,000 of them. */
const LOGINS_KEPT_MS = 24 * 60 * 60 * 1000;

/** The papers that come with the bot; see data/README.md. */
const BUNDLED = fileURLToPath(new URL("../data/papers.jsonl", import.meta.url));

/** Wires store, papers, commands and digest into one bot; `now` is the clock of all of it, in epoch milliseconds. */
export async function createBot(from: {
  readonly store: Store;
  readonly root: string;
  readonly log: Log;
  readonly now: () => number;
}): Promise<Bot> {
  const { store, root, log, now } = from;
  const library = await openLibrary(store, BUNDLED);
  const papers = library.catalogue;
  const trends = createTrends({ papers, snapshots: store.snapshots, now });
  const compose = createComposer({ ...store, trends, now });
  let news: News | undefined;
  const tools: Tools = {
    papers,
    trending: trends,
    store,
    digest: createDesk(compose),
    news: {
      want(asked) {
        news?.want(asked);
        return news?.asks === true;
      },
      troubles: async () =>
        ((await news?.status()) ?? []).flatMap((status) => troubleWith(status, now()) ?? []),
    },
    now,
    commands: () => commands,
    root,
  };
  const onFailure = ({ reference, call, error }: Failure) =>
    log.error({ reference, call: described(call), err: error }, "A command failed");
  const host = createHost({ commands, tools, onFailure });
  const beat = (platforms: readonly Platform[]): Beat => {
    const byName = new Map(platforms.map((platform) => [platform.name, platform]));
    const by = { store, platforms: byName, compose, now, log, paused: new Map<string, number>() };
    return async ({ stopping, alive, hurry }) => {
      await store.tickets.prune(now());
      await store.receipts.prune(now());
      await store.logins.prune(now() - LOGINS_KEPT_MS);
      return await deliverDue({ ...by, planned: alive, hurry }, stopping);
    };
  };
  return {
    ...{ host, beat },
    async warmUp() {
      const by = { id: "nobody", manager: false };
      const at = { platform: "none", tenant: "none", channel: "none" };
      await host.answer({ command: "search", input: { query: "graph transformers" }, by, at });
      await host.answer({ command: "trending", input: {}, by, at });
    },
    tickets: createTickets(store.tickets, now),
    async lost(where, why) {
      const stopped = await store.subscriptions.disable(where, why, now());
      if (stopped > 0)
        log.warn({ ...where, subscriptions: stopped }, `Subscriptions stopped: ${why}`);
    },
    poll(how) {
      news = startNews({ ...how, store, ...library, log });
      return news;
    },
    deliver: (platforms) => startHeartbeat(beat(platforms), now, log),
  };
}

/** A call as it may stand in a log: what was asked and where, not by whom. */
function described({ command, input, at }: Call) {
  return { command, input, platform: at.platform, tenant: at.tenant };
}
