import { expect, test } from "vitest";
import { miniSearchEngine } from "../../src/papers/search/minisearch.ts";
import { PostingIndex } from "../../src/papers/search/posting-index.ts";
import { engineContract } from "./engine.contract.ts";

engineContract("MiniSearch", miniSearchEngine);

test("scores from the posting lists are those of MiniSearch's own search", () => {
  const scoring = {
    boost: { title: 0.3, text: 1, authors: 0.5, categories: 0.5 },
    bm25: { k: 1.2, b: 0.7, d: 0.2 },
  };
  const index = new PostingIndex(scoring);
  const texts = ["graph graph network", "network of trees", "trees and graphs", "nothing else"];
  const document = (text: string, at: number) => ({
    key: `k${at}`,
    title: text,
    text,
    authors: "ann",
    categories: "",
    prose: "",
  });
  index.addAll(texts.map(document));
  index.remove(document(texts[3] ?? "", 3));
  const own = index
    .search("graphs network ann", scoring)
    .map(({ id, score, queryTerms }) => [id, score / queryTerms.length] as const);
  const ours = index.match(
    ["graph", "network", "ann"].map((term) => ({ terms: [term], weight: 1, bit: 1 })),
  );
  expect(ours).toHaveLength(own.length);
  for (const { key, score } of ours)
    expect(score).toBeCloseTo(new Map(own).get(key) ?? Number.NaN, 10);
});
