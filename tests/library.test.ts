import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { titleKey } from "#papers";
import { openStore, type Store } from "#store";
import { openLibrary } from "../src/library.ts";

const BUNDLED = "data/papers.jsonl";
const KNOWN = { key: "arxiv:2402.02005", title: "Topology-Informed Graph Transformer" };

let store: Store;
beforeEach(async () => {
  store = await openStore({ file: ":memory:" });
});
afterEach(() => store.close());

describe("the library", () => {
  test("puts what came with the bot into the store, so that it is whole by itself", async () => {
    const { catalogue: library } = await openLibrary(store, BUNDLED);
    expect([(await library.extent()).papers, await store.papers.count()]).toEqual([181, 181]);
    const { seq } = await store.papers.changedSince(0);
    await openLibrary(store, BUNDLED);
    expect((await store.papers.changedSince(seq)).papers).toEqual([]);
  });

  test("knows what the store has learnt since", async () => {
    await openLibrary(store, BUNDLED);
    await store.papers.put([
      { ...KNOWN, abstract: "", upvotes: 7 },
      { key: "arxiv:2501.00001", title: "Newer Than the Bot", abstract: "" },
    ]);
    const { catalogue: library } = await openLibrary(store, BUNDLED);
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
    await openLibrary(store, BUNDLED);
    expect(await store.saves.of(scope, "ada")).toEqual([{ paper: KNOWN.key, at: 1 }]);
    expect(await store.papers.count()).toBe(181);
  });
});
