import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileSource, keptIndex, type Paper, type SearchEngine } from "#papers";
import { miniSearchEngine } from "../../src/papers/search/minisearch.ts";
import { newFolder, remove } from "../running.ts";

const PAPERS = await Array.fromAsync(fileSource("data/papers.jsonl").papers());
const ASKED = ["graph transformers", "topolgical persistence", "GNN", "hugging face agents"];

let folder: string;
let file: string;
beforeEach(() => {
  folder = newFolder();
  file = join(folder, "papers.index");
});
afterEach(() => remove(folder));

const answers = (engine: SearchEngine) => ASKED.map((text) => engine.find({ text }));
const made = () => statSync(file, { bigint: true }).ino;

function fresh(papers: readonly Paper[]): SearchEngine {
  const engine = miniSearchEngine();
  engine.add(papers);
  return engine;
}

test("an index is kept, and what is kept answers as one made anew", async () => {
  const first = await keptIndex(file, PAPERS);
  const before = made();
  const second = await keptIndex(file, PAPERS);
  expect(made()).toBe(before);
  expect(second.size).toBe(PAPERS.length);
  for (const engine of [first, second]) expect(answers(engine)).toEqual(answers(fresh(PAPERS)));
});

test.each([
  ["cut short", () => truncateSync(file, 1000)],
  ["empty", () => truncateSync(file, 0)],
  [
    "damaged",
    () =>
      writeFileSync(
        file,
        readFileSync(file).map((byte, at) => (at % 5000 === 99 ? 7 : byte)),
      ),
  ],
  ["no index", () => writeFileSync(file, "a note that somebody left here")],
])("one that is %s is made anew", async (_, harm) => {
  await keptIndex(file, PAPERS);
  const before = readFileSync(file);
  harm();
  expect(answers(await keptIndex(file, PAPERS))).toEqual(answers(fresh(PAPERS)));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("one that holds a paper which is gone is made anew", async () => {
  await keptIndex(file, PAPERS);
  const fewer = PAPERS.slice(1);
  const engine = await keptIndex(file, fewer);
  expect(engine.size).toBe(fewer.length);
  expect(answers(engine)).toEqual(answers(fresh(fewer)));
});

test("one of papers that have changed since is made anew", async () => {
  const [first, ...others] = PAPERS as [Paper, ...Paper[]];
  const before = { ...first, abstract: "A graph transformer (GTR) is a graph transformer." };
  await keptIndex(file, [before, ...others]);
  const engine = await keptIndex(file, PAPERS);
  expect(engine.find({ text: "GTR" })).toEqual(fresh(PAPERS).find({ text: "GTR" }));
  const now = made();
  await keptIndex(file, PAPERS);
  expect(made()).toBe(now);
});

test.each([
  ["the folder is missing", () => join(folder, "missing", "papers.index")],
  ["a folder has the name", () => join(folder, "taken")],
])("where %s, the index is made each time, and nothing is left", async (_, path) => {
  mkdirSync(join(folder, "taken"));
  expect(answers(await keptIndex(path(), PAPERS))).toEqual(answers(fresh(PAPERS)));
  expect(readdirSync(folder)).toEqual(["taken"]);
});
