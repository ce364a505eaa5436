import {
  arxivSource,
  type Clock,
  huggingFaceSource,
  type PaperSource,
  type SourceFault,
  systemClock,
} from "#papers";
import type { Store } from "#store";
import { announcements } from "./announcements.ts";
import { dailyLists } from "./daily-lists.ts";
import type { Follow } from "./follower.ts";
import { createPoller, type NewsLog } from "./poller.ts";
import { type Schedule, SLOTS_KEPT_MS } from "./slot.ts";
import { type SourceStatus, statusOf } from "./status.ts";
import { createWanted, type Want } from "./wanted.ts";

/** Which sources to poll and how to reach them: see the settings. */
type NewsSources = {
  readonly huggingface?: {
    readonly apiUrl: string;
    readonly token?: string;
    /** Whether searches that find nothing here may be asked there. */
    readonly search?: boolean;
  };
  readonly arxiv?: {
    readonly apiUrl: string;
    readonly rssUrl: string;
    readonly categories: readonly string[];
  };
  /** A page or address of whoever runs the bot. */
  readonly contact?: string;
};

/** Fresh papers, as they come. */
export type News = {
  /** Whether there is any source to ask. */
  readonly asks: boolean;
  /** How each source that is polled goes, by any process on this store. */
  status(): Promise<readonly SourceStatus[]>;
  /** Asks for papers that somebody named and nobody here knows: they are found a little later. */
  want(asked: Want): void;
  /** Ends what is under way; resolves when the store is no longer used. */
  stop(): Promise<void>;
};

/** What news is made from. */
type NewsParts = {
  readonly sources: NewsSources;
  readonly store: Pick<Store, "papers" | "snapshots" | "polls">;
  /** Takes into the catalogue what came into the store. */
  readonly follow: Follow;
  readonly log: NewsLog;
  readonly version: string;
  readonly clock?: Clock;
  /** What one answer may take, where the usual is too much: ms from asking to the last byte, bytes, attempts. */
  readonly limits?: { readonly ms?: number; readonly bytes?: number; readonly tries?: number };
  /** Told of each request to a source: its name, milliseconds, and the class of a failure. */
  readonly onAsked?: (asked: {
    readonly source: string;
    readonly ms: number;
    readonly fault?: SourceFault;
  }) => void;
};

/** How often the store is asked what came, in ms: found within two seconds of its arrival. */
const FOLLOW_MS = 1000;

/** How often schedules are asked what is due, in ms. */
const POLL_MS = 30_000;

/**
 * Begins to poll the sources, and to take into the catalogue what comes into the store, from these
 * sources or from other processes. Nothing waits for it, and nothing that goes wrong in it goes further.
 */
export function startNews(parts: NewsParts): News {
  const { sources, store, log, clock = systemClock } = parts;
  const stop = new AbortController();
  const { signal } = stop;
  const polled = sourcesOf(parts, clock, signal);
  const follow = () => parts.follow(() => signal.aborted);
  // arXiv knows every id, Hugging Face those that somebody looked at there.
  const wanted = createWanted(polled.map(([source]) => source).reverse(), store, clock);
  const prune = async () => {
    await store.polls.prune(clock.now() - SLOTS_KEPT_MS);
  };
  const silent = new Set<string>();
  const loops = [
    repeat(follow, FOLLOW_MS, "The store can't be followed; new papers are not found until it can"),
    repeat(wanted.fetch, FOLLOW_MS, "What was asked for can't be fetched"),
    repeat(prune, PRUNE_MS, "Old polls can't be thrown away"),
    ...polled.map(([source, schedule]) => {
      const poll = createPoller({ source, schedule, store, clock, log, silent, signal });
      return repeat(poll, POLL_MS, `${source.name} can't be polled`);
    }),
  ];

  async function repeat(work: () => Promise<void>, every: number, trouble: string): Promise<void> {
    let toldAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (!signal.aborted && clock.now() - toldAt >= QUIET_MS) {
          log.warn({ err: error }, trouble);
          toldAt = clock.now();
        }
      }
      await clock.sleep(every, signal).catch(() => {});
    }
  }
  return {
    asks: polled.length > 0,
    status: async () => statusOf(Object.keys(sources).filter(isSource), await store.polls.states()),
    want: wanted.want,
    stop: async () => {
      stop.abort();
      await Promise.all(loops);
    },
  };
}

/** The same trouble is told this often, in ms. */
const QUIET_MS = 60 * 60 * 1000;

/** How often slots of long ago are thrown away, in ms. */
const PRUNE_MS = 24 * 60 * 60 * 1000;

/** Reasons why something listed was passed over are told once each, and no more than this. */
const MOST_SKIPS_TOLD = 20;

function isSource(name: string): boolean {
  return name === "huggingface" || name === "arxiv";
}

function sourcesOf(
  { sources: { huggingface, arxiv, contact }, log, version, limits, onAsked }: NewsParts,
  clock: Clock,
  signal: AbortSignal,
): readonly (readonly [PaperSource, Schedule])[] {
  const agent = `Paperboy/${version}${contact ? ` (+${contact})` : ""}`;
  const told = new Set<string>();
  const asking = (source: string) => ({
    ...{ agent, clock, signal, ...(limits && { limits }) },
    onAsked: (ms: number, fault?: SourceFault) =>
      onAsked?.({ source, ms, ...(fault && { fault }) }),
    onSkip: (reason: string) => {
      if (told.size >= MOST_SKIPS_TOLD || told.has(reason)) return;
      told.add(reason);
      log.warn({ source }, reason);
    },
  });
  return [
    ...(huggingface
      ? [[huggingFaceSource({ ...huggingface, ...asking("huggingface") }), dailyLists] as const]
      : []),
    ...(arxiv ? [[arxivSource({ ...arxiv, ...asking("arxiv") }), announcements] as const] : []),
  ];
}
