import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
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

test("papers that changed or came since are found once they are added again", async () => {
  await keptIndex(file, PAPERS);
  const [first, ...others] = PAPERS as [Paper, ...Paper[]];
  const now = [
    { ...first, title: "Quokkas of Rottnest Island" },
    ...others,
    { key: "arxiv:2612.00001", title: "More Quokkas", abstract: "" },
  ];
  const engine = await keptIndex(file, now);
  engine.add(now);
  expect(engine.size).toBe(now.length);
  expect(engine.find({ text: "quokkas" }).total).toBe(2);
  const { found } = engine.find({ text: first.title });
  expect(found.map(({ key }) => key)).toEqual(
    fresh(now)
      .find({ text: first.title })
      .found.map(({ key }) => key),
  );
});

test("where nothing can be kept, the index is made each time", async () => {
  file = join(folder, "missing", "papers.index");
  expect(answers(await keptIndex(file, PAPERS))).toEqual(answers(fresh(PAPERS)));
});
