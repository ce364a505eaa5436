import { parseArgs } from "node:util";
import { bm25 } from "./search/bm25.ts";
import { type Collection, readCollection } from "./search/collection.ts";
import { cosine } from "./search/cosine.ts";
import { lancedb } from "./search/lancedb.ts";
import { measureQuality } from "./search/quality.ts";
import type { Rival } from "./search/rival.ts";
import { defaults, ours, rivalFrom } from "./search/rivals.ts";
import { measureScale } from "./search/scale.ts";
import { type Row, table } from "./search/table.ts";

const USAGE = `Usage: npm run bench:search -- --corpus FILE --queries FILE --qrels FILE [--mode search|similar] [--split all|tuned|held]
       npm run bench:search -- --scale FILE [--count N] [--seed N]
  --corpus, --queries  JSON Lines, plain or .gz: {id, title, text or abstract} and {id, text}
  --qrels              lines of query, document, grade
  --mode               search: as typed; similar: papers of the same query are to be found by each other
  --split              tuned: every other query, which the settings were chosen on; held: the others
  --scale              only speed and memory, with queries and beginnings out of the titles of this corpus
  --count, --seed      how many of them (1000), and which (1)
  --engine             ours, lancedb, or a module whose default export makes a catalogue
  --alone              without the yardsticks
  --json               for machines`;

const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    qrels: { type: "string" },
    scale: { type: "string" },
    mode: { type: "string", default: "search" },
    split: { type: "string", default: "all" },
    engine: { type: "string", default: "ours" },
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    alone: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const { corpus, queries, qrels, scale, mode, split } = values;
const files = corpus && queries && qrels ? { corpus, queries, qrels } : undefined;
const isKnown =
  ["search", "similar"].includes(mode) &&
  ["all", "tuned", "held"].includes(split) &&
  /^\d+$/.test(values.count) &&
  /^\d+$/.test(values.seed);
if (!isKnown || (files === undefined) === (scale === undefined)) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const NAMED: Readonly<Record<string, Rival>> = { ours, lancedb };
const measured = NAMED[values.engine] ?? (await rivalFrom(values.engine));
const rows = scale ? await ofScale(scale) : files ? await ofQuality(files) : [];
process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));

async function ofQuality(from: Parameters<typeof readCollection>[0]): Promise<readonly Row[]> {
  const collection = halfOf(await readCollection(from));
  const yardsticks = mode === "similar" ? [cosine, defaults] : [defaults, bm25];
  return inTurn(yardsticks, (rival) =>
    measureQuality(rival, collection, mode === "similar" ? "similar" : "search"),
  );
}

function ofScale(file: string): Promise<readonly Row[]> {
  return inTurn([defaults], (rival) =>
    measureScale(rival, file, Number(values.count), Number(values.seed)),
  );
}

/** One after the other, so that none of them slows another one down. */
async function inTurn(
  yardsticks: readonly Rival[],
  measure: (rival: Rival) => Promise<Row>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const rival of [measured, ...(values.alone ? [] : yardsticks)])
    rows.push(await measure(rival));
  return rows;
}

function halfOf({ papers, topics }: Collection): Collection {
  if (split === "all") return { papers, topics };
  return { papers, topics: topics.filter((_, at) => at % 2 === (split === "tuned" ? 0 : 1)) };
}
