import { parseArgs } from "node:util";
import { createCatalogue, fileSource, type Paper } from "#papers";
import { cpuTime } from "../cpu-time.ts";
import { slowestOf } from "./search/fuzz.ts";
import { randomQueries } from "./search/random-queries.ts";

const USAGE = `Usage: node tests/bench/search-fuzz.ts [--count N] [--seed N] [--corpus FILE] [--most MS]
Asks the bundled catalogue, or another, 10,000 random queries in every way that takes one: operators, quotes, any
script, now and then 100 KB. Ends with 1 when one throws, or takes more than 50 ms of the processor.`;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    corpus: { type: "string", default: "data/papers.jsonl" },
    most: { type: "string", default: "50" },
  },
});
if (![values.count, values.seed, values.most].every((number) => /^\d+$/.test(number))) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}
const papers: Paper[] = [];
for await (const paper of fileSource(values.corpus).papers()) papers.push(paper);
const catalogue = createCatalogue();
await catalogue.add(papers);
const queries = randomQueries(papers, Number(values.count), Number(values.seed));
const { query, ms } = await slowestOf(queries, catalogue, cpuTime);
process.stdout.write(
  `${queries.length} random queries of ${papers.length} papers (seed ${values.seed}): none threw; the slowest took ${ms.toFixed(1)} ms of processor: ${JSON.stringify(query.slice(0, 200))}\n`,
);
if (ms > Number(values.most)) process.exit(1);
