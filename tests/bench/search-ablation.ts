import { parseArgs } from "node:util";
import { readAsked } from "../../src/papers/asked.ts";
import { changedEngine } from "./search/changed-engine.ts";
import { type Collection, readCollection } from "./search/collection.ts";
import { qualityOf } from "./search/measures.ts";
import { STEPS, type Step } from "./search/steps.ts";

const USAGE = `Usage: node tests/bench/search-ablation.ts [--step NAME]… FOLDER…
Each folder holds corpus.jsonl.gz, queries.jsonl and qrels.tsv. Prints nDCG@10 with every step, and with one left
out at a time: of each collection, and the mean of the half of the queries that was tuned on and of the other half.`;

const { values, positionals: folders } = parseArgs({
  options: { step: { type: "string", multiple: true } },
  allowPositionals: true,
});
if (folders.length === 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const collections: Collection[] = [];
for (const folder of folders) {
  const [corpus, queries] = [`${folder}/corpus.jsonl.gz`, `${folder}/queries.jsonl`];
  collections.push(await readCollection({ corpus, queries, qrels: `${folder}/qrels.tsv` }));
}
const steps = STEPS.filter(({ name }) => values.step?.includes(name) ?? true);
const asTyped = (text: string) => text;
const waysToType = [...new Set(steps.map(({ typed = asTyped }) => typed))];
for (const typed of waysToType) {
  const own = steps.filter((step) => (step.typed ?? asTyped) === typed);
  const all = own.map(({ name }) => name).join("; ");
  await print({ name: `with all (${all})`, without: [], typed });
  for (const step of own) await print(step);
}

/** The line of the engine without a step. */
async function print({ name, without, typed = asTyped }: Step): Promise<void> {
  const figures: (readonly number[])[] = [];
  let queries = 0;
  for (const { papers, topics } of collections) {
    const engine = await changedEngine(without);
    engine.add(papers);
    const asked = topics
      .map((topic, at) => ({ ...topic, at, typed: typed(topic.text) }))
      .filter((topic) => typed === asTyped || topic.typed !== topic.text);
    queries += asked.length;
    const scored = asked.map(({ at, typed: text, grades }) => {
      const { found } = engine.find({ ...readAsked({ text }), count: 10 });
      const keys = found.map(({ key }) => key);
      return { isTuned: at % 2 === 0, ndcg: qualityOf(keys, grades).ndcg };
    });
    figures.push([
      mean(scored.map(({ ndcg }) => ndcg)),
      mean(scored.filter(({ isTuned }) => isTuned).map(({ ndcg }) => ndcg)),
      mean(scored.filter(({ isTuned }) => !isTuned).map(({ ndcg }) => ndcg)),
    ]);
  }
  const means = [1, 2].map((half) => mean(figures.map((one) => one[half] ?? Number.NaN)));
  const cells = [...figures.map(([whole = 0]) => whole), ...means].map((one) => one.toFixed(4));
  process.stdout.write(`| ${[name, queries, ...cells].join(" | ")} |\n`);
}

/** Of what there is; a collection may have no query that a step touches. */
function mean(numbers: readonly number[]): number {
  const known = numbers.filter((one) => !Number.isNaN(one));
  return known.reduce((sum, one) => sum + one, 0) / known.length;
}
