import { createFetcher, type Fetcher } from "../fetch/fetcher.ts";
import { SourceError } from "../fetch/source-error.ts";
import type { Paper } from "../paper.ts";
import type { Asking } from "./asking.ts";
import { readPaper } from "./read-paper.ts";
import type { PaperSource } from "./source.ts";

/** Where Hugging Face's API is, and who asks. */
export type HuggingFaceOptions = Asking & {
  /** Base of the API, such as https://huggingface.co/api. */
  readonly apiUrl: string;
  readonly token?: string;
  /** Whether it may be told what people search for here. */
  readonly search?: boolean;
};

const NAME = "Hugging Face";

/** Least time between two requests in ms; 500 in five minutes are allowed to anybody. */
const PAUSE_MS = 1000;

/** A list of 100 papers has some 600 kB. */
const MOST_BYTES = 8_000_000;

/** The most that one page may hold; the default of 50 cuts full days. */
const PAGE_SIZE = 100;

/** Papers that one search brings. */
const MOST_FOUND = 20;

/** Pages of one day that are read at most: the fullest day so far had 72 papers. */
const MOST_PAGES = 20;

/**
 * The daily papers of Hugging Face: `papers({day})` is the list of that day with its counts as they
 * are now, without a day the list of today. Lists exist for weekdays; one of a weekend is empty.
 */
export function huggingFaceSource(options: HuggingFaceOptions): PaperSource {
  const base = options.apiUrl.replace(/\/+$/, "");
  const { agent, clock, signal, token, onSkip = () => {} } = options;
  const fetcher = createFetcher({
    ...{ name: NAME, bases: [base], agent, pause: PAUSE_MS, clock, signal },
    onAsked: options.onAsked,
    ...(token !== undefined && { token }),
    limits: { bytes: MOST_BYTES, ...options.limits },
  });
  return {
    name: "huggingface",
    papers: ({ day } = {}) => dailyPapers(fetcher, base, day, onSkip),
    byId: (ids) => papersById(fetcher, base, ids),
    ...(options.search && { search: (words) => found(fetcher, base, words, onSkip) }),
  };
}

async function* dailyPapers(
  fetcher: Fetcher,
  base: string,
  day: string | undefined,
  onSkip: (reason: string) => void,
): AsyncGenerator<Paper> {
  // A paper that rises between two pages stands on both.
  const seen = new Set<string>();
  const address = new URL(`${base}/daily_papers`);
  address.search = String(
    new URLSearchParams({ ...(day && { date: day }), limit: `${PAGE_SIZE}` }),
  );
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const before = seen.size;
    const { value: entries, link } = await fetcher.get(address, "json", readList);
    for (const paper of papersOf(entries, day, onSkip)) {
      if (seen.has(paper.key)) continue;
      seen.add(paper.key);
      yield paper;
    }
    const next = nextQuery(link, address);
    if (next === undefined || seen.size === before) return;
    address.search = next;
  }
}

/** By Hugging Face's own search, which knows far more than its daily lists. */
async function* found(
  fetcher: Fetcher,
  base: string,
  words: string,
  onSkip: (reason: string) => void,
): AsyncGenerator<Paper> {
  const address = new URL(`${base}/papers/search`);
  address.search = String(new URLSearchParams({ q: words, limit: String(MOST_FOUND) }));
  const { value } = await fetcher.get(address, "json", readList);
  yield* papersOf(value, undefined, onSkip);
}

async function* papersById(
  fetcher: Fetcher,
  base: string,
  ids: readonly string[],
): AsyncGenerator<Paper> {
  for (const id of ids) {
    // The old style of id, with a slash in it, has no page there.
    if (id.includes("/")) continue;
    try {
      const address = new URL(`${base}/papers/${encodeURIComponent(id)}`);
      const { value } = await fetcher.get(address, "json", (text) => readPaper(JSON.parse(text)));
      if ("key" in value) yield value;
    } catch (error) {
      if (!(error instanceof SourceError && error.fault === "refused")) throw error;
    }
  }
}

/** @throws SourceError when it is no list: errors come with status 200 too */
function readList(text: string): readonly unknown[] {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value;
  throw new SourceError("lying", `${NAME} sent no list of papers${toldIn(value)}.`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function toldIn(value: unknown): string {
  if (!isObject(value) || !("error" in value)) return "";
  return typeof value.error === "string" ? ` (“${value.error.slice(0, 100)}”)` : "";
}

/** The papers of a list; one that can't be read is told and left out, a list of nothing else is none. */
function papersOf(
  entries: readonly unknown[],
  day: string | undefined,
  onSkip: (reason: string) => void,
): readonly Paper[] {
  // Entries of before March 2025 don't tell on which list they stand.
  const read = entries.map((entry) =>
    readPaper(isObject(entry) ? { dailyDate: day, ...entry } : entry),
  );
  const papers = read.flatMap((paper) => ("key" in paper ? paper : []));
  if (entries.length > 0 && papers.length === 0)
    throw new SourceError("lying", `${NAME} sent a list of something else than papers.`);
  for (const skip of read)
    if ("reason" in skip) onSkip(`${NAME} listed what is no paper: ${skip.reason}`);
  return papers;
}

/**
 * The query of the page after this one by its `Link` header (RFC 8288). Only the query is taken, so
 * that no header sends us anywhere else, and a proxy's address stays.
 */
function nextQuery(link: string | undefined, here: URL): string | undefined {
  const [, target] = /<([^<>]*)>\s*;[^<]*\brel\s*=\s*"?next\b/i.exec(link ?? "") ?? [];
  const next = target === undefined ? null : URL.parse(target, here.href);
  return next === null || next.search === here.search ? undefined : next.search;
}
