import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createCatalogue, type Embedder, meaningful, openVectorFile, type Paper } from "#papers";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => join(mkdtempSync(join(folder, "a-")), "vectors");

/** Knows what some words mean, a dimension for each. */
const MEANINGS: readonly RegExp[] = [/tree|forest|wood/gi, /image|picture|photo/gi, /\w+/g];
const embedder = (): Embedder & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    ...{ model: "words", dimensions: 3, asked },
    embed: async (texts) => {
      asked.push(...texts);
      return texts.map((text) => {
        const [a = 0, b = 0] = MEANINGS.map((pattern) => text.match(pattern)?.length ?? 0);
        const length = Math.hypot(a, b, 0.1);
        return Float32Array.of(a / length, b / length, 0.1 / length);
      });
    },
    close: async () => {},
  };
};

const paper = (number: number, title: string, rest: Partial<Paper> = {}): Paper => ({
  ...{ key: `arxiv:2401.0000${number}`, title, abstract: "" },
  ...rest,
});
const PAPERS: readonly Paper[] = [
  paper(1, "Growing Trees"),
  paper(2, "The Health of a Forest", { authors: ["Ada Wood"] }),
  paper(3, "Sorting Pictures"),
  paper(4, "On Numbers"),
];

async function filled(file = newFile()) {
  const own = embedder();
  const vectors = await openVectorFile(file, own.model, own.dimensions);
  const catalogue = createCatalogue();
  let [page, worked] = [0, Promise.resolve<unknown>(undefined)];
  const keys = async () => {
    page += 1;
    const { hits, pages } = await catalogue.search({ text: "", size: 2, page });
    return page > pages ? [] : hits.map((hit) => hit.paper.key);
  };
  const fed = { ...catalogue, reached: async () => 0, take: async () => new Map() };
  const meant = meaningful(fed, { embedder: own, vectors, keys, tell: () => {} });
  onTestFinished(() => meant.close());
  await meant.add(PAPERS);
  await meant.reached();
  while ((await vectors.get(PAPERS.map(({ key }) => key))).size < PAPERS.length) {
    worked = new Promise((resolve) => setImmediate(resolve));
    await worked;
  }
  return { catalogue: meant, asked: own.asked };
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
