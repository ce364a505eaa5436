import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  createCatalogue,
  type Embedder,
  type KeyPage,
  meaningful,
  openVectorFile,
  type Paper,
  titleKey,
} from "#papers";
import { PAPERS, wordEmbedder } from "./word-embedder.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => join(mkdtempSync(join(folder, "a-")), "vectors");

type Vectors = Awaited<ReturnType<typeof openVectorFile>>;

async function opened(
  file = newFile(),
  turn?: Parameters<typeof meaningful>[1]["turn"],
  catalogue = createCatalogue(),
) {
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
  const pageAfter = async (after: string): Promise<KeyPage> => {
    const page = Number(after) + 1;
    const { hits, pages } = await catalogue.search({ text: "", size: 2, page });
    const keys = hits.map((hit) => hit.paper.key);
    return page < pages ? { keys, after: String(page) } : { keys };
  };
  const parts = { embedder: failing, vectors, pageAfter, tell: () => {}, ...(turn && { turn }) };
  const meant = await meaningful(catalogue, parts);
  onTestFinished(() => meant.close());
  const fail = (does: boolean) => {
    fails = does;
  };
  return { catalogue: meant, asked: own.asked, vectors, fail };
}

async function untilAllHave(
  vectors: Vectors,
  meanwhile: () => Promise<unknown> = async () => {},
  papers = PAPERS,
) {
  const keys = papers.map(({ key }) => key);
  while ((await vectors.get(keys)).size < keys.length) {
    await meanwhile();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function filled(file = newFile(), papers = PAPERS) {
  const own = await opened(file);
  await own.catalogue.add(papers);
  await own.catalogue.reached();
  await untilAllHave(own.vectors, undefined, papers);
  return own;
}

/** Many papers on trees, each third of which says so in another word. */
const FOREST: readonly Paper[] = Array.from({ length: 120 }, (_, n) => ({
  key: `arxiv:2402.${10_000 + n}`,
  title: `${n % 3 === 0 ? "Wood" : "Trees"} of Kind ${n}`,
  abstract: n % 2 === 0 ? "A forest of woods, and an image." : "",
}));

test("a catalogue that does not answer while papers are given their meaning can be closed", async () => {
  const begun = Promise.withResolvers<void>();
  const words = createCatalogue();
  const never = Promise.withResolvers<readonly Paper[]>();
  const getAll: typeof words.getAll = () => {
    begun.resolve();
    return never.promise;
  };
  const close = vi.fn(words.close);
  const { catalogue } = await opened(undefined, undefined, { ...words, getAll, close });
  await catalogue.take(PAPERS, 0, 1);
  await catalogue.reached();
  await begun.promise;
  await catalogue.close();
  expect(close).toHaveBeenCalledOnce();
});

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

  test("gives each paper one place, however many pages are turned", async () => {
    const { catalogue } = await filled(newFile(), FOREST);
    for (const text of ["trees", "kind of forest", "wood image"]) {
      const { total, pages } = await catalogue.search({ text, size: 7 });
      const turned = Array.from({ length: pages }, (_, at) =>
        catalogue.search({ text, size: 7, page: at + 1 }),
      );
      const keys = (await Promise.all(turned)).flatMap((page) => {
        expect([page.total, page.pages]).toEqual([total, pages]);
        return page.hits.map((hit) => hit.paper.key);
      });
      expect(keys).toHaveLength(total);
      expect(new Set(keys).size).toBe(total);
      const beyond = await catalogue.search({ text, size: 7, page: 900 });
      expect([beyond.page, beyond.hits.at(-1)?.paper.key]).toEqual([pages, keys.at(-1)]);
    }
  });

  test("takes an id for its paper alone, and for nothing where nobody knows it", async () => {
    const { catalogue } = await filled();
    const known = await catalogue.search({ text: "arXiv:2401.00001v2" });
    expect(known.hits.map((hit) => hit.paper.key)).toEqual(["arxiv:2401.00001"]);
    expect(known.total).toBe(1);
    expect(await catalogue.search({ text: "2401.99999" })).toMatchObject({ hits: [], total: 0 });
  });

  test("shows a paper once, and never as like itself, when its id became known", async () => {
    const title = "A Walk in the Wood";
    const own = { key: titleKey(title), title, abstract: "" };
    const { catalogue, vectors } = await filled(newFile(), [...PAPERS, own]);
    const renamed = { ...own, key: "arxiv:2401.00009" };
    await catalogue.add([renamed]);
    await catalogue.reached();
    await untilAllHave(vectors, undefined, [renamed]);
    const { hits } = await catalogue.search({ text: "forest" });
    const found = hits.map((hit) => hit.paper.key);
    expect(found).toContain(renamed.key);
    expect(found).toEqual([...new Set(found)]);
    for (const key of [own.key, renamed.key]) {
      const near = (await catalogue.similar(key, 9)).map((one) => one.paper.key);
      expect(near).toContain("arxiv:2401.00002");
      expect(near).not.toContain(renamed.key);
    }
  });

  test("turns pages as ever while the model fails", async () => {
    const { catalogue, fail } = await opened();
    await catalogue.add(FOREST);
    fail(true);
    const { hits, page } = await catalogue.search({ text: "kind", size: 5, page: 2 });
    expect([hits.length, page]).toEqual([5, 2]);
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

  test("embeds what its catalogue reads by itself, too", async () => {
    const plain = createCatalogue();
    const [first, ...others] = PAPERS;
    const own = await opened(newFile(), undefined, {
      ...plain,
      takeNext: async (from) => {
        const moved = await plain.take(others, from, 2);
        return { to: 2, keys: others.map(({ key }) => key), moved };
      },
    });
    const { catalogue, vectors } = own;
    await catalogue.take(PAPERS.slice(0, 1), 0, 1);
    await catalogue.reached();
    await untilAllHave(vectors, undefined, first ? [first] : []);
    expect(await catalogue.takeNext?.(1, 100)).toMatchObject({ to: 2 });
    await untilAllHave(vectors, catalogue.reached);
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
