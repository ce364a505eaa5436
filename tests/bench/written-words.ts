import { parseArgs } from "node:util";
import { plain } from "#papers";
import { slips } from "../../src/papers/search/slips.ts";
import { stem } from "../../src/papers/search/stem.ts";
import { STOP_WORDS } from "../../src/papers/search/stop-words.ts";
import { words } from "../../src/papers/words.ts";
import { readJsonLines } from "./search/json-lines.ts";

const USAGE = `Usage: node tests/bench/written-words.ts FILE > src/papers/search/written-words.txt
  FILE  many papers of all fields, JSON Lines, plain or .gz: {title, abstract}
Prints the stems that at least one in 10,000 of them holds, without what must be a slip of a common one.`;

const { positionals } = parseArgs({ allowPositionals: true });
const [file] = positionals;
if (file === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

/** A word that is one likely slip away from another that is so many times as frequent is no word. */
const SLIP = 2_000;

const papersWith = new Map<string, number>();
let papers = 0;
for await (const { value } of readJsonLines(file)) {
  const { title = "", abstract = "" } = value;
  papers += 1;
  const own = words(plain(`${title} ${abstract}`)).filter((word) => /^[a-z]{4,}$/.test(word));
  for (const one of new Set(own.filter((word) => !STOP_WORDS.has(word)).map(stem)))
    papersWith.set(one, (papersWith.get(one) ?? 0) + 1);
}
const least = papers / 10_000;
const common = [...papersWith].filter(([, count]) => count >= SLIP * least);
const isSlip = (word: string, count: number) =>
  common.some(([other, often]) => often >= SLIP * count && slips(word, other) === 1);
const kept = [...papersWith].filter(([word, count]) => count >= least && !isSlip(word, count));
process.stdout.write(
  kept
    .map(([word]) => `${word}\n`)
    .sort()
    .join(""),
);
