import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPrefixes } from "../../src/papers/search/prefixes.ts";

type Title = { readonly key: string; readonly words: readonly string[] };

/** What is found by looking at every title. */
function searched(titles: readonly Title[], prefix: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { key, words } of titles) {
    const starts = words.map((_, from) => words.slice(from).join(" ").startsWith(prefix));
    if (starts.includes(true)) found.set(key, starts[0] === true);
  }
  return found;
}

const sorted = (found: ReadonlyMap<string, boolean>) =>
  [...found].sort(([a], [b]) => (a < b ? -1 : 1));

describe("titles by the beginnings of their words", () => {
  test("are those that hold such a beginning, whatever came and went before", () => {
    const word = fc.constantFrom("a", "ab", "abc", "b", "ba", "graph", "graphs");
    const words = fc.array(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), fc.nat(30), word, (all, gone, prefix) => {
        const titles = all.map((one, at): Title => ({ key: `k${at}`, words: one }));
        const prefixes = createPrefixes();
        for (const { key, words } of titles) prefixes.add(key, words);
        for (const { key, words } of titles.slice(0, gone)) prefixes.remove(key, words);
        const left = titles.slice(gone);
        expect(sorted(prefixes.starting(prefix))).toEqual(sorted(searched(left, prefix)));
      }),
    );
  });

  test("stay so for thousands of titles, many of them alike", () => {
    const titles = Array.from(
      { length: 4000 },
      (_, n): Title => ({ key: `k${n}`, words: [`w${n % 97}`, `v${n % 7}`, "end"] }),
    );
    const prefixes = createPrefixes();
    for (const { key, words } of titles) prefixes.add(key, words);
    for (const { key, words } of titles.slice(0, 2000)) prefixes.remove(key, words);
    const left = titles.slice(2000);
    for (const prefix of ["w9", "w96 v", "v3 end", "end", "x"])
      expect(sorted(prefixes.starting(prefix))).toEqual(sorted(searched(left, prefix)));
    for (const { key, words } of left) prefixes.remove(key, words);
    expect(prefixes.starting("w").size).toBe(0);
    prefixes.add("new", ["we", "end"]);
    expect(sorted(prefixes.starting("we"))).toEqual([["new", true]]);
  });
});
