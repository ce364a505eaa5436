import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CatalogueError, openHubEmbedder } from "#papers";
import { writeModel } from "../../fakes/model/index.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
const cache = join(folder, "cache");
beforeAll(() =>
  writeModel(folder, "tiny/words", {
    graph: [1, 0, 0],
    tree: [0, 1, 0],
    forest: [0, 1, 0],
    image: [0, 0, 1],
  }),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a model", () => {
  test("gives a vector of length 1 for each text, near where they mean alike", async () => {
    const embedder = await openHubEmbedder({ model: "tiny/words", cache, folder });
    onTestFinished(() => embedder.close());
    expect(embedder).toMatchObject({ model: "tiny/words", dimensions: 3 });
    const [tree, forest, both] = await embedder.embed(["Tree", "forest", "graph tree"], "paper");
    expect([...(tree ?? [])]).toEqual([0, 1, 0]);
    expect(forest).toEqual(tree);
    expect([...(both ?? [])].map((one) => one.toFixed(3))).toEqual(["0.707", "0.707", "0.000"]);
    expect(await embedder.embed([], "question")).toEqual([]);
  });

  test("takes texts that are far too long, strange or empty", async () => {
    const embedder = await openHubEmbedder({ model: "tiny/words", cache, folder });
    onTestFinished(() => embedder.close());
    for (const text of ["", "graph ".repeat(20_000), "\u0000\ud800 🌲", "[PAD] [UNK]"]) {
      const [vector] = await embedder.embed([text], "paper");
      expect(vector).toHaveLength(3);
      expect([...(vector ?? [])].every((one) => Number.isFinite(one))).toBe(true);
    }
  });

  test("that there is not is told in one sentence", async () => {
    const opening = openHubEmbedder({ model: "tiny/missing", cache, folder });
    await expect(opening).rejects.toThrow(CatalogueError);
    await expect(opening).rejects.toThrow(/tiny\/missing of EMBEDDINGS .*name another/);
  });
});
