import { text, webAddress } from "#chat";
import { links, plain, type Trend, type TrendHit } from "#papers";
import { honesty, type TrendAsked, why } from "./trend.ts";
import { facts, quoted } from "./words.ts";

/** One paper of a feed: plain text and addresses, for whatever reads feeds. */
export type FeedEntry = {
  /** The paper's key: the same as long as the paper is known under it. */
  readonly key: string;
  readonly title: string;
  /** Where it can be read. */
  readonly url?: string;
  readonly pdf?: string;
  readonly authors: readonly string[];
  /** ISO date, as exact as it is known: `2023-07-14`, `2023-07`. */
  readonly published?: string;
  readonly categories: readonly string[];
  /** Authors, date and counts in one line. */
  readonly facts: string;
  /** Why it is in the list. */
  readonly why?: string;
  readonly abstract: string;
};

/** A list of papers for feed readers. */
export type Feed = {
  readonly title: string;
  /** What the list rests on, in a sentence or two. */
  readonly about: string;
  readonly entries: readonly FeedEntry[];
};

/** Most papers of a feed: a day's list has some 30. */
const MOST = 30;

/** What is trending, best first, as a feed. */
export function trendFeed(trend: Trend, { window, topic }: TrendAsked): Feed {
  const about = topic ? ` on ${quoted(topic)}` : "";
  return {
    title: `Trending papers of the ${window}${about}`,
    about: honesty(trend, window, about),
    entries: trend.hits.slice(0, MOST).map((hit) => entryOf(hit, window)),
  };
}

function entryOf({ paper, ...hit }: TrendHit, window: TrendAsked["window"]): FeedEntry {
  const { page, pdf } = links(paper);
  const [url, file] = [webAddress(page), webAddress(pdf)];
  const reason = why({ paper, ...hit }, window);
  const { published = paper.daily } = paper;
  return {
    key: paper.key,
    title: plain(paper.title),
    ...(url && { url }),
    ...(file && { pdf: file }),
    authors: (paper.authors ?? []).map(plain),
    ...(published && { published }),
    categories: [...(paper.categories ?? []), ...(paper.keywords ?? [])],
    facts: text(facts(paper)),
    ...(reason !== undefined && { why: text(reason) }),
    abstract: plain(paper.abstract),
  };
}
