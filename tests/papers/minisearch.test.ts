import MiniSearch from "minisearch";
import { beforeAll, describe, expect, test } from "vitest";
import { fileSource, type Paper } from "#papers";
import { toDocument } from "../../src/papers/search/document.ts";
import { miniSearchEngine } from "../../src/papers/search/minisearch.ts";
import { SETTINGS } from "../../src/papers/search/settings.ts";
import { Shelf } from "../../src/papers/search/shelf.ts";
import { stem } from "../../src/papers/search/stem.ts";
import { STOP_WORDS } from "../../src/papers/search/stop-words.ts";
import { engineContract } from "./engine.contract.ts";

engineContract("MiniSearch", miniSearchEngine);

const { scoring } = SETTINGS;
const papers: Paper[] = [];

beforeAll(async () => {
  for await (const paper of fileSource("data/papers.jsonl").papers()) papers.push(paper);
});

/** MiniSearch as anybody would set it up, with the same analysis and weights. */
function plainMiniSearch(of: readonly Paper[]) {
  const plain = new MiniSearch({
    idField: "key",
    fields: ["title", "text", "authors", "categories"],
    tokenize: (text) => text.split(" "),
    processTerm: (word) => (word === "" || STOP_WORDS.has(word) ? null : stem(word)),
  });
  for (const paper of of) {
    const { key, title, text, authors, categories } = toDocument(paper);
    const join = (words: readonly string[]) => words.join(" ");
    plain.add({
      ...{ key, title: join(title), text: join(text) },
      ...{ authors: join(authors), categories: join(categories) },
    });
  }
  return plain;
}

/** The scores of MiniSearch's own search without its factor for the number of matched terms. */
function searched(by: Pick<MiniSearch, "search">, query: string) {
  const found = by.search(query, { ...scoring });
  return new Map(found.map(({ id, score, queryTerms }) => [id, score / queryTerms.length]));
}

function scored(shelf: Shelf, query: string) {
  const scores = new Float64Array(shelf.index.end);
  const masks = new Uint32Array(shelf.index.end);
  for (const word of query.split(" "))
    shelf.scorer.score(shelf.lexicon.stemOf(word), 1, 1, scores, masks);
  const found = [...scores.keys()].filter((number) => masks[number] === 1);
  return new Map(found.map((number) => [shelf.index.keyOf(number), scores[number] ?? 0]));
}

const QUERIES = ["graph", "graph transformers", "topology of the attention maps", "adams 2023 cs"];

describe("scores from the packed posting lists", () => {
  const same = (ours: ReadonlyMap<unknown, number>, theirs: ReadonlyMap<unknown, number>) => {
    expect(ours.size).toBeGreaterThan(0);
    expect(ours.size).toBe(theirs.size);
    for (const [key, score] of ours) expect(score).toBeCloseTo(theirs.get(key) ?? 0, 9);
  };

  test("are those of MiniSearch's own search", () => {
    const shelf = new Shelf();
    for (const paper of papers) shelf.put(paper);
    const plain = plainMiniSearch(papers);
    for (const query of QUERIES) {
      same(scored(shelf, query), searched(plain, query));
      // Its search also runs over the packed lists.
      same(scored(shelf, query), searched(shelf.index, query));
    }
  });

  test("are so after papers were taken out, replaced and added again", () => {
    const shelf = new Shelf();
    for (const paper of papers) shelf.put(paper);
    const changed = papers.map((paper, at) => {
      if (at % 3 === 0) return { ...paper, abstract: `${paper.abstract} graph graph zebra` };
      return paper;
    });
    for (const { key } of papers.filter((_, at) => at % 5 === 0)) shelf.take(key);
    for (const paper of changed) shelf.put(paper);
    for (const { key } of papers.slice(-20)) shelf.take(key);
    const plain = plainMiniSearch(changed.slice(0, -20));
    for (const query of [...QUERIES, "zebra"]) same(scored(shelf, query), searched(plain, query));
  });
});
