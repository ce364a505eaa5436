import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { merge, type Paper, titleKey } from "#papers";

const base: Paper = { key: "arxiv:2401.00001", title: "A Title", abstract: "Some words." };

describe("two records of one paper", () => {
  test.each<[string, Partial<Paper>, Partial<Paper>, Partial<Paper>]>([
    ["an arXiv key beats a title key", { key: titleKey("A Title") }, {}, { key: base.key }],
    ["an arXiv key stays", {}, { key: titleKey("A Title") }, { key: base.key }],
    ["a new title wins", {}, { title: "A Better Title" }, { title: "A Better Title" }],
    ["a title in other letters does not", {}, { title: "a  TITLE!" }, { title: "A Title" }],
    [
      "the longer abstract wins",
      {},
      { abstract: "Some more words." },
      { abstract: "Some more words." },
    ],
    ["a shorter abstract does not", {}, { abstract: "Some" }, { abstract: "Some words." }],
    [
      "fresh counts win, even when lower",
      { upvotes: 9, comments: 3 },
      { upvotes: 4, comments: 0 },
      { upvotes: 4, comments: 0 },
    ],
    [
      "counts of later win, whichever record came last",
      { upvotes: 9, comments: 3, countedAt: 20, code: { url: "https://a.b/c", stars: 8 } },
      { upvotes: 4, comments: 1, countedAt: 10, code: { url: "https://a.b/c", stars: 2 } },
      { upvotes: 9, comments: 3, countedAt: 20, code: { url: "https://a.b/c", stars: 8 } },
    ],
    [
      "counts of later win, also when lower",
      { upvotes: 9, countedAt: 10 },
      { upvotes: 8, countedAt: 20 },
      { upvotes: 8, countedAt: 20 },
    ],
    [
      "counts of nobody knows when never replace those of a known time",
      { upvotes: 9, countedAt: 10 },
      { upvotes: 4, comments: 2 },
      { upvotes: 9, comments: 2, countedAt: 10 },
    ],
    [
      "counts of a known time replace those of nobody knows when",
      { upvotes: 9 },
      { upvotes: 4, countedAt: 10 },
      { upvotes: 4, countedAt: 10 },
    ],
    ["a missing count changes nothing", { upvotes: 9 }, {}, { upvotes: 9 }],
    [
      "a day beats a month",
      { published: "2024-01" },
      { published: "2024-01-05" },
      { published: "2024-01-05" },
    ],
    [
      "a month does not beat a day",
      { published: "2024-01-05" },
      { published: "2023-12" },
      { published: "2024-01-05" },
    ],
    [
      "the earlier day is the first version's",
      { published: "2024-01-05" },
      { published: "2024-01-03" },
      { published: "2024-01-03" },
    ],
    [
      "the first daily list that it stood on stays",
      { daily: "2024-01-08" },
      { daily: "2024-01-09" },
      { daily: "2024-01-08" },
    ],
    [
      "a daily list that became known is taken",
      {},
      { daily: "2024-01-08" },
      { daily: "2024-01-08" },
    ],
    ["a list is not emptied", { authors: ["A", "B"] }, { authors: [] }, { authors: ["A", "B"] }],
    ["a list is not cut", { keywords: ["a", "b"] }, { keywords: ["c"] }, { keywords: ["a", "b"] }],
    [
      "a longer list wins",
      { categories: ["cs.LG"] },
      { categories: ["cs.LG", "cs.CL"] },
      { categories: ["cs.LG", "cs.CL"] },
    ],
    [
      "stars are kept with their repository",
      { code: { url: "https://a.b/c", stars: 5 } },
      { code: { url: "https://a.b/c" } },
      { code: { url: "https://a.b/c", stars: 5 } },
    ],
    [
      "stars are not carried to another",
      { code: { url: "https://a.b/c", stars: 5 } },
      { code: { url: "https://a.b/d" } },
      { code: { url: "https://a.b/d" } },
    ],
  ])("%s", (_, old, fresh, expected) => {
    expect(merge({ ...base, ...old }, { ...base, ...fresh })).toMatchObject(expected);
  });

  test("nothing new gives the old record itself", () => {
    const old: Paper = { ...base, authors: ["A"], upvotes: 3 };
    expect(merge(old, { ...base, authors: ["A"] })).toBe(old);
  });

  test("merging again changes nothing, and no id is lost", () => {
    const key = fc.constantFrom("arxiv:2401.00001", titleKey("A Title"));
    const list = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
    const paper = fc.record(
      {
        key,
        title: fc.constantFrom("A Title", "a title", "Another"),
        abstract: fc.string(),
        authors: list,
        keywords: list,
        published: fc.constantFrom("2024-01", "2024-01-05", "2024-02-01"),
        upvotes: fc.nat(),
        countedAt: fc.constantFrom(10, 20),
        code: fc.record(
          { url: fc.constantFrom("https://a.b/c", "https://a.b/d"), stars: fc.nat() },
          { requiredKeys: ["url"], noNullPrototype: true },
        ),
      },
      { requiredKeys: ["key", "title", "abstract"], noNullPrototype: true },
    );
    fc.assert(
      fc.property(paper, paper, (old, fresh) => {
        const once = merge(old, fresh);
        expect(merge(once, fresh)).toBe(once);
        const known = [old.key, fresh.key].some((one) => one.startsWith("arxiv:"));
        expect(once.key.startsWith("arxiv:")).toBe(known);
      }),
    );
  });
});
