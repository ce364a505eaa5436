import type { Collection } from "./collection.ts";
import { DEEP, meanQuality, qualityOf } from "./measures.ts";
import type { Rival } from "./rival.ts";
import { similarTopics } from "./similar-topics.ts";
import type { Row } from "./table.ts";
import { cost, timed } from "./timing.ts";

/** Papers whose likes are asked for; more change nothing in the third decimal. */
const MOST_SIMILAR = 500;

/** How well an engine ranks a collection, and how fast. */
export async function measureQuality(
  rival: Rival,
  collection: Collection,
  mode: "search" | "similar",
): Promise<Row> {
  const { papers } = collection;
  const topics = mode === "search" ? collection.topics : similarTopics(collection, MOST_SIMILAR);
  const papersByKey = new Map(papers.map((paper) => [paper.key, paper]));
  const built = await cost(() => rival.open(papers));
  const opened = built.result;
  const ask = async (text: string, count: number): Promise<readonly string[]> => {
    if (mode === "search") return opened.search(text, count);
    const paper = papersByKey.get(text);
    return (paper && (await opened.similar?.(paper, count))) ?? [];
  };
  const qualities = [];
  for (const { text, grades } of topics) qualities.push(qualityOf(await ask(text, DEEP), grades));
  const speed = await timed(topics, ({ text }) => ask(text, SHOWN));
  await opened.close?.();
  return {
    ...{ name: rival.name, papers: papers.length, queries: topics.length },
    quality: meanQuality(qualities),
    build: { clock: built.clock, processor: built.processor, memory: built.memory },
    timings: { query: speed },
  };
}

/** Answers that a timed query asks for: two pages. */
const SHOWN = 10;
