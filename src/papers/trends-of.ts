import type { TrendAsk } from "./catalogue.ts";
import type { Snapshot } from "./looks.ts";
import type { Paper } from "./paper.ts";
import type { Hit } from "./query.ts";
import { topicsIn } from "./topics-in.ts";
import type { TrendShelf } from "./trend-shelf.ts";
import { type Trend, trendOn } from "./trending.ts";

/** Papers that a topic names, the best `size` of them, as the search command finds them. */
export type TopicSearch = (text: string, size: number) => readonly Hit[];

/** Most papers that one topic can name. */
const TOPIC_PAPERS = 2000;

/** Longest list when the question does not say. */
const MOST = 500;

/** Answers a trending question, with topics in and out read as searches. */
export function trendsOf(
  { topic, exclude, least = 0, most = MOST, ...ask }: TrendAsk,
  papers: TrendShelf,
  snapshots: readonly Snapshot[],
  search: TopicSearch,
): Trend {
  const only = topic ? papersOn(topic, search) : undefined;
  const unwanted = exclude ? papersOn(exclude, search) : undefined;
  const keeps = ({ key, upvotes = 0 }: Paper) => !unwanted?.has(key) && upvotes >= least;
  return trendOn(papers, { ...ask, ...(only && { only }), snapshots, keeps, most });
}

/**
 * Keys of the papers on any of the topics (commas between, but for those in quotes): by the same search as
 * the command, only those that hold every word of a topic, since “graph transformers” is not every paper on
 * transformers.
 */
function papersOn(topics: string, search: TopicSearch): ReadonlySet<string> {
  const found = topicsIn(topics).flatMap((text) => search(text, TOPIC_PAPERS));
  return new Set(found.filter(({ whole }) => whole).map(({ paper }) => paper.key));
}
