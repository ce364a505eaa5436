import type { Paper } from "#papers";
import { readCorpus } from "./collection.ts";
import type { Rival } from "./rival.ts";
import type { Row } from "./table.ts";
import { cost, timed } from "./timing.ts";
import { typedBeginnings, typedQueries } from "./typed-queries.ts";

/** How fast an engine is with the papers of a file, whatever it finds. */
export async function measureScale(
  rival: Rival,
  file: string,
  count: number,
  seed: number,
): Promise<Row> {
  const all: Paper[] = [];
  for await (const paper of readCorpus(file)) all.push(paper);
  // The last ones are added when all others are there.
  const late = all.splice(-LATE);
  const queries = typedQueries(all, count, seed);
  const beginnings = typedBeginnings(all, count, seed);
  const built = await cost(() => rival.open(all));
  const { result: opened } = built;
  const query = await timed(queries, (text) => opened.search(text, SHOWN));
  // One that takes seconds for a letter is measured by fewer.
  const few = rival.name === "MiniSearch defaults" ? beginnings.slice(0, SLOW) : beginnings;
  const suggestion = await timed(few, async (typed) => opened.suggest?.(typed, SHOWN));
  const add = async (paper: Paper) => opened.add?.(paper);
  // No paper can be added twice, so that others warm up.
  const addition = await timed(late.slice(WARMING), add, late.slice(0, WARMING));
  await opened.close?.();
  return {
    ...{ name: rival.name, papers: all.length, queries: queries.length },
    build: { clock: built.clock, processor: built.processor, memory: built.memory },
    timings: { query, suggestion, addition },
  };
}

const SHOWN = 10;
/** Papers that are added one by one, and those of them that are not timed. */
const [LATE, WARMING] = [150, 50];
const SLOW = 200;
