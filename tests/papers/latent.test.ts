import { expect, test } from "vitest";
import type { Paper } from "#papers";
import { Latent } from "../../src/papers/search/latent.ts";
import { loadMiniSearchEngine, miniSearchEngine } from "../../src/papers/search/minisearch.ts";
import { Shelf } from "../../src/papers/search/shelf.ts";
import { Vectors } from "../../src/papers/search/vectors.ts";
import { randomOf } from "../bench/trending/measures.ts";

/** Made-up words of one subject that no rule of English touches. */
const subject = (letter: string) =>
  Array.from({ length: 40 }, (_, at) => `${letter}${"aeiou"[at % 5]}k${at.toString(5)}`).map(
    (word) => word.replace(/\d/g, (digit) => "bdgmp"[Number(digit)] ?? ""),
  );
const SUBJECTS = Array.from("bcdfgjklmnpqrtvwxz", subject);
const [SEA = [], SPACE = []] = SUBJECTS;

/** Papers of ten words of a subject, so that each word stands beside many others somewhere. */
function about(words: readonly string[], name: string): Paper[] {
  const random = randomOf(name.length);
  const one = () => words[Math.floor(random() * words.length)];
  return Array.from({ length: 40 }, (_, at) => {
    return {
      key: `${name}:${at}`,
      title: `On ${at}`,
      abstract: Array.from({ length: 10 }, one).join(" "),
    };
  });
}

const some = (words: readonly string[], from: number) => words.slice(from, from + 5).join(" ");

/** No two of the first three share a word; the last two of them are about one subject. */
const PAPERS: readonly Paper[] = [
  { key: "space", title: "Comparing", abstract: some(SPACE, 20) },
  { key: "sea", title: "Measuring", abstract: some(SEA, 20) },
  { key: "asked", title: "Estimating", abstract: some(SEA, 0) },
  ...SUBJECTS.flatMap((words) => about(words, words.join())),
];

function opened() {
  const engine = miniSearchEngine();
  engine.add(PAPERS);
  return engine;
}

function unlearnt() {
  const shelf = new Shelf();
  for (const paper of PAPERS) shelf.put(paper);
  const latent = new Latent(shelf, new Vectors(shelf));
  const [space = 0, sea = 0, asked = 0] = PAPERS.map(({ key }) => shelf.index.numberOf(key) ?? 0);
  return {
    latent,
    nearness: () => [latent.nearnessTo(asked)(sea), latent.nearnessTo(asked)(space)] as const,
  };
}

test("papers about one thing in other words are near once that was learnt", () => {
  const { latent, nearness } = unlearnt();
  expect(nearness()).toEqual([0, 0]);
  for (const _ of latent.learn());
  const [sea, space] = nearness();
  expect(sea).toBeGreaterThan(0.3);
  expect(space).toBeLessThan(0.1);
});

test("learning that is given up halfway leaves what was known, and may begin anew", () => {
  const { latent, nearness } = unlearnt();
  for (const _ of latent.learn()) break;
  expect(nearness()).toEqual([0, 0]);
  for (const _ of latent.learn());
  expect(nearness()[0]).toBeGreaterThan(0.3);
});

test("what was learnt has a say in which papers are similar", () => {
  const engine = opened();
  const before = engine.similar("asked", 50);
  for (const _ of engine.learn());
  expect(engine.similar("asked", 50)).not.toEqual(before);
  expect(before.length).toBeGreaterThan(10);
});

test("what was learnt is not learnt again before the catalogue has grown by a fifth", () => {
  const engine = opened();
  for (const _ of engine.learn()) expect([...engine.learn()]).toEqual([]);
  expect([...engine.learn()]).toEqual([]);
  engine.add(
    SUBJECTS.flatMap((words) =>
      about(words.slice(20), "more")
        .slice(0, 9)
        .map((paper) => ({ ...paper, key: `${paper.key} ${words[0]}` })),
    ),
  );
  expect([...engine.learn()].length).toBeGreaterThan(0);
});

test("a saved index keeps what was learnt", async () => {
  const engine = opened();
  for (const _ of engine.learn());
  const papers = new Map(PAPERS.map((paper) => [paper.key, paper]));
  const loaded = await loadMiniSearchEngine([...engine.save()], (key) => papers.get(key));
  expect([...loaded.learn()]).toEqual([]);
  expect(loaded.similar("asked", 20)).toEqual(engine.similar("asked", 20));
});

test("other versions of a paper are not like it", () => {
  const engine = opened();
  const asked = PAPERS.find(({ key }) => key === "asked");
  if (asked) engine.add([{ ...asked, key: "asked again", abstract: `${some(SEA, 0)} again` }]);
  for (const _ of engine.learn());
  expect(engine.similar("asked", 50).map(({ key }) => key)).not.toContain("asked again");
});
