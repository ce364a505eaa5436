import { parseArgs } from "node:util";
import { agreeing } from "../../src/papers/agreeing.ts";
import { LEANS } from "../../src/papers/trend-score.ts";
import { readArchive } from "./trending/archive.ts";
import { type Comparison, compare } from "./trending/compare.ts";
import { leaning, RANKINGS } from "./trending/rankings.ts";
import { measureSpeed } from "./trending/speed.ts";
import { ofWeeks, POOLED, pooled, WITHIN_DAY, withinDay } from "./trending/tasks.ts";

const USAGE = `Usage: npm run bench:trending -- --snapshots FILE [--weeks all|tuned|held] [--clean] [--sweep] [--seed N] [--json]
  --snapshots  JSON Lines, plain or .gz: {"id", "dailyDate", "snapshots": [[time, upvotes], …]}
  --weeks      tuned: ISO weeks divisible by four, which the score was chosen on; held: the others
  --clean      leave out looks that the other looks at the same paper contradict
  --sweep      our score at other leans too
  --seed       of the random ranking and the intervals; 1 when not given`;

const { values } = parseArgs({
  options: {
    snapshots: { type: "string" },
    weeks: { type: "string", default: "all" },
    clean: { type: "boolean", default: false },
    sweep: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const { snapshots, weeks, seed } = values;
const isWeeks = weeks === "all" || weeks === "tuned" || weeks === "held";
if (snapshots === undefined || !isWeeks || !/^\d+$/.test(seed)) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const read = ofWeeks(readArchive(snapshots), weeks);
const records = values.clean
  ? read.map((record) => ({ ...record, looks: agreeing(record.looks) }))
  : read;
const rankings = { ...RANKINGS, ...(values.sweep ? sweep() : {}) };
const [day, week] = [WITHIN_DAY, POOLED];
const comparisons = {
  "Within a day, at about 8 hours": compare(withinDay(records, 8), rankings, day, Number(seed)),
  "Within a day, at about 25 hours": compare(withinDay(records, 25), rankings, day, Number(seed)),
  "Pooled over 7 days, Mondays 01:00 UTC": compare(
    pooled(records, "mondays"),
    rankings,
    week,
    Number(seed),
  ),
  "Pooled over 7 days, every day 01:00 UTC": compare(
    pooled(records, "daily"),
    rankings,
    week,
    Number(seed),
  ),
};
const speed = measureSpeed(Number(seed));
const about = {
  ...{ weeks, clean: values.clean, seed: Number(seed), papers: records.length },
  looks: records.reduce((sum, { looks }) => sum + looks.length, 0),
};
if (values.json) {
  process.stdout.write(`${JSON.stringify({ ...about, comparisons, speed }, null, 2)}\n`);
} else {
  process.stdout.write(`${about.papers} papers, ${about.looks} looks; 95% intervals in brackets\n`);
  for (const [title, comparison] of Object.entries(comparisons)) {
    process.stdout.write(`\n${title}${table(comparison)}`);
  }
  const times = Object.entries(speed).map(
    ([window, { clock, processor }]) =>
      `${window} ${clock.toFixed(0)} ms (${processor.toFixed(0)} ms of processor)`,
  );
  process.stdout.write(`\nOver 15,000 papers with 40,000 snapshots: ${times.join(", ")}\n`);
}

function table({ tasks, papers, rankings: by }: Comparison): string {
  if (tasks === 0) return ": not enough papers that were looked at again\n";
  const measures = Object.keys(Object.values(by)[0] ?? {});
  const rows = Object.entries(by).map(([name, figures]) => [
    name,
    ...measures.map((measure) => {
      const { mean, low, high } = figures[measure] ?? { mean: 0, low: 0, high: 0 };
      return `${brief(mean)} [${brief(low)} ${brief(high)}]`;
    }),
  ]);
  const lines = [["", ...measures], ...rows].map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(index === 0 ? 26 : 18))
      .join(" ")
      .trimEnd(),
  );
  return ` (${tasks} lists of ${papers.toFixed(0)} papers in the mean)\n${lines.join("\n")}\n`;
}

function brief(figure: number): string {
  return figure.toFixed(3).replace(/^(-?)0\./, "$1.");
}

function sweep() {
  const leans = [0, 0.3, 0.6, 0.7, 0.8, 0.9, 1].flatMap((toCome) =>
    [0, LEANS.week.pace].map((pace) => ({ toCome, pace })),
  );
  const more = [0.1, 0.3, 0.5, 1].map((pace) => ({ toCome: LEANS.week.toCome, pace }));
  return Object.fromEntries(
    [...leans, ...more].map((lean) => [`to come ${lean.toCome} pace ${lean.pace}`, leaning(lean)]),
  );
}
