import { expect, test } from "vitest";
import { merge } from "#papers";
import type { Store } from "#store";
import { aPlan, aSubscription, here, paper, there } from "./samples.ts";

/** The catalogue, its changes, renames and snapshots. */
export function papersContract(given: () => Store): void {
  test("a paper comes back as it was put, and a later one replaces it", async () => {
    const { papers } = given();
    const whole = {
      ...paper("arxiv:2402.02005", "Topology – “quoted” \u{1F9EE} \0"),
      authors: ["Ö. Author"],
      upvotes: 12,
      code: { url: "https://example.org/x", stars: 4 },
    };
    await papers.put([paper("title:b"), whole]);
    expect(await papers.all()).toEqual([whole, paper("title:b")]);
    await papers.put([{ ...whole, upvotes: 13 }]);
    expect(await papers.all()).toEqual([{ ...whole, upvotes: 13 }, paper("title:b")]);
    expect(await papers.count()).toBe(2);
  });

  test("the last of two papers with one key in one call is kept", async () => {
    await given().papers.put([paper("a", "first"), paper("a", "last")]);
    expect(await given().papers.all()).toEqual([paper("a", "last")]);
  });

  test("thousands of papers go in at once", async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => paper(`title:${n}`));
    await given().papers.put(many);
    expect(await given().papers.count()).toBe(2_500);
  });

  test("a reader is told what changed since it last looked, and nothing else", async () => {
    const { papers } = given();
    expect(await papers.changedSince(0)).toEqual({ papers: [], renamed: [], seq: 0 });
    await papers.put([paper("a"), paper("b")]);
    const first = await papers.changedSince(0);
    expect(first.papers).toEqual([paper("a"), paper("b")]);
    await papers.put([paper("b"), paper("c")]);
    const second = await papers.changedSince(first.seq);
    expect(second.papers).toEqual([paper("c")]);
    expect(await papers.changedSince(second.seq)).toEqual({
      ...{ papers: [], renamed: [], seq: second.seq },
    });
  });

  test("no change is missed and none told twice, however puts and reads fall together", async () => {
    const { papers } = given();
    const seen = new Map<string, string>();
    let seq = 0;
    const look = async () => {
      const changes = await papers.changedSince(seq);
      for (const one of changes.papers) seen.set(one.key, one.title);
      seq = changes.seq;
    };
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        await papers.put([paper(`k${n % 7}`, `t${n}`)]);
        if (n % 3 === 0) await look();
      }),
    );
    await look();
    const all = await papers.all();
    expect([...seen].sort()).toEqual(all.map((one) => [one.key, one.title]).sort());
  });

  test("a renamed paper keeps its votes, saves, snapshots and what was posted of it", async () => {
    const { papers, votes, saves, snapshots, subscriptions, deliveries } = given();
    await papers.put([paper("title:x")]);
    await votes.cast(here, "ada", "title:x", 1);
    await votes.cast(there, "ada", "title:x", 1);
    await saves.save(here, "ada", "title:x", 5);
    await snapshots.add([{ paper: "title:x", at: 1, upvotes: 3 }]);
    await subscriptions.put(aSubscription());
    const delivery = await deliveries.plan(aPlan(aSubscription()));
    await deliveries.settle(delivery!.id, { state: "sent", papers: ["title:x"], at: 10 });
    const { seq } = await papers.changedSince(0);

    await papers.rename("title:x", "arxiv:1", merge);

    expect(await papers.all()).toEqual([{ ...paper("title:x"), key: "arxiv:1" }]);
    expect(await votes.of(here, "arxiv:1")).toBe(1);
    expect(await votes.of(there, "arxiv:1")).toBe(1);
    expect(await saves.of(here, "ada")).toEqual([{ paper: "arxiv:1", at: 5 }]);
    expect(await snapshots.since(0)).toEqual([{ paper: "arxiv:1", at: 1, upvotes: 3 }]);
    expect(await deliveries.postedIn(here, "general", 0)).toEqual(new Set(["arxiv:1"]));
    const changes = await papers.changedSince(seq);
    expect(changes.papers.map((one) => one.key)).toEqual(["arxiv:1"]);
    expect(changes.renamed).toEqual([{ from: "title:x", to: "arxiv:1" }]);
  });

  test("a rename onto a known paper keeps one of each", async () => {
    const { papers, votes, saves, snapshots } = given();
    await papers.put([paper("title:x"), paper("arxiv:1", "the real one")]);
    for (const key of ["title:x", "arxiv:1"]) {
      await votes.cast(here, "ada", key, 1);
      await saves.save(here, "ada", key, 1);
      await snapshots.add([{ paper: key, at: 1, upvotes: 3 }]);
    }
    await votes.cast(here, "bob", "title:x", 1);
    await papers.rename("title:x", "arxiv:1", merge);
    expect(await papers.all()).toEqual([paper("arxiv:1", "the real one")]);
    expect(await votes.of(here, "arxiv:1")).toBe(2);
    expect(await votes.of(here, "title:x")).toBe(0);
    expect(await saves.of(here, "ada")).toEqual([{ paper: "arxiv:1", at: 1 }]);
    expect(await snapshots.since(0)).toHaveLength(1);
    await papers.rename("arxiv:1", "arxiv:1", merge);
    expect(await papers.count()).toBe(1);
  });

  test("a rename onto a known paper loses nothing that was known of the other", async () => {
    const { papers } = given();
    const bare = { key: "arxiv:1", title: "X", abstract: "", published: "2024-01-05" };
    await papers.put([
      { ...paper("title:x"), title: "X", abstract: "Long.", authors: ["Ada"] },
      bare,
    ]);
    await papers.rename("title:x", "arxiv:1", merge);
    expect(await papers.all()).toEqual([{ ...bare, abstract: "Long.", authors: ["Ada"] }]);
  });

  test("a paper may be renamed on and back, and a reader ends with what is there", async () => {
    const { papers } = given();
    await papers.put([paper("a")]);
    await papers.rename("a", "b", merge);
    await papers.rename("b", "c", merge);
    await papers.rename("c", "a", merge);
    const { renamed } = await papers.changedSince(0);
    expect(renamed.map(({ from }) => from)).toEqual(["b", "c"]);
    expect((await papers.all()).map(({ key }) => key)).toEqual(["a"]);
  });

  test("a snapshot taken twice is kept once", async () => {
    const { snapshots } = given();
    const whole = { paper: "a", at: 20, upvotes: 3, comments: 0, stars: 9 };
    await snapshots.add([]);
    await snapshots.add([whole, { paper: "a", at: 10, upvotes: 2 }]);
    await snapshots.add([{ ...whole, upvotes: 99 }]);
    expect(await snapshots.since(0)).toEqual([{ paper: "a", at: 10, upvotes: 2 }, whole]);
    expect(await snapshots.since(20)).toEqual([whole]);
  });

  test("snapshots are read a few at a time, those of one instant together", async () => {
    const { snapshots } = given();
    const taken = [10, 20, 20, 20, 30].map((at, n) => ({ paper: `p${n}`, at, upvotes: n }));
    await snapshots.add(taken);
    expect(await snapshots.since(0, 1)).toEqual(taken.slice(0, 1));
    expect(await snapshots.since(0, 2)).toEqual(taken.slice(0, 4));
    expect(await snapshots.since(21, 1)).toEqual(taken.slice(4));
    expect(await snapshots.since(0, 5)).toEqual(taken);
    expect(await snapshots.since(0, 6)).toEqual(taken);
    expect(await snapshots.since(31, 6)).toEqual([]);
  });

  test("papers that are put at once are read a few at a time", async () => {
    const { papers } = given();
    const many = Array.from({ length: 350 }, (_, n) => paper(`arxiv:${1000 + n}`));
    await papers.put(many);
    const keys: string[] = [];
    for (let seq = 0; ; ) {
      const changes = await papers.changedSince(seq, 10);
      if (changes.seq === seq) break;
      expect(changes.papers.length).toBeLessThanOrEqual(110);
      keys.push(...changes.papers.map(({ key }) => key));
      seq = changes.seq;
    }
    expect(keys).toEqual(many.map(({ key }) => key));
    expect(await papers.newest()).toBe((await papers.changedSince(0)).seq);
  });
}
