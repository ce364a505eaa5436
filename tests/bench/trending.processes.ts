import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Record } from "./trending/archive.ts";
import { bootstrap, ndcg, precision, randomOf, spearman } from "./trending/measures.ts";
import { RANKINGS } from "./trending/rankings.ts";
import { ofWeeks, pooled, withinDay } from "./trending/tasks.ts";

describe("measures, against values worked out by hand", () => {
  // Gains 3, 2, 1 in the best order: 3/1 + 2/log2(3) + 1/2 = 4.76186.
  test("nDCG of the best order is 1, of the worst what its gains say", () => {
    expect(ndcg([3, 2, 1], [3, 2, 1], 10)).toBe(1);
    // 1/1 + 2/log2(3) + 3/2 = 3.76186
    expect(ndcg([1, 2, 3], [3, 2, 1], 10)).toBeCloseTo(3.76186 / 4.76186, 4);
  });

  test("nDCG looks no deeper than it is told, at the best gains too", () => {
    // Found 1 and 2: 1 + 2/1.58496 = 2.26186; best 3 and 2: 4.26186.
    expect(ndcg([1, 2, 3], [3, 2, 1], 2)).toBeCloseTo(2.26186 / 4.26186, 4);
  });

  test("nDCG has no value where there is nothing to gain", () => {
    expect(ndcg([1, 2], [0, 0], 10)).toBeUndefined();
  });

  test("precision is the part of the first that belong there", () => {
    expect(precision([9, 8, 7, 1], [1, 9, 8, 7], 3)).toBeCloseTo(2 / 3);
    expect(precision([1, 2], [1, 2], 10)).toBe(1);
  });

  test("Spearman is 1, −1, .5 for 1 3 2, and shares ranks among equals", () => {
    expect(spearman([10, 20, 30], [1, 2, 9])).toBeCloseTo(1);
    expect(spearman([1, 2, 3], [9, 2, 1])).toBeCloseTo(-1);
    expect(spearman([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5);
    // Ranks 1.5 1.5 3 and 1 2 3: 1.5 / √(1.5 · 2).
    expect(spearman([5, 5, 6], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(3));
    expect(spearman([1, 1], [1, 2])).toBeUndefined();
  });

  test("an interval holds the mean, is the same for the same seed, and a point without variety", () => {
    const groups = [[1, 2], [3], [4, 5, 6]];
    const once = bootstrap(groups, randomOf(1));
    expect(once.mean).toBe(3.5);
    expect(once.low).toBeLessThan(3.5);
    expect(once.high).toBeGreaterThan(3.5);
    expect(bootstrap(groups, randomOf(1))).toEqual(once);
    expect(bootstrap([[2], [2]], randomOf(1))).toEqual({ mean: 2, low: 2, high: 2 });
  });
});

/** A paper with looks at ages in hours. */
const record = (id: string, daily: string, ...looks: readonly [number, number][]): Record => ({
  id,
  daily,
  start: Date.parse(daily),
  looks: looks.map(([hours, upvotes]) => ({
    at: Date.parse(daily) + hours * 3_600_000,
    upvotes,
  })),
});

describe("tasks", () => {
  test("within a day take the look nearest to the age and a last one 60 hours after it", () => {
    const papers = [1, 2, 3, 4, 5].map((id) =>
      record(`${id}`, "2026-03-10", [8, id], [24.5, 10 * id], [26, 0], [90, 100 * id]),
    );
    const soon = record("6", "2026-03-10", [24.5, 60], [80, 600]);
    const [task, ...others] = withinDay([...papers, soon], 25);
    expect(others).toEqual([]);
    expect(task?.final).toEqual([100, 200, 300, 400, 500]);
    expect(task?.pool.known.map(({ looks }) => looks.at(-1)?.upvotes)).toEqual([
      10, 20, 30, 40, 50,
    ]);
    expect(withinDay(papers.slice(1), 25)).toEqual([]);
  });

  test("across days know nothing of what comes after, and ask what does", () => {
    const papers = Array.from({ length: 10 }, (_, id) =>
      record(`${id}`, id < 5 ? "2026-03-09" : "2026-03-12", [25, id], [200, 2 * id]),
    );
    const mondays = pooled(papers, "mondays");
    expect(mondays.map(({ pool }) => new Date(pool.now).toISOString())).toEqual([
      "2026-03-16T01:00:00.000Z",
    ]);
    expect(mondays[0]?.toCome).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(mondays[0]?.pool.known.every(({ looks }) => looks.length === 1)).toBe(true);
    expect(pooled(papers, "daily")).toHaveLength(4);
  });

  test("every ranking scores every paper, ours by the bot's own trend", () => {
    const papers = Array.from({ length: 12 }, (_, id) =>
      record(`${id}`, "2026-03-12", [8, id], [25, 3 * id], [200, 9 * id]),
    );
    for (const { pool } of pooled(papers, "daily")) {
      for (const ranking of Object.values(RANKINGS)) {
        const scores = ranking(pool);
        expect(scores).toHaveLength(pool.known.length);
        expect(scores.every(Number.isFinite)).toBe(true);
      }
      const ours = RANKINGS.ours(pool);
      expect(ours).toEqual(ours.toSorted((a, b) => a - b));
    }
  });

  test("weeks are tuned on or held, each one of both", () => {
    const days = ["2026-01-01", "2026-01-19", "2026-01-26", "2025-12-29", "2024-12-30"];
    const papers = days.map((day) => record(day, day));
    // ISO weeks 1, 4, 5, 1, 1.
    expect(ofWeeks(papers, "tuned").map(({ id }) => id)).toEqual(["2026-01-19"]);
    expect(ofWeeks(papers, "held")).toHaveLength(4);
  });
});

describe("npm run bench:trending", () => {
  const run = promisify(execFile);
  const script = join(import.meta.dirname, "trending.ts");
  const lines = Array.from({ length: 12 }, (_, id) =>
    JSON.stringify({
      id: `2603.0000${id}`,
      dailyDate: "2026-03-12",
      snapshots: [
        ["2026-03-12T08:00:00Z", id],
        ["2026-03-13T00:30:00Z", 3 * id],
        ["2026-03-20T00:30:00Z", 9 * id],
      ],
    }),
  ).join("\n");

  test("reads a plain or a gzipped file and prints a table or JSON", async () => {
    const folder = await mkdtemp(join(tmpdir(), "trending-"));
    await writeFile(join(folder, "a.jsonl"), lines);
    await writeFile(join(folder, "a.jsonl.gz"), gzipSync(lines));
    const table = await run(process.execPath, [script, "--snapshots", join(folder, "a.jsonl")]);
    expect(table.stdout).toContain("Within a day, at about 25 hours (1 lists of 12 papers");
    expect(table.stdout).toMatch(/^ours +1\.000 \[1\.000 1\.000\]/m);
    const zipped = join(folder, "a.jsonl.gz");
    const json = await run(process.execPath, [script, "--snapshots", zipped, "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      papers: 12,
      comparisons: {
        "Within a day, at about 8 hours": { rankings: { ours: { "nDCG@5": { mean: 1 } } } },
      },
    });
  }, 60_000);

  test("without a file it says how it is used, and names the line that is none", async () => {
    await expect(run(process.execPath, [script])).rejects.toThrow("--snapshots FILE");
    const file = join(await mkdtemp(join(tmpdir(), "trending-")), "b.jsonl");
    await writeFile(file, `${lines}\n{"id": "x"}\n`);
    await expect(run(process.execPath, [script, "--snapshots", file])).rejects.toThrow(
      "Line 13 of",
    );
  }, 60_000);
});
