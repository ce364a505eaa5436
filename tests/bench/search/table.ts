import type { Quality } from "./measures.ts";
import type { Timing } from "./timing.ts";

/** What was measured of one engine; times in milliseconds, memory in megabytes. */
export type Row = {
  readonly name: string;
  readonly papers: number;
  readonly queries: number;
  readonly quality?: Quality;
  readonly build: {
    readonly clock: number;
    readonly processor: number;
    readonly memory: number;
  };
  readonly timings: Readonly<Record<string, Timing>>;
};

/** The rows as a text to read, with the ratios of the first to each of the others. */
export function table(rows: readonly Row[]): string {
  const [first, ...others] = rows;
  if (!first) return "";
  const names = Object.keys(first.timings);
  const head = `${first.papers} papers, ${first.queries} queries\n`;
  const parts = [
    ...(first.quality ? [qualities(rows)] : []),
    lines(["build", "clock ms", "processor ms", "memory MB"], rows, ({ build }) => [
      ...[build.clock, build.processor, build.memory].map(whole),
    ]),
    ...names.map((name) => timings(name, rows)),
    ...others.map((other) => ratios(first, other)),
  ];
  return `${head}${parts.map((part) => `\n${part}`).join("")}`;
}

function qualities(rows: readonly Row[]): string {
  return lines(["relevance", "nDCG@10", "MRR@10", "recall@50"], rows, ({ quality }) =>
    quality ? [quality.ndcg, quality.mrr, quality.recall].map(brief) : [],
  );
}

function timings(name: string, rows: readonly Row[]): string {
  const head = [`one ${name}, ms`, "p50", "p95", "p99", "processor", "its p99", "longest stall"];
  return lines(head, rows, ({ timings }) => {
    const one = timings[name];
    if (!one) return [];
    const { p50, p95, p99, processor, processorP99, stall } = one;
    return [p50, p95, p99, processor, processorP99, stall].map((ms) => ms.toFixed(2));
  });
}

function ratios(first: Row, other: Row): string {
  const better = first.quality && other.quality && first.quality.ndcg / other.quality.ndcg;
  const faster = Object.entries(first.timings).flatMap(([name, own]) => {
    const theirs = other.timings[name];
    if (!theirs) return [];
    return `${name} p50 ${brief(own.p50 / theirs.p50)}, p99 ${brief(own.p99 / theirs.p99)}, processor ${brief(own.processor / theirs.processor)}`;
  });
  const memory = `memory ${brief(first.build.memory / other.build.memory)}`;
  const parts = [...(better ? [`nDCG@10 ${brief(better)}`] : []), ...faster, memory];
  return `${first.name} / ${other.name}: ${parts.join("; ")}\n`;
}

function lines(
  head: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
): string {
  return [head, ...rows.map((row) => [row.name, ...cells(row)])]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(at === 0 ? 26 : 14))
        .join(" ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function brief(figure: number): string {
  return figure.toFixed(3).replace(/^(-?)0\./, "$1.");
}

function whole(figure: number): string {
  return figure.toFixed(0);
}
