import { expect, test } from "vitest";
import { merge, type Paper } from "#papers";
import type { Store } from "#store";
import { paper } from "./samples.ts";

/** What comes in beside what is stored, and reading it a part at a time. */
export function learnContract(given: () => Store): void {
  test("papers that come are joined with what is stored, and counted", async () => {
    const { papers } = given();
    const more = (old: Paper, { upvotes }: Paper) =>
      upvotes === undefined || upvotes === old.upvotes ? old : { ...old, upvotes };
    await papers.put([paper("a"), paper("b")]);
    const { seq } = await papers.changedSince(0);
    const list = [{ ...paper("a"), upvotes: 1 }, paper("b"), paper("c")];
    expect(await papers.learn([...list, { ...paper("c"), upvotes: 2 }], more)).toEqual({
      ...{ added: 1, changed: 1 },
    });
    expect(await papers.all()).toEqual([
      { ...paper("a"), upvotes: 1 },
      paper("b"),
      { ...paper("c"), upvotes: 2 },
    ]);
    expect((await papers.changedSince(seq)).papers.map(({ key }) => key)).toEqual(["a", "c"]);
    expect(await papers.learn(list, more)).toEqual({ added: 0, changed: 0 });
    expect(await papers.learn([], more)).toEqual({ added: 0, changed: 0 });
  });

  test("of thousands of keys it tells those that have no paper", async () => {
    const { papers } = given();
    const keys = Array.from({ length: 1_200 }, (_, n) => `k${n}`);
    await papers.put(keys.slice(1, -1).map((key) => paper(key)));
    expect(await papers.missing(keys)).toEqual(["k0", "k1199"]);
    expect(await papers.missing([])).toEqual([]);
    await papers.rename("k7", "arxiv:7", merge);
    expect(await papers.missing(["k7", "arxiv:7"])).toEqual(["k7"]);
  });

  test("of writers at the same time none undoes what another added", async () => {
    const { papers } = given();
    const join = (old: Paper, fresh: Paper) => ({
      ...old,
      keywords: [...(old.keywords ?? []), ...(fresh.keywords ?? [])],
    });
    const words = Array.from({ length: 20 }, (_, n) => `w${n}`);
    await Promise.all(
      words.map((word) => papers.learn([{ ...paper("a"), keywords: [word] }], join)),
    );
    const [one] = await papers.all();
    expect([...(one?.keywords ?? [])].sort()).toEqual([...words].sort());
  });

  test("thousands of changes are read a part at a time, each once, and what was put at once together", async () => {
    const { papers } = given();
    for (let batch = 0; batch < 12; batch += 1)
      await papers.put(Array.from({ length: 10 }, (_, n) => paper(`k${batch}-${n}`)));
    await papers.put(Array.from({ length: 70 }, (_, n) => paper(`last-${n}`)));
    await papers.rename("last-0", "arxiv:0", merge);
    const parts: number[] = [];
    const keys: string[] = [];
    let seq = 0;
    for (;;) {
      const changes = await papers.changedSince(seq, 25);
      if (changes.seq === seq) break;
      parts.push(changes.papers.length);
      keys.push(...changes.papers.map(({ key }) => key));
      seq = changes.seq;
    }
    expect(parts).toEqual([30, 30, 30, 30, 69, 1]);
    expect(new Set(keys).size).toBe(190);
    expect(keys).toHaveLength(190);
  });
}
