import { expect, test } from "vitest";
import type { Store } from "#store";

/** What was asked of paper sources. */
export function pollsContract(given: () => Store): void {
  test("a source is one process's at a time, until its round ends or its lease runs out", async () => {
    const { polls } = given();
    const claims = ["a", "b", "c"].map((by) => polls.claim("arxiv", by, 100, 200));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await polls.claim("huggingface", "b", 100, 200)).toBe(true);
    expect(await polls.claim("arxiv", "d", 199, 300)).toBe(false);
    expect(await polls.claim("arxiv", "d", 200, 300)).toBe(true);
    await polls.end("arxiv", "a", { failed: false, at: 210 });
    expect(await polls.claim("arxiv", "e", 220, 320)).toBe(false);
    await polls.end("arxiv", "d", { failed: false, at: 230 });
    expect(await polls.claim("arxiv", "e", 230, 330)).toBe(true);
    expect(await polls.claim("arxiv", "e", 300, 400)).toBe(true);
    await polls.release("arxiv", "d");
    expect(await polls.claim("arxiv", "f", 399, 500)).toBe(false);
    await polls.release("arxiv", "e");
    expect(await polls.claim("arxiv", "f", 399, 500)).toBe(true);
  });

  test("slots that were answered are kept until they are thrown away", async () => {
    const { polls } = given();
    await polls.claim("arxiv", "a", 0, 100);
    await polls.answer("arxiv", "monday", 10);
    await polls.answer("arxiv", "tuesday", 20);
    await polls.answer("arxiv", "tuesday", 30);
    await polls.answer("huggingface", "monday", 40);
    expect(await polls.answered("arxiv", 0)).toEqual(new Set(["monday", "tuesday"]));
    expect(await polls.answered("arxiv", 11)).toEqual(new Set(["tuesday"]));
    expect(await polls.prune(20)).toBe(1);
    expect(await polls.answered("arxiv", 0)).toEqual(new Set(["tuesday"]));
    expect(await polls.states()).toEqual([
      { source: "arxiv", lastSuccess: 30, failures: 0, nextTry: 0 },
    ]);
  });

  test("failures are counted with their reason, hold off the next try, and end with a good round", async () => {
    const { polls } = given();
    const fail = async (at: number) => {
      expect(await polls.claim("arxiv", "a", at, at + 100)).toBe(true);
      const reason = `no answer at ${at}`;
      await polls.end("arxiv", "a", { failed: true, at, nextTry: at + 10, reason });
    };
    await fail(100);
    expect(await polls.claim("arxiv", "a", 109, 200)).toBe(false);
    expect(await polls.claim("arxiv", "b", 109, 200)).toBe(false);
    await fail(110);
    expect(await polls.states()).toEqual([
      {
        ...{ source: "arxiv", failures: 2, failingSince: 100, nextTry: 120 },
        reason: "no answer at 110",
      },
    ]);
    await polls.claim("arxiv", "a", 120, 200);
    await polls.end("arxiv", "a", { failed: false, at: 130 });
    expect(await polls.states()).toEqual([{ source: "arxiv", failures: 0, nextTry: 0 }]);
  });
}
