import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "#store";
import { openLibrary } from "../../../src/library.ts";
import { writeModel } from "../../fakes/model/index.ts";
import { newFolder, remove } from "../../running.ts";

test("the library finds by meaning when a model is named", async () => {
  const folder = newFolder();
  onTestFinished(() => remove(folder));
  // As a model lies there that was fetched before.
  writeModel(join(folder, "models"), "tiny/words", {
    tree: [0, 1, 0],
    forest: [0, 1, 0],
    sea: [0, 0, 1],
  });
  const store = await openStore({ file: join(folder, "paperboy.db") });
  onTestFinished(() => store.close());
  await store.papers.put([
    { key: "arxiv:2501.00001", title: "forest", abstract: "" },
    { key: "arxiv:2501.00002", title: "sea", abstract: "" },
  ]);
  const { catalogue, follow, close } = await openLibrary(
    { store, folder, embeddings: "tiny/words", tell: () => {} },
    "data/papers.jsonl",
  );
  onTestFinished(close);
  const search = async () => (await catalogue.search({ text: "tree" })).hits;
  while (!(await search()).some(({ paper }) => paper.title === "forest")) await follow();
});

test("a library whose model can't be had is not opened, and says why in a sentence", async () => {
  const folder = newFolder();
  onTestFinished(() => remove(folder));
  const store = await openStore({ file: ":memory:" });
  onTestFinished(() => store.close());
  const parts = { store, folder, embeddings: "tiny/missing", tell: () => {} };
  await expect(openLibrary(parts, "data/papers.jsonl")).rejects.toThrow(
    /^The model tiny\/missing of EMBEDDINGS .*leave EMBEDDINGS empty\.$/,
  );
});
