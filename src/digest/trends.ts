import { type Catalogue, type Paper, type Trend, type TrendQuery, trending } from "#papers";
import { recentSnapshots, type SnapshotReader } from "./recent-snapshots.ts";

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
  readonly snapshots: SnapshotReader;
  readonly now: () => number;
}): Trends {
  const snapshots = recentSnapshots(from.snapshots, SNAPSHOTS_MS);
  return async ({ topic, ...ask }) => {
    const now = from.now();
    const only = topic ? new Set(papersOn(from.papers, topic).map(({ key }) => key)) : undefined;
    return trending({
      ...{ ...ask, ...(only && { only }), now },
      papers: from.papers.papers(),
      snapshots: await snapshots(now),
    });
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
