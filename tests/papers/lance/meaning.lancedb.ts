import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { type LanceCatalogue, type LanceOptions, openLanceCatalogue } from "#papers";
import { PAPERS, wordEmbedder } from "../meaning/word-embedder.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened(options: LanceOptions): Promise<LanceCatalogue> {
  const catalogue = await openLanceCatalogue(options);
  onTestFinished(() => catalogue.close());
  return catalogue;
}

const titlesFor = async (text: string, catalogue: LanceCatalogue) =>
  (await catalogue.search({ text })).hits.map(({ paper }) => paper.title);

test("papers on LanceDB are found by their meaning too, by processes that only read as well", async () => {
  const uri = mkdtempSync(join(folder, "a-"));
  const embedder = wordEmbedder();
  const feeding = await opened({ uri, embedder });
  const reading = await opened({ uri, embedder: wordEmbedder(), hold: async () => undefined });
  await feeding.add(PAPERS);
  await feeding.reached();
  while ((await titlesFor("photo", reading))[0] !== "Sorting Pictures")
    expect(await reading.reached()).toBeUndefined();
  expect((await titlesFor("trees", reading)).slice(0, 2)).toEqual([
    "Growing Trees",
    "The Health of a Forest",
  ]);
  const near = await reading.similar("arxiv:2401.00001", 2);
  expect(near[0]?.paper.title).toBe("The Health of a Forest");
  const papers = embedder.asked.filter((text) => PAPERS.some(({ title }) => text.includes(title)));
  expect(papers).toHaveLength(PAPERS.length);
});
