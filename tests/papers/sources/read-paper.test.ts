import { describe, expect, test } from "vitest";
import { readPaper, titleKey } from "#papers";

const read = (fields: object) => readPaper({ title: "T", abstract: "A", ...fields });

describe("a record of a paper", () => {
  test.each<[string, object, number | undefined]>([
    ["text with a zone", { upvotes: 3, upvotesAt: "2026-04-20T00:09:43Z" }, 1776643783000],
    ["another zone", { upvotes: 3, upvotesAt: "2026-04-20T02:09:43+02:00" }, 1776643783000],
    ["milliseconds", { upvotes: 3, countedAt: 1776643783000 }, 1776643783000],
    ["a day alone", { upvotes: 3, upvotesAt: "2026-04-20" }, undefined],
    ["nonsense", { upvotes: 3, upvotesAt: "2026-99-99T00:00:00Z" }, undefined],
    ["no upvotes", { upvotesAt: "2026-04-20T00:09:43Z" }, undefined],
  ])("says when it was counted: %s", (_, fields, at) => {
    expect(read(fields)).toMatchObject(at === undefined ? { title: "T" } : { countedAt: at });
    expect("countedAt" in read(fields)).toBe(at !== undefined);
  });

  test("of Hugging Face's daily list is read with all its counts", () => {
    expect(
      readPaper({
        paper: {
          id: "2401.00001",
          title: "Two\n  lines",
          summary: "Some \n abstract",
          authors: [
            { name: "A. One", hidden: false },
            { name: "B. Two", hidden: true },
            { name: " C.\nThree " },
          ],
          publishedAt: "2024-01-05T00:00:00.000Z",
          upvotes: 7,
          githubRepo: "https://github.com/a/b",
          githubStars: 3,
          ai_keywords: ["graphs", "trees"],
          something_new: { deep: true },
        },
        title: "Outer",
        publishedAt: "2024-01-04T20:00:00.000Z",
        numComments: 2,
      }),
    ).toEqual({
      key: "arxiv:2401.00001",
      title: "Two lines",
      abstract: "Some abstract",
      authors: ["A. One", "C. Three"],
      published: "2024-01-05",
      upvotes: 7,
      comments: 2,
      code: { url: "https://github.com/a/b", stars: 3 },
      keywords: ["graphs", "trees"],
    });
  });

  test("of our own is read as it was written", () => {
    const paper = {
      key: "arxiv:math/0211159",
      title: "T",
      abstract: "A",
      authors: ["X"],
      published: "2002-11",
      daily: "2026-03-10",
      categories: ["math.DG"],
      upvotes: 1,
      comments: 0,
      code: { url: "https://a.b/c", stars: 2 },
      keywords: ["k"],
    };
    expect(readPaper(paper)).toEqual(paper);
    const bare = { key: titleKey("T"), title: "T", abstract: "A", url: "https://a.b/t" };
    expect(readPaper(bare)).toEqual(bare);
  });

  test.each<[string, object, object]>([
    ["an id as a link", { url: "https://arxiv.org/abs/2401.00001" }, { key: "arxiv:2401.00001" }],
    ["an id with its version", { id: "2401.00001v2" }, { key: "arxiv:2401.00001" }],
    ["a number that lost zeros at its end", { id: 2503.0213 }, { key: "arxiv:2503.02130" }],
    ["a number that lost zeros at both ends", { id: 704.001 }, { key: "arxiv:0704.0010" }],
    ["a text that lost zeros at its end", { id: "2503.0213" }, { key: "arxiv:2503.02130" }],
    ["a text that lost zeros after its dot", { id: "2406.105" }, { key: "arxiv:2406.00105" }],
    [
      "a number with the noise of a float",
      { id: "1802.0444300000001" },
      { key: "arxiv:1802.04443" },
    ],
    ["a number that is no id", { id: 17 }, { key: titleKey("T") }],
    ["an id of another kind", { id: "W2741809807" }, { key: titleKey("T") }],
    [
      "the day of a list by the moment that it was submitted",
      { submittedOnDailyAt: "2026-03-10T23:59:00.000Z" },
      { daily: "2026-03-10" },
    ],
    [
      "the day of a list as our files name it",
      { dailyDate: "2026-03-10" },
      { daily: "2026-03-10" },
    ],
    ["the month of an id", { id: "2401.00001" }, { published: "2024-01" }],
    ["the month of an old id", { id: "hep-th/9901001" }, { published: "1999-01" }],
    ["a date with its time", { published: "2024-02-03T10:00:00Z" }, { published: "2024-02-03" }],
    ["categories in one text", { categories: "cs.LG cs.CL" }, { categories: ["cs.LG", "cs.CL"] }],
    [
      "authors in one text",
      { authors: "A. One, B. Two and C. Three" },
      { authors: ["A. One", "B. Two", "C. Three"] },
    ],
    ["an abstract by another name", { abstract: undefined, summary: " S " }, { abstract: "S" }],
    ["no abstract", { abstract: null }, { abstract: "" }],
  ])("%s", (_, fields, expected) => {
    expect(read(fields)).toMatchObject(expected);
  });

  test.each<[string, object, string]>([
    ["a date that is none", { published: "2024-13-01" }, "published"],
    ["a year alone", { published: "2024" }, "published"],
    ["a count that is none", { upvotes: "many" }, "upvotes"],
    ["a count below zero", { upvotes: -1 }, "upvotes"],
    ["an empty list", { authors: [] }, "authors"],
    ["a list of something else", { keywords: [1, null, {}] }, "keywords"],
    ["an address that is no web address", { url: "javascript:alert(1)" }, "url"],
    ["a repository that is no web address", { githubRepo: "a/b", githubStars: 3 }, "code"],
  ])("%s is left out", (_, fields, name) => {
    expect(read(fields)).not.toHaveProperty(name);
  });

  test.each([null, undefined, 3, "text", [], {}, { title: " " }, { title: 3 }, { error: "Sorry" }])(
    "%j is none, with a reason",
    (raw) => {
      expect(readPaper(raw)).toEqual({ reason: expect.any(String) });
    },
  );
});
