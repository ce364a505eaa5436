import {
  type Catalogue,
  type Paper,
  type Snapshot,
  type Trend,
  type TrendQuery,
  trending,
} from "#papers";

/** A trending question as commands and digests ask it; `topic` is a search, several with commas between. */
type TrendAsk = Pick<TrendQuery, "window" | "community"> & { readonly topic?: string };

/** Answers trending questions from the catalogue and the snapshots of its upvotes. */
export type Trends = (ask: TrendAsk) => Promise<Trend>;

/** The longest window reaches back this far; gains need one snapshot from before it. */
const SNAPSHOTS_MS = 35 * 24 * 60 * 60 * 1000;

/** Most papers that one topic can name. */
const TOPIC_PAPERS = 2000;

/** Trending over what is known now; `now` in epoch milliseconds. */
export function createTrends(from: {
  readonly papers: Catalogue;
  readonly snapshots: { since(at: number): Promise<readonly Snapshot[]> };
  readonly now: () => number;
}): Trends {
  return async ({ topic, ...ask }) => {
    const papers = topic ? papersOn(from.papers, topic) : from.papers.papers();
    const snapshots = await from.snapshots.since(from.now() - SNAPSHOTS_MS);
    return trending({ ...ask, papers, snapshots, now: from.now() });
  };
}

/**
 * Papers on any of the topics (commas between): by the same search as the command, only those that
 * hold every word of a topic, since “graph transformers” is not every paper on transformers.
 */
export function papersOn(papers: Catalogue, topics: string): readonly Paper[] {
  const found = topics.split(",").flatMap((topic) => {
    const text = topic.trim();
    return text ? papers.search({ text, size: TOPIC_PAPERS }).hits : [];
  });
  return [...new Set(found.filter(({ whole }) => whole).map(({ paper }) => paper))];
}
