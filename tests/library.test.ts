import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Catalogue, type Paper, titleKey } from "#papers";
import { openStore, type Store } from "#store";
import { openLibrary } from "../src/library.ts";
import { newFolder, remove } from "./running.ts";

const open = (store: Store) => openLibrary({ store, tell: () => {} }, "data/papers.jsonl");
const KNOWN = { key: "arxiv:2402.02005", title: "Topology-Informed Graph Transformer" };

let store: Store;
beforeEach(async () => {
  store = await openStore({ file: ":memory:" });
});
afterEach(() => store.close());

describe("the library", () => {
  test("puts what came with the bot into the store, so that it is whole by itself", async () => {
    const { catalogue: library } = await open(store);
    expect([(await library.extent()).papers, await store.papers.count()]).toEqual([181, 181]);
    const { seq } = await store.papers.changedSince(0);
    await open(store);
    expect((await store.papers.changedSince(seq)).papers).toEqual([]);
  });

  test("knows what the store has learnt since", async () => {
    await open(store);
    await store.papers.put([
      { ...KNOWN, abstract: "", upvotes: 7 },
      { key: "arxiv:2501.00001", title: "Newer Than the Bot", abstract: "" },
    ]);
    const { catalogue: library } = await open(store);
    expect(await library.extent()).toMatchObject({ papers: 182 });
    expect((await library.get(KNOWN.key))?.upvotes).toBe(7);
    const { hits } = await library.search({ text: "newer bot" });
    expect(hits[0]?.paper.key).toBe("arxiv:2501.00001");
  });

  test("moves what was kept under a title to the id that is known now", async () => {
    const key = titleKey(KNOWN.title);
    const scope = { platform: "test", tenant: "lab" };
    await store.papers.put([{ key, title: KNOWN.title, abstract: "" }]);
    await store.saves.save(scope, "ada", key, 1);
    await open(store);
    expect(await store.saves.of(scope, "ada")).toEqual([{ paper: KNOWN.key, at: 1 }]);
    expect(await store.papers.count()).toBe(181);
  });
});

describe("a library whose index is kept", () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => remove(folder));
  const openKept = (of: Store) =>
    openLibrary(
      { store: of, tell: () => {}, indexFile: join(folder, "papers.index") },
      "data/papers.jsonl",
    );

  test("answers as one that reads all of its papers, and has them in its store too", async () => {
    for (const _ of ["made", "kept"]) {
      const own = await openStore({ file: ":memory:" });
      onTestFinished(() => own.close());
      const { catalogue } = await openKept(own);
      expect([(await catalogue.extent()).papers, await own.papers.count()]).toEqual([181, 181]);
      const { catalogue: plain } = await open(store);
      for (const text of ["graph transformers", "topolgical data", "2402.02005"])
        expect(await catalogue.search({ text })).toEqual(await plain.search({ text }));
    }
  });

  test("finds a paper by what is known of it now, as one that reads all of its papers", async () => {
    await openKept(store);
    await store.papers.put([{ ...KNOWN, title: "Quokkas", abstract: "They smile." }]);
    const { catalogue } = await openKept(store);
    expect((await catalogue.search({ text: "quokkas" })).hits[0]?.paper.key).toBe(KNOWN.key);
    const keysOf = async (of: Catalogue) =>
      (await of.search({ text: `"${KNOWN.title}"` })).hits.map(({ paper }) => paper.key);
    expect(await keysOf(catalogue)).toEqual(await keysOf((await open(store)).catalogue));
  });
});

describe("a large library", () => {
  const LARGE = Array.from({ length: 1200 }, (_, n): Paper => {
    const key = `arxiv:2401.${10_000 + n}`;
    return { key, title: `Paper ${n} on Quokkas`, abstract: "" };
  });

  /** Opens it over a store, counting what is read of that. */
  async function openLarge(folder: string, of = store) {
    const said: string[] = [];
    let read = 0;
    const changedSince: Store["papers"]["changedSince"] = async (...asked) => {
      const changes = await of.papers.changedSince(...asked);
      read += changes.papers.length;
      return changes;
    };
    const library = await openLibrary(
      {
        store: { ...of, papers: { ...of.papers, changedSince } },
        ...{ folder, most: 100, tell: (sentence) => said.push(sentence) },
      },
      "data/papers.jsonl",
    );
    onTestFinished(() => library.close());
    return { ...library, said, read: () => read };
  }
  const folderOfOne = () => {
    const folder = newFolder();
    onTestFinished(() => remove(folder));
    return folder;
  };

  test("is there at once, and says how far it has come until it is whole", async () => {
    await store.papers.put(LARGE);
    const { catalogue, follow, reading } = await openLarge(folderOfOne());
    expect(await reading()).toEqual({ papers: 0, of: 1200 });
    await follow();
    expect(await reading()).toBeUndefined();
    expect(await catalogue.extent()).toMatchObject({ papers: 1381 });
    expect(await store.papers.count()).toBe(1381);
    expect((await catalogue.search({ text: "quokkas" })).total).toBe(1200);
  });

  test("goes on from its snapshot, and reads of the store only what came since", async () => {
    const folder = folderOfOne();
    await store.papers.put(LARGE);
    const first = await openLarge(folder);
    await first.follow();
    await first.close();
    await store.papers.put([{ ...KNOWN, abstract: "", upvotes: 7 }]);
    const second = await openLarge(folder);
    await second.follow();
    expect(second.read()).toBe(1);
    expect((await second.catalogue.get(KNOWN.key))?.upvotes).toBe(7);
    expect(await second.catalogue.extent()).toMatchObject({ papers: 1381 });
    expect([...first.said, ...second.said]).toEqual([]);
  });

  test("over a file is read by its own thread, and leaves the file closed behind it", async () => {
    const file = join(folderOfOne(), "paperboy.db");
    const own = await openStore({ file });
    await own.papers.put(LARGE);
    const { catalogue, follow, close, read } = await openLarge(folderOfOne(), own);
    await follow();
    expect(await catalogue.extent()).toMatchObject({ papers: 1381 });
    expect(read()).toBe(0);
    await close();
    await own.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test("says at once that it lost what it knew, as when its thread died", async () => {
    await store.papers.put(LARGE);
    const { catalogue, follow, reading } = await openLarge(folderOfOne());
    await follow();
    const extent = { ...(await catalogue.extent()), papers: 20 };
    Object.assign(catalogue, { reached: async () => 0, extent: async () => extent });
    expect(await reading()).toEqual({ papers: 20, of: 1381 });
  });

  test("never uses the snapshot of another store", async () => {
    const folder = folderOfOne();
    await store.papers.put(LARGE);
    const first = await openLarge(folder);
    await first.follow();
    await first.close();
    const other = await openStore({ file: ":memory:" });
    onTestFinished(() => other.close());
    await other.papers.put(LARGE.slice(0, 300));
    const { catalogue, follow, said } = await openLarge(folder, other);
    await follow();
    expect(await catalogue.extent()).toMatchObject({ papers: 481 });
    expect(said).toEqual([expect.stringMatching(/of another database/)]);
  });
});
