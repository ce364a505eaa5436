import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import {
  createCatalogue,
  type Embedder,
  type KeyPage,
  meaningful,
  openVectorFile,
  type Paper,
} from "#papers";
import { PAPERS, wordEmbedder } from "./word-embedder.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => join(mkdtempSync(join(folder, "a-")), "vectors");

type Vectors = Awaited<ReturnType<typeof openVectorFile>>;

async function opened(file = newFile(), turn?: Parameters<typeof meaningful>[1]["turn"]) {
  const own = wordEmbedder();
  let fails = false;
  const failing: Embedder = {
    ...own,
    embed: async (...asked) => {
      if (fails) throw new Error("no memory");
      return await own.embed(...asked);
    },
  };
  const vectors = await openVectorFile(file, own.model, own.dimensions);
  const catalogue = createCatalogue();
  const pageAfter = async (after: string): Promise<KeyPage> => {
    const page = Number(after) + 1;
    const { hits, pages } = await catalogue.search({ text: "", size: 2, page });
    const keys = hits.map((hit) => hit.paper.key);
    return page < pages ? { keys, after: String(page) } : { keys };
  };
  const parts = { embedder: failing, vectors, pageAfter, tell: () => {}, ...(turn && { turn }) };
  const meant = meaningful(catalogue, parts);
  onTestFinished(() => meant.close());
  const fail = (does: boolean) => {
    fails = does;
  };
  return { catalogue: meant, asked: own.asked, vectors, fail };
}

async function untilAllHave(vectors: Vectors, meanwhile: () => Promise<unknown> = async () => {}) {
  const keys = PAPERS.map(({ key }) => key);
  while ((await vectors.get(keys)).size < keys.length) {
    await meanwhile();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function filled(file = newFile()) {
  const own = await opened(file);
  await own.catalogue.add(PAPERS);
  await own.catalogue.reached();
  await untilAllHave(own.vectors);
  return own;
}

describe("a catalogue that knows meanings", () => {
  test("finds papers that have none of the words", async () => {
    const { catalogue } = await filled();
    const titles = async (text: string) =>
      (await catalogue.search({ text })).hits.map((hit) => hit.paper.title);
    expect((await titles("trees")).slice(0, 2)).toEqual([
      "Growing Trees",
      "The Health of a Forest",
    ]);
    expect((await titles("photo"))[0]).toBe("Sorting Pictures");
  });

  test("keeps filters, sorts, counts and the paper that a text names", async () => {
    const { catalogue } = await filled();
    const search = async (query: Parameters<typeof catalogue.search>[0]) =>
      (await catalogue.search(query)).hits.map((hit) => hit.paper.title);
    expect(await search({ text: "trees", author: "Wood" })).toEqual(["The Health of a Forest"]);
    expect(await search({ text: "trees", sort: "newest" })).toEqual(["Growing Trees"]);
    expect((await search({ text: "on numbers" }))[0]).toBe("On Numbers");
    expect((await search({ text: "trees -forest" })).join()).not.toMatch(/Forest/);
    const { hits, total, whole } = await catalogue.search({ text: "trees", size: 1 });
    expect([hits.length, whole]).toEqual([1, 1]);
    expect(total).toBeGreaterThan(1);
  });

  test("finds papers near another by what they mean", async () => {
    const { catalogue } = await filled();
    const near = await catalogue.similar("arxiv:2401.00001", 2);
    expect(near[0]?.paper.title).toBe("The Health of a Forest");
    expect(near.map((one) => one.paper.key)).not.toContain("arxiv:2401.00001");
  });

  test("gives no vectors while another process does, and goes on when that one is gone", async () => {
    let isFree = false;
    const turn = { take: async () => isFree, release: async () => {} };
    const { catalogue, asked, vectors } = await opened(newFile(), turn);
    await catalogue.add(PAPERS);
    await catalogue.reached();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([]);
    isFree = true;
    await catalogue.reached();
    await untilAllHave(vectors);
  });

  test("tries again what failed, and answers by words meanwhile", async () => {
    const { catalogue, vectors, fail } = await opened();
    fail(true);
    await catalogue.add(PAPERS);
    await catalogue.reached();
    const { hits } = await catalogue.search({ text: "trees" });
    expect(hits.map((hit) => hit.paper.title)).toEqual(["Growing Trees"]);
    fail(false);
    await untilAllHave(vectors, () => catalogue.reached());
  });

  test("embeds each text once, also after a restart", async () => {
    const file = newFile();
    const first = await filled(file);
    expect(first.asked.filter((text) => text.startsWith("Growing"))).toHaveLength(1);
    await first.catalogue.add([{ ...PAPERS[0], upvotes: 9 } as Paper]);
    await first.catalogue.close();
    const second = await filled(file);
    expect(second.asked).toEqual([]);
  });
});

describe("a file of vectors", () => {
  const entry = (key: string) => ({ key, text: "mark", vector: Float32Array.of(0.6, 0.8) });

  test("is read again, the newest of each key", async () => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    await written.put([entry("a"), entry("b")]);
    await written.put([{ ...entry("a"), text: "other", vector: Float32Array.of(1, 0) }]);
    await written.close();
    const read = await openVectorFile(file, "model", 2);
    onTestFinished(() => read.close());
    expect(await read.nearest(Float32Array.of(1, 0), 5)).toEqual([
      { key: "a", cosine: 1 },
      { key: "b", cosine: expect.closeTo(0.6) },
    ]);
    expect((await read.get(["a", "c"])).get("a")?.text).toBe("other");
  });

  test("that a killed process left half written is whole up to there", async () => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    await written.put([entry("a"), entry("b")]);
    await written.close();
    writeFileSync(file, readFileSync(file).subarray(0, -3));
    const read = await openVectorFile(file, "model", 2);
    await read.put([entry("c")]);
    await read.close();
    const again = await openVectorFile(file, "model", 2);
    onTestFinished(() => again.close());
    expect([...(await again.get(["a", "b", "c"])).keys()]).toEqual(["a", "c"]);
  });

  test("is put into by one process and read by others meanwhile", async () => {
    const file = newFile();
    let now = 0;
    const reading = await openVectorFile(file, "model", 2, () => now);
    const writing = await openVectorFile(file, "model", 2);
    onTestFinished(async () => {
      await Promise.all([reading.close(), writing.close()]);
    });
    await writing.put([entry("a")]);
    await writing.put([entry("b")]);
    now = 2_000;
    expect([...(await reading.get(["a", "b"])).keys()]).toEqual(["a", "b"]);
    // The other one's turn comes.
    await reading.put([entry("c")]);
    await writing.put([entry("d")]);
    expect((await writing.get(["a", "b", "c", "d"])).size).toBe(4);
  });

  test.each([
    ["another model", "other", 2],
    ["other dimensions", "model", 3],
  ])("of %s is begun anew", async (_, model, dimensions) => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    await written.put([entry("a")]);
    await written.close();
    const read = await openVectorFile(file, model, dimensions);
    onTestFinished(() => read.close());
    expect((await read.get(["a"])).size).toBe(0);
  });
});
