import { expect, onTestFinished, test, vi } from "vitest";
import {
  createCatalogue,
  type Followed,
  growingCatalogue,
  hostedCatalogue,
  type Paper,
  titleKey,
} from "#papers";
import { openStore } from "#store";
import { createFollower } from "../../src/news/follower.ts";
import { catalogueContract } from "../contracts/catalogue.ts";

const inThread = (): Followed => hostedCatalogue({}, () => {});

catalogueContract("that may grow", async () => growingCatalogue(inThread));

const paper = (n: number): Paper => ({
  key: `arxiv:2401.${10_000 + n}`,
  title: `Paper ${n} on Growing`,
  abstract: `Part ${n}.`,
  daily: "2024-01-10",
});
const NOW = Date.parse("2024-01-11T12:00:00Z");

/** A store and a catalogue that outgrows this thread with the tenth paper. */
async function stage() {
  const store = await openStore({ file: ":memory:" });
  let opened = 0;
  const catalogue = growingCatalogue(() => {
    opened += 1;
    return inThread();
  }, 10);
  onTestFinished(async () => {
    await catalogue.close();
    await store.close();
  });
  const follow = createFollower(catalogue, store.papers);
  const put = (from: number, to: number) =>
    store.papers.put(Array.from({ length: to - from }, (_, n) => paper(from + n)));
  return { store, catalogue, follow, put, opened: () => opened };
}

test("a catalogue that is given a part of too many moves at once, before it indexes any", async () => {
  const store = await openStore({ file: ":memory:" });
  const held: Promise<unknown>[] = [];
  const large = () => {
    held.push(catalogue.extent());
    return inThread();
  };
  const catalogue = growingCatalogue(large, 350, store.papers.count);
  onTestFinished(async () => {
    await catalogue.close();
    await store.close();
  });
  const follow = createFollower(catalogue, store.papers);
  await store.papers.put(Array.from({ length: 120 }, (_, n) => paper(n)));
  await follow();
  expect(held).toEqual([]);
  await store.papers.put(Array.from({ length: 300 }, (_, n) => paper(120 + n)));
  await follow();
  expect(await Promise.all(held)).toEqual([{ papers: 120 }]);
  expect(await catalogue.extent()).toMatchObject({ papers: 420 });
});

test("a catalogue that outgrows its thread moves, and loses nothing", async () => {
  const { store, catalogue, follow, put, opened } = await stage();
  await put(0, 8);
  await follow();
  await catalogue.note([{ paper: paper(3).key, at: NOW - 1000, upvotes: 70 }], 0);
  expect(opened()).toBe(0);
  await put(8, 400);
  await follow();
  expect(opened()).toBe(1);
  expect(await catalogue.extent()).toMatchObject({ papers: 400 });
  expect(await catalogue.reached()).toBe((await store.papers.changedSince(0)).seq);
  const { total } = await catalogue.search({ text: "growing" });
  expect(total).toBe(400);
  const { hits } = await catalogue.trending({ window: "day", now: NOW });
  expect(hits[0]?.paper.key).toBe(paper(3).key);
  await store.papers.put([{ ...paper(3), title: "Grown" }]);
  await follow();
  expect((await catalogue.get(paper(3).key))?.title).toBe("Grown");
});

test("while it moves, it answers from what it held, and never from less", async () => {
  const { catalogue, follow, put } = await stage();
  await put(0, 9);
  await follow();
  await put(9, 700);
  const following = follow().then(() => "done");
  const sizes: number[] = [];
  for (let state = ""; state !== "done"; ) {
    sizes.push((await catalogue.search({ text: "growing" })).total);
    const turn = new Promise<string>((resolve) => setImmediate(() => resolve("")));
    state = await Promise.race([following, turn]);
  }
  expect(Math.min(...sizes)).toBe(9);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect((await catalogue.search({ text: "growing" })).total).toBe(700);
});

test("papers that turn out to have an id while it grows lose nothing of what the store knew", async () => {
  const { store, catalogue, follow } = await stage();
  const title = (n: number) => `On the ${n}th Kind of Growing`;
  const known = Array.from({ length: 40 }, (_, n) => ({
    ...{ key: titleKey(title(n)), title: title(n), abstract: "Long.", authors: ["Ada Example"] },
  }));
  await store.papers.put(known.slice(0, 8));
  await follow();
  await store.papers.put(known);
  await store.papers.put(known.map(({ title }, n) => ({ ...paper(n), title, abstract: "" })));
  await follow();
  const all = await store.papers.all();
  expect(all.map(({ key }) => key)).toEqual(known.map((_, n) => paper(n).key));
  for (const { abstract, authors } of all)
    expect({ abstract, authors }).toEqual({ abstract: "Long.", authors: ["Ada Example"] });
  expect(await catalogue.extent()).toMatchObject({ papers: 40 });
});

test("while the larger one is not there yet, nobody waits for it", async () => {
  const there = Promise.withResolvers<void>();
  const late = (): Followed => {
    const large = createCatalogue();
    return {
      ...large,
      note: async (...asked) => {
        await there.promise;
        await large.note(...asked);
      },
      reached: async () => {
        await there.promise;
        return await large.reached();
      },
    };
  };
  const catalogue = growingCatalogue(late, 3);
  onTestFinished(() => catalogue.close());
  await catalogue.take([paper(0), paper(1)], 0, 1);
  const growing = catalogue.take([paper(2), paper(3)], 1, 2);
  expect(await catalogue.extent()).toMatchObject({ papers: 2 });
  expect((await catalogue.search({ text: "growing" })).total).toBe(2);
  expect(await catalogue.reached()).toBe(0);
  there.resolve();
  await growing;
  await catalogue.take([paper(0), paper(1), paper(2), paper(3)], 0, 2);
  expect(await catalogue.reached()).toBe(2);
  expect(await catalogue.extent()).toMatchObject({ papers: 4 });
});

test("one that is closed while the larger one is being opened closes that too", async () => {
  const begun = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<Followed>();
  const close = vi.fn(async () => {});
  const large = () => {
    begun.resolve();
    return opened.promise;
  };
  const catalogue = growingCatalogue(large, 1);
  const growing = expect(catalogue.take([paper(0), paper(1)], 0, 1)).rejects.toThrow("is closed");
  await begun.promise;
  await catalogue.close();
  opened.resolve({ ...createCatalogue(), close });
  await growing;
  expect(close).toHaveBeenCalledOnce();
});

test("what is asked just before it moves is answered", async () => {
  const catalogue = growingCatalogue(createCatalogue, 60);
  onTestFinished(() => catalogue.close());
  const papers = Array.from({ length: 61 }, (_, n) => paper(n));
  await catalogue.take(papers.slice(0, 60), 0, 1);
  // It learns of its papers first, which takes many turns of this thread.
  const near = catalogue.similar(paper(3).key, 5);
  await catalogue.take(papers.slice(60), 0, 2);
  expect(await catalogue.reached()).toBe(2);
  expect(await near).not.toEqual([]);
});
