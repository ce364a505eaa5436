import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Followed, growingCatalogue, hostedCatalogue, type Paper } from "#papers";
import { openStore, type Store } from "#store";
import { createFollower, type Follow, startNews } from "../../src/news/index.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const papers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n): Paper => {
    const key = `arxiv:2401.${10_000 + from + n}`;
    return { key, title: `Paper ${from + n} on Quokkas`, abstract: "" };
  });

/** A clock by which the store is followed without a pause, and all else once. */
const clock = {
  now: () => Date.parse("2026-11-24T12:00:00Z"),
  random: () => 0.5,
  sleep: async (ms: number, signal?: AbortSignal) => {
    if (ms <= 1000) return await setImmediate();
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
  },
};

describe("news of a catalogue whose thread can't start", () => {
  let store: Store;
  let deaths: string[];
  beforeEach(async () => {
    deaths = [];
    store = await openStore({ file: join(mkdtempSync(join(folder, "a-")), "paperboy.db") });
    onTestFinished(() => store.close());
    await store.papers.put(papers(0, 5));
  });

  function large(): Followed {
    const { changesPlace } = store;
    const start = {
      compiled: join(folder, "compiled"),
      ...(changesPlace && { changes: changesPlace }),
    };
    const dead = new URL("../papers/dead-thread.ts", import.meta.url);
    const catalogue = hostedCatalogue(start, (said) => deaths.push(said), dead);
    onTestFinished(() => catalogue.close());
    return catalogue;
  }

  /** Begins news, and resolves once the store could not be followed and is followed again. */
  async function startFollowing(follow: Follow) {
    const again = Promise.withResolvers<void>();
    const told: string[] = [];
    let begun = 0;
    const counted: Follow = async (stopped) => {
      begun += 1;
      if (begun > 1) again.resolve();
      await follow(stopped);
    };
    const log = { info: () => {}, warn: (_: object, said: string) => void told.push(said) };
    const news = startNews({ sources: {}, store, follow: counted, log, version: "1", clock });
    await again.promise;
    return { news, told };
  }

  test("ends when it is told to", async () => {
    const { news, told } = await startFollowing(createFollower(large(), store.papers));
    expect(told).toEqual([expect.stringContaining("The store can't be followed")]);
    await news.stop();
    expect(deaths.length).toBeLessThan(6);
  });

  test("ends when it is told to where that one was to grow into it, which goes on answering", async () => {
    const catalogue = growingCatalogue(large, 10, store.papers.count);
    const follow = createFollower(catalogue, store.papers);
    await follow();
    await store.papers.put(papers(5, 50));
    const { news, told } = await startFollowing(follow);
    expect(told).toEqual([expect.stringContaining("The store can't be followed")]);
    expect((await catalogue.search({ text: "quokkas" })).total).toBe(5);
    expect(await catalogue.reached()).toBe(0);
    await catalogue.note([{ paper: "arxiv:2401.10000", at: 5, upvotes: 1 }], 0);
    await news.stop();
    expect(deaths.length).toBeLessThan(6);
  });
});
