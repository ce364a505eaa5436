import { writeFile } from "node:fs/promises";
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
import { DOCUMENTS, writtenCollection } from "./search/small-collection.ts";
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

describe("collections", () => {
  test("are read with the queries that were judged", async () => {
    const { papers, topics } = await readCollection(await writtenCollection());
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
    const topics = similarTopics(await readCollection(await writtenCollection()), 10);
    expect(topics.map(({ text, grades }) => [text, [...grades]])).toEqual([
      ["document:2", [["arxiv:2401.00003", 1]]],
      ["arxiv:2401.00003", [["document:2", 1]]],
    ]);
  });

  test("name the file and the line that cannot be read", async () => {
    const files = await writtenCollection();
    await expect(readCollection({ ...files, corpus: `${files.corpus}x` })).rejects.toThrow(
      "ENOENT",
    );
    await writeFile(files.queries, '{"id": "q1", "text": "x"}\nno json\n');
    await expect(readCollection(files)).rejects.toThrow("Line 2 of");
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

test("500 random queries of the bundled catalogue never throw and take 50 ms of processor at most", async () => {
  const papers: Paper[] = [];
  for await (const paper of fileSource("data/papers.jsonl").papers()) papers.push(paper);
  const catalogue = createCatalogue();
  await catalogue.add(papers);
  const slowest = await slowestOf(randomQueries(papers, 500, 7), catalogue, cpuTime);
  expect(slowest.ms, JSON.stringify(slowest.query.slice(0, 500))).toBeLessThan(50);
});
