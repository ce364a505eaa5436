import { createFetcher, type Fetcher } from "../fetch/fetcher.ts";
import { SourceError } from "../fetch/source-error.ts";
import type { Paper } from "../paper.ts";
import { type FeedPage, type FeedRecord, readAnnouncement, readApiFeed } from "./arxiv-feed.ts";
import type { Asking } from "./asking.ts";
import { readPaper } from "./read-paper.ts";
import type { PaperSource } from "./source.ts";

/** Where arXiv's API and feeds are, what to watch there, and who asks. */
export type ArxivOptions = Asking & {
  /** The API, such as https://export.arxiv.org/api/query. */
  readonly apiUrl: string;
  /** Base of the announcements by category, such as https://rss.arxiv.org/rss. */
  readonly rssUrl: string;
  readonly categories: readonly string[];
};

/** Least time between two requests in ms, API and feeds together: arXiv's terms of use. */
const PAUSE_MS = 3000;

/** A category's announcements have up to 5 MB. */
const MOST_BYTES = 10_000_000;

/** Ids in one question, so that an address stays below 2,000 characters. */
const IDS_AT_ONCE = 100;

/** Entries of one page of a search; some 2.5 kB each. */
const PAGE_SIZE = 200;

/** The API answers no more of one search than this. */
const MOST_FOUND = 30_000;

/**
 * arXiv: `papers()` is the last announcement of every watched category, first as the feeds have it
 * and then, with authors and the exact day, as the API does; `since` adds everything that was
 * submitted from that day on.
 */
export function arxivSource(options: ArxivOptions): PaperSource {
  const { agent, clock, signal, apiUrl, rssUrl } = options;
  const limits = { bytes: MOST_BYTES, ...options.limits };
  const bases = [apiUrl, rssUrl];
  const desk: Desk = {
    options,
    fetcher: createFetcher({
      ...{ name: "arXiv", bases, agent, pause: PAUSE_MS, clock, signal, limits },
      onAsked: options.onAsked,
    }),
    detailed: new Set(),
  };
  return {
    name: "arxiv",
    papers: ({ since } = {}) => papers(desk, since),
    byId: (ids) => papersById(desk, ids, false),
  };
}

type Desk = {
  readonly options: ArxivOptions;
  readonly fetcher: Fetcher;
  /** Ids of the last announcement whose details were read. */
  readonly detailed: Set<string>;
};

async function* papers(desk: Desk, since: string | undefined): AsyncGenerator<Paper> {
  const { options, detailed } = desk;
  const announced = new Set<string>();
  for (const category of options.categories) {
    for (const paper of await announcedIn(desk, category)) {
      const id = idOf(paper);
      if (id === undefined || announced.has(id)) continue;
      announced.add(id);
      yield paper;
    }
  }
  if (since !== undefined) yield* submittedSince(desk, since);
  for (const id of detailed) if (!announced.has(id)) detailed.delete(id);
  const missing = [...announced].filter((id) => !detailed.has(id));
  for await (const paper of papersById(desk, missing, true)) {
    detailed.add(idOf(paper) ?? "");
    yield paper;
  }
}

/** A category that arXiv does not have is told, and the others are read all the same. */
async function announcedIn(
  { options, fetcher }: Desk,
  category: string,
): Promise<readonly Paper[]> {
  const address = new URL(`${options.rssUrl.replace(/\/+$/, "")}/${category}`);
  try {
    const { value } = await fetcher.get(address, "xml", readAnnouncement);
    return readAll(value, options.onSkip);
  } catch (error) {
    if (!(error instanceof SourceError && error.fault === "refused")) throw error;
    options.onSkip?.(`arXiv has no announcements of ${category}: check ARXIV_CATEGORIES.`);
    return [];
  }
}

/** `areThere`: they must be, so that none at all is a slip of arXiv's and no answer. */
async function* papersById(
  { options, fetcher }: Desk,
  ids: readonly string[],
  areThere: boolean,
): AsyncGenerator<Paper> {
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE);
    const address = question(options.apiUrl, {
      ...{ id_list: some.join(","), start: "0", max_results: String(some.length) },
    });
    const read = areThere ? readFilled : readApiFeed;
    try {
      const { value } = await fetcher.get(address, "xml", read);
      yield* readAll(value.records, options.onSkip);
    } catch (error) {
      // One id that it does not take spoils the whole question; the others are asked for again later.
      if (!(error instanceof SourceError && error.fault === "refused")) throw error;
      options.onSkip?.(error.message);
    }
  }
}

/** By the day of the first version, so that no replacement is among them. */
async function* submittedSince({ options, fetcher }: Desk, since: string): AsyncGenerator<Paper> {
  const { categories, apiUrl, clock, onSkip } = options;
  const from = `${since.replaceAll("-", "")}0000`;
  const to = new Date(clock.now()).toISOString().slice(0, 16).replace(/\D/g, "");
  const watched = categories.map((category) => `cat:${category}`).join(" OR ");
  for (let start = 0, total = 1; start < Math.min(total, MOST_FOUND); ) {
    const address = question(apiUrl, {
      search_query: `(${watched}) AND submittedDate:[${from} TO ${to}]`,
      ...{ sortBy: "submittedDate", sortOrder: "ascending" },
      ...{ start: String(start), max_results: String(PAGE_SIZE) },
    });
    // An empty page is the end only when nothing is left to come.
    const { value } = await fetcher.get(address, "xml", (text) => {
      const page = readApiFeed(text);
      return page.total > start ? filled(page) : page;
    });
    yield* readAll(value.records, onSkip);
    total = value.total;
    start += PAGE_SIZE;
  }
}

function question(apiUrl: string, parameters: Readonly<Record<string, string>>): URL {
  const address = new URL(apiUrl);
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address;
}

function readFilled(text: string): FeedPage {
  return filled(readApiFeed(text));
}

/** @throws SourceError for a page without entries, which the API sends now and then for no reason */
function filled(page: FeedPage): FeedPage {
  if (page.records.length > 0) return page;
  throw new SourceError("lying", "arXiv sent an empty list where papers must be.");
}

function readAll(records: readonly FeedRecord[], onSkip: Asking["onSkip"]): readonly Paper[] {
  return records.flatMap((record) => {
    const paper = readPaper(record);
    if ("key" in paper && idOf(paper) !== undefined) return [paper];
    onSkip?.(`arXiv listed what is no paper: ${"reason" in paper ? paper.reason : "no id"}`);
    return [];
  });
}

function idOf({ key }: Paper): string | undefined {
  return key.startsWith("arxiv:") ? key.slice("arxiv:".length) : undefined;
}
