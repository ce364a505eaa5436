import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createCatalogue, fileSource, type Paper } from "#papers";
import { cpuTime } from "../cpu-time.ts";
import { bm25 } from "./search/bm25.ts";
import { readCollection } from "./search/collection.ts";
import { cosine } from "./search/cosine.ts";
import { slowestOf } from "./search/fuzz.ts";
import { qualityOf } from "./search/measures.ts";
import { randomQueries } from "./search/random-queries.ts";
import { similarTopics } from "./search/similar-topics.ts";
import { typedBeginnings, typedQueries } from "./search/typed-queries.ts";

describe("measures, against values worked out by hand", () => {
  const grades = new Map([
    ["a", 3],
    ["b", 1],
    ["c", 1],
  ]);
  // The best: 3 + 1/log2(3) + 1/2 = 4.13093.
  test("nDCG counts grades by their places, the best order being 1", () => {
    expect(qualityOf(["a", "b", "c"], grades).ndcg).toBe(1);
    // 1/log2(3) + 3/2 = 2.13093
    expect(qualityOf(["x", "b", "a"], grades).ndcg).toBeCloseTo(2.13093 / 4.13093, 4);
    expect(qualityOf([], grades).ndcg).toBe(0);
  });

  test("nDCG and MRR look at ten places, recall at fifty", () => {
    const late = [...Array.from({ length: 10 }, (_, at) => `x${at}`), "a"];
    expect(qualityOf(late, grades)).toEqual({ ndcg: 0, mrr: 0, recall: 1 / 3 });
    expect(qualityOf(["x", "y", "c"], grades)).toMatchObject({ mrr: 1 / 3, recall: 1 / 3 });
    const deep = [...Array.from({ length: 50 }, (_, at) => `x${at}`), "a"];
    expect(qualityOf(deep, grades).recall).toBe(0);
  });

  test("a paper that is given twice counts once", () => {
    expect(qualityOf(["a", "a", "b", "c"], grades)).toEqual({ ndcg: 1, mrr: 1, recall: 1 });
  });
});

const DOCUMENTS = [
  { id: "1", title: "Graphs", text: "Graph networks and their edges." },
  { id: "2", title: "Trees", text: "Trees are graphs without cycles." },
  { id: "2401.00003", title: "Forests", abstract: "Many trees make forests.", authors: ["A"] },
];
const QUERIES = [
  { id: "q1", text: "networks" },
  { id: "q2", text: "tree" },
  { id: "q3", text: "nobody judged this one" },
];
const QRELS = "q1\t1\t1\nq2 2 2\nq2 2401.00003 1\nq2\t1\t0\n";

async function written() {
  const folder = await mkdtemp(join(tmpdir(), "search-"));
  const lines = (items: readonly object[]) => items.map((one) => JSON.stringify(one)).join("\n");
  const [corpus, queries, qrels] = ["corpus.jsonl.gz", "queries.jsonl", "qrels.tsv"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(corpus, gzipSync(lines(DOCUMENTS)));
  await writeFile(queries, `${lines(QUERIES)}\n`);
  await writeFile(qrels, QRELS);
  return { corpus, queries, qrels };
}

describe("collections", () => {
  test("are read with the queries that were judged", async () => {
    const { papers, topics } = await readCollection(await written());
    expect(papers.map(({ key }) => key)).toEqual(["document:1", "document:2", "arxiv:2401.00003"]);
    expect(topics.map(({ id, grades }) => [id, [...grades]])).toEqual([
      ["q1", [["document:1", 1]]],
      [
        "q2",
        [
          ["document:2", 2],
          ["arxiv:2401.00003", 1],
        ],
      ],
    ]);
  });

  test("make likes of what is relevant to one query", async () => {
    const topics = similarTopics(await readCollection(await written()), 10);
    expect(topics.map(({ text, grades }) => [text, [...grades]])).toEqual([
      ["document:2", [["arxiv:2401.00003", 1]]],
      ["arxiv:2401.00003", [["document:2", 1]]],
    ]);
  });

  test("name the file and the line that cannot be read", async () => {
    const files = await written();
    await writeFile(files.queries, '{"id": "q1", "text": "x"}\nno json\n');
    await expect(readCollection(files)).rejects.toThrow("Line 2 of");
    await expect(readCollection({ ...files, corpus: `${files.corpus}x` })).rejects.toThrow("ENOENT");
  });
});

describe("yardsticks", () => {
  const papers = DOCUMENTS.map(({ id, title, text, abstract }): Paper => {
    return { key: id, title, abstract: text ?? abstract ?? "" };
  });
  test("BM25 ranks by stems", async () => {
    const { search } = await bm25.open(papers);
    expect(await search("the forest of trees", 10)).toEqual(["2401.00003", "2"]);
  });

  test("the cosine finds what shares rare words, never the paper itself", async () => {
    const { similar } = await cosine.open(papers);
    const [, trees] = papers;
    expect(trees && (await similar?.(trees, 1))).toEqual(["2401.00003"]);
  });

  test("queries out of titles are the same for the same seed", () => {
    expect(typedQueries(papers, 20, 3)).toEqual(typedQueries(papers, 20, 3));
    const beginnings = typedBeginnings(papers, 20, 3);
    for (const typed of beginnings)
      expect(papers.some(({ title }) => title.startsWith(typed))).toBe(true);
  });
});

describe("npm run bench:search", () => {
  const run = promisify(execFile);
  const script = join(import.meta.dirname, "search.ts");
  const bench = (...options: string[]) => run(process.execPath, [script, ...options]);

  test("measures relevance and speed beside its yardsticks", async () => {
    const { corpus, queries, qrels } = await written();
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

test("500 random queries of the bundled catalogue never throw and take 50 ms of processor at most", async () => {
  const papers: Paper[] = [];
  for await (const paper of fileSource("data/papers.jsonl").papers()) papers.push(paper);
  const catalogue = createCatalogue();
  await catalogue.add(papers);
  const slowest = await slowestOf(randomQueries(papers, 500, 7), catalogue, cpuTime);
  expect(slowest.ms, JSON.stringify(slowest.query.slice(0, 500))).toBeLessThan(50);
});
