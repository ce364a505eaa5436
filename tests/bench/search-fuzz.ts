import { parseArgs } from "node:util";
import { createCatalogue, fileSource, type Paper } from "#papers";
import { cpuTime } from "../cpu-time.ts";
import { slowestOf } from "./search/fuzz.ts";
import { randomQueries } from "./search/random-queries.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    corpus: { type: "string", default: "data/papers.jsonl" },
    most: { type: "string", default: "50" },
  },
});
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
