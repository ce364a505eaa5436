import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { merge } from "../../src/papers/merge.ts";
import { arxivId, type Paper } from "../../src/papers/paper.ts";

const base: Paper = { key: "arxiv:2401.00001", title: "Sheaves", abstract: "Short." };

describe("merging", () => {
  test.each<[string, Partial<Paper>, Partial<Paper>, Partial<Paper>]>([
    ["an arXiv key beats a title key", {}, { key: "title:ab" }, { key: "arxiv:2401.00001" }],
    ["a title key gives way to an arXiv key", { key: "title:ab" }, {}, { key: "arxiv:2401.00001" }],
    ["the fresh title wins", {}, { title: "Sheaves, revised" }, { title: "Sheaves, revised" }],
    ["an empty fresh title doesn't", {}, { title: "" }, { title: "Sheaves" }],
    [
      "a longer fresh abstract wins",
      {},
      { abstract: "Much longer." },
      { abstract: "Much longer." },
    ],
    ["a shorter fresh abstract doesn't", {}, { abstract: "Cut" }, { abstract: "Short." }],
    ["an abstract as long stays", {}, { abstract: "Other!" }, { abstract: "Short." }],
    [
      "a day beats its month",
      { published: "2024-01" },
      { published: "2024-01-05" },
      { published: "2024-01-05" },
    ],
    [
      "a month doesn't beat its day",
      { published: "2024-01-05" },
      { published: "2024-01" },
      { published: "2024-01-05" },
    ],
    [
      "a fresh day of another month wins",
      { published: "2024-01-05" },
      { published: "2024-02" },
      { published: "2024-02" },
    ],
    [
      "a date that is no longer given stays",
      { published: "2024-01" },
      {},
      { published: "2024-01" },
    ],
    ["a date that is first given is taken", {}, { published: "2024-01" }, { published: "2024-01" }],
    [
      "fresh counts win, even lower ones",
      { upvotes: 9, comments: 3 },
      { upvotes: 7, comments: 4 },
      { upvotes: 7, comments: 4 },
    ],
    ["a count of zero is a count", { upvotes: 9 }, { upvotes: 0 }, { upvotes: 0 }],
    ["counts that are no longer given stay", { upvotes: 9 }, {}, { upvotes: 9 }],
    [
      "fresh code wins",
      { code: { url: "https://a.b", stars: 1 } },
      { code: { url: "https://c.d" } },
      { code: { url: "https://c.d" } },
    ],
    [
      "code that is no longer given stays",
      { code: { url: "https://a.b" } },
      {},
      { code: { url: "https://a.b" } },
    ],
    [
      "a list is never emptied",
      { authors: ["A"], categories: ["cs.LG"], keywords: ["k"] },
      { authors: [], categories: [], keywords: [] },
      { authors: ["A"], categories: ["cs.LG"], keywords: ["k"] },
    ],
    [
      "fresh lists win",
      { authors: ["A", "B"], categories: ["cs.LG"], keywords: ["k"] },
      { authors: ["C"], categories: ["math.AT"], keywords: ["l"] },
      { authors: ["C"], categories: ["math.AT"], keywords: ["l"] },
    ],
  ])("%s", (_what, old, fresh, expected) => {
    const both = { ...base, ...old };
    expect(merge(both, { ...base, ...fresh })).toEqual({ ...both, ...expected });
  });

  test("what changes nothing gives back the very same record", () => {
    const old: Paper = { ...base, authors: ["A"], published: "2024-01-05", upvotes: 3 };
    const { key, title, abstract } = base;
    expect(
      merge(old, { upvotes: 3, abstract, title, key, authors: ["A"], published: "2024-01" }),
    ).toBe(old);
    expect(merge(old, { ...old, upvotes: 4 })).not.toBe(old);
  });

  test("neither record is changed", () => {
    const old = Object.freeze({ ...base });
    const fresh = Object.freeze({ ...base, upvotes: 1 });
    expect(merge(old, fresh)).toEqual({ ...base, upvotes: 1 });
    expect(old).toEqual(base);
  });
});

const list = fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 });
const paper: fc.Arbitrary<Paper> = fc.record(
  {
    key: fc.constantFrom("arxiv:2401.00001", "title:ab"),
    title: fc.string({ minLength: 1 }),
    abstract: fc.string(),
    authors: list,
    categories: list,
    keywords: list,
    published: fc.constantFrom("2024-01", "2024-01-05", "2024-02", "2024-02-11"),
    url: fc.webUrl(),
    upvotes: fc.nat(),
    comments: fc.nat(),
    code: fc.record({ url: fc.webUrl() }),
  },
  { requiredKeys: ["key", "title", "abstract"] },
);

test("any record merged with itself is itself", () => {
  fc.assert(
    fc.property(paper, (one) => {
      expect(merge(one, { ...one })).toBe(one);
    }),
  );
});

test("merging the same record a second time changes nothing", () => {
  fc.assert(
    fc.property(paper, paper, (old, fresh) => {
      const once = merge(old, fresh);
      expect(merge(once, fresh)).toBe(once);
    }),
  );
});

test("nothing that was known is lost", () => {
  fc.assert(
    fc.property(paper, paper, (old, fresh) => {
      const both = merge(old, fresh);
      for (const name of Object.keys({ ...old, ...fresh })) expect(both).toHaveProperty(name);
      expect(both.abstract.length).toBe(Math.max(old.abstract.length, fresh.abstract.length));
      if (arxivId(old.key) ?? arxivId(fresh.key)) expect(both.key).toBe("arxiv:2401.00001");
      if (old.authors?.length) expect(both.authors?.length).toBeGreaterThan(0);
    }),
  );
});
