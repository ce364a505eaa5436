import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { writtenCollection } from "./search/small-collection.ts";

describe("npm run bench:search", () => {
  const run = promisify(execFile);
  const script = join(import.meta.dirname, "search.ts");
  const bench = (...options: string[]) => run(process.execPath, [script, ...options]);

  test("measures relevance and speed beside its yardsticks", async () => {
    const { corpus, queries, qrels } = await writtenCollection();
    const files = ["--corpus", corpus, "--queries", queries, "--qrels", qrels];
    const { stdout } = await bench(...files);
    expect(stdout).toContain("3 papers, 2 queries");
    expect(stdout).toMatch(/^ours +1\.000 +1\.000 +1\.000$/m);
    expect(stdout).toMatch(/^ours \/ MiniSearch defaults: nDCG@10 /m);
    const similar = await bench(...files, "--mode", "similar", "--alone", "--json");
    expect(JSON.parse(similar.stdout)).toMatchObject([
      { name: "ours", queries: 2, quality: { ndcg: 1 } },
    ]);
    const scale = await bench("--scale", corpus, "--count", "5", "--alone");
    expect(scale.stdout).toContain("one suggestion, ms");
  }, 60_000);

  test("says how it is used when it is not told enough", async () => {
    await expect(bench("--corpus", "x")).rejects.toThrow("--qrels FILE");
  }, 60_000);
});
