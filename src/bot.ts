import { fileURLToPath } from "node:url";
import {
  type Call,
  createGate,
  createHost,
  createTickets,
  type Failure,
  type Gate,
  type Host,
  type Log,
  type Place,
  type Platform,
  type Tickets,
} from "#chat";
import { commands } from "#commands";
import type { Config } from "#config";
import {
  type Beat,
  createComposer,
  createDesk,
  createTrends,
  type Heartbeat,
  startHeartbeat,
  type Trends,
} from "#digest";
import { systemClock } from "#papers";
import type { Store } from "#store";
import type { Tools } from "#tools";
import { beatOf } from "./heart.ts";
import { type Library, openLibrary } from "./library.ts";
import { type News, startNews, troubleWith } from "./news/index.ts";
import type { Metrics } from "./web/index.ts";

/** Whoever counts what happens: nobody, unless told. */
type Watcher = Pick<Metrics, "answered" | "delivered" | "asked">;

const NOBODY: Watcher = { answered: () => {}, delivered: () => {}, asked: () => {} };

/** The bot without its platforms: what answers calls, and what posts. */
export type Bot = {
  readonly host: Host;
  /** What is trending, for whoever belongs to no community. */
  readonly trends: Trends;
  /** Tells what happens from now on. */
  watch(watcher: Watcher): void;
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
  poll(how: Omit<Parameters<typeof startNews>[0], "store" | "follow" | "log" | "onAsked">): News;
  /** A sentence on how far it has come with reading its catalogue; undefined when it knows all of it. */
  reading(): Promise<string | undefined>;
  /** Waits until everything that the store holds is known, for answers that are given once. */
  whole(): Promise<void>;
  /** Lets go of the catalogue, also when it is told twice; nothing is answered any more, and what waits ends with an error. */
  close(): Promise<void>;
};

/** A place that the bot is no longer in: a channel, or without one the whole tenant. */
type Lost = Pick<Place, "platform" | "tenant"> & Partial<Pick<Place, "channel">>;

/** Platforms whose only user is whoever runs the bot: nobody is to be kept from anything there. */
const OWN = new Set(["console"]);

/** The papers that come with the bot; see data/README.md. */
const BUNDLED = fileURLToPath(new URL("../data/papers.jsonl", import.meta.url));

/**
 * Wires store, papers, commands and digest into one bot; `now` is the clock of all of it, in epoch
 * milliseconds, `folder` where it may keep files of its own beside the store.
 */
export async function createBot(from: {
  readonly store: Store;
  readonly folder?: string;
  /** Keeps the index of the bundled papers between starts. */
  readonly indexFile?: string;
  /** Where papers lie besides the store: see the settings. */
  readonly lancedb?: NonNullable<Config["lancedb"]>;
  readonly embeddings?: NonNullable<Config["embeddings"]>;
  readonly root: string;
  readonly log: Log;
  readonly now: () => number;
  /** How often anybody may ask; the usual rates unless it is given. */
  readonly gate?: Gate;
}): Promise<Bot> {
  const { store, root, log, now, gate = createGate(now, OWN) } = from;
  const tell = (sentence: string) => log.warn({}, sentence);
  const library = await openLibrary({ ...from, tell }, BUNDLED);
  const papers = library.catalogue;
  const trends = createTrends({ papers, snapshots: store.snapshots, now });
  const compose = createComposer({ ...store, trends, reading: () => library.reading(), now });
  let news: News | undefined;
  const reading = async () => wordsOf(await library.reading());
  const tools: Tools = {
    ...{ papers, reading },
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
  let watcher = NOBODY;
  const observe: Watcher["delivered"] = (event) => watcher.delivered(event);
  const beat = (platforms: readonly Platform[]) =>
    beatOf({ store, library, compose, now, log, observe }, platforms);
  const uncounted = createHost({ commands, tools, onFailure });
  const host = createHost({
    ...{ commands, tools, onFailure, gate },
    onAnswer: (answered) => watcher.answered(answered),
  });
  return {
    ...{ host, trends, reading },
    watch(by) {
      watcher = by;
    },
    async warmUp() {
      const by = { id: "nobody", manager: false };
      const at = { platform: "none", tenant: "none", channel: "none" };
      const input = { query: "graph transformers" };
      await uncounted.answer({ command: "search", input, by, at });
      await uncounted.answer({ command: "trending", input: {}, by, at });
    },
    tickets: createTickets(store.tickets, now),
    async lost(where, why) {
      const stopped = await store.subscriptions.disable(where, why, now());
      if (stopped > 0)
        log.warn({ ...where, subscriptions: stopped }, `Subscriptions stopped: ${why}`);
    },
    poll(how) {
      const onAsked: Watcher["asked"] = (asked) => watcher.asked(asked);
      const clock = { ...systemClock, now };
      news = startNews({ clock, ...how, store, follow: library.follow, log, onAsked });
      return news;
    },
    async whole() {
      const missing = await library.reading();
      if (missing)
        log.info(missing, "I read my catalogue first; later starts go on from a snapshot");
      await library.follow();
    },
    close: () => library.close(),
    beat,
    deliver: (platforms) => startHeartbeat(beat(platforms), now, log),
  };
}

function wordsOf(reading: Awaited<ReturnType<Library["reading"]>>): string | undefined {
  if (!reading) return undefined;
  const [papers, of] = [reading.papers.toLocaleString("en"), reading.of.toLocaleString("en")];
  return `I am still reading my catalogue (${papers} of ${of} papers so far): ask again in a minute for all of it.`;
}

/** A call as it may stand in a log: what was asked and where, not by whom. */
function described({ command, input, at }: Call) {
  return { command, input, platform: at.platform, tenant: at.tenant };
}
