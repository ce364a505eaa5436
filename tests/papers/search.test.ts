import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Catalogue, createCatalogue } from "../../src/papers/catalogue.ts";
import { arxivId, type Paper, titleKey } from "../../src/papers/paper.ts";
import type { Page } from "../../src/papers/query.ts";
import { fileSource, type Skipped } from "../../src/papers/sources/file.ts";

const DATA = fileURLToPath(new URL("../../data/papers.jsonl", import.meta.url));
const TIGT = "arxiv:2402.02005";
const AUTOENCODERS = "arxiv:1906.00722";

const seed: Paper[] = [];
const skipped: Skipped[] = [];
let catalogue: Catalogue;

beforeAll(async () => {
  for await (const paper of fileSource(DATA, (one) => skipped.push(one)).papers()) seed.push(paper);
  catalogue = createCatalogue();
  catalogue.add(seed);
});

const keys = ({ hits }: Page) => hits.map(({ paper }) => paper.key);
const titles = ({ hits }: Page) => hits.map(({ paper }) => paper.title);
const all = (text: string) => catalogue.search({ text, size: 1000 });

test("the bundled file holds 181 papers, 154 of them with an arXiv id, and no bad line", () => {
  expect(skipped).toEqual([]);
  expect(catalogue.size).toBe(181);
  expect([...catalogue.papers()].filter(({ key }) => arxivId(key))).toHaveLength(154);
});

test("adding the same papers again changes nothing", () => {
  const { added, changed, replaced } = catalogue.add(seed);
  expect([added.length, changed.length, replaced.size]).toEqual([0, 0, 0]);
  expect(catalogue.size).toBe(181);
});

describe("search", () => {
  test("“graf transformer” is read as “graph transformer” and says so", () => {
    const page = catalogue.search({ text: "graf transformer" });
    expect(page.instead).toBe("graph transformer");
    expect(keys(page)).toContain(TIGT);
    for (const title of titles(page)) expect(title).toMatch(/graph/i);
  });

  test("“persistant homology” finds what “persistent homology” finds", () => {
    const misspelt = all("persistant homology");
    expect(misspelt.total).toBeGreaterThan(0);
    expect(keys(misspelt).slice(0, 3)).toEqual(keys(all("persistent homology")).slice(0, 3));
    expect(titles(misspelt)[0]).toMatch(/Persistent Homology/);
  });

  test("“GNN” finds papers that only write “graph neural network”", () => {
    const found = all("GNN").hits.map(({ paper }) => paper);
    const spelt = found.filter(({ title, abstract }) => !/gnn/i.test(title + abstract));
    expect(spelt.length).toBeGreaterThan(0);
    expect(found.some(({ title }) => /GNN/.test(title))).toBe(true);
  });

  test("an exact title comes first", () => {
    for (const { key, title } of seed)
      expect([title, keys(catalogue.search({ text: title }))[0]]).toEqual([title, key]);
  });

  test("an id or link finds that one paper", () => {
    for (const text of ["2402.02005", "arXiv:2402.02005v3", "https://arxiv.org/abs/2402.02005"])
      expect(keys(catalogue.search({ text }))).toEqual([TIGT]);
  });

  test("words that no paper has find nothing, on page 1 of 1", () => {
    expect(catalogue.search({ text: "zzzzqqqq" })).toMatchObject({
      hits: [],
      total: 0,
      page: 1,
      pages: 1,
    });
  });

  test("every word must match when asked, and any otherwise", () => {
    const any = all("graph neural network");
    const every = catalogue.search({ text: "graph neural network", every: true, size: 1000 });
    expect(every.total).toBeLessThan(any.total);
    expect(every.total).toBeGreaterThan(0);
    for (const { matches } of every.hits) expect(matches).toEqual(["graph", "neural", "network"]);
    expect(catalogue.search({ text: "graph zzzzqqqq", every: true }).total).toBe(0);
    expect(all("graph zzzzqqqq").total).toBeGreaterThan(0);
  });

  test("a hit names the words that it matched", () => {
    const [first] = catalogue.search({ text: "persistent homology" }).hits;
    expect(first?.matches).toEqual(["persistent", "homology"]);
  });

  test("the best hit has the highest score", () => {
    const scores = all("topological transformer").hits.map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(5);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe("filters", () => {
  test("an author is found by a part of the name, whatever its case", () => {
    const page = catalogue.search({ text: "topological autoencoders", author: "rIECK", size: 100 });
    expect(keys(page)).toContain(AUTOENCODERS);
    for (const { paper } of page.hits) expect(paper.authors?.join()).toMatch(/Rieck/);
    expect(catalogue.search({ text: "topological", author: "Nobody Atall" }).total).toBe(0);
  });

  test("only papers not older than asked stay, and those without a date go", () => {
    const since = catalogue.search({ text: "transformer", since: "2024", size: 1000 });
    expect(since.total).toBeGreaterThan(0);
    expect(since.total).toBeLessThan(all("transformer").total);
    for (const { paper } of since.hits)
      expect(paper.published?.slice(0, 4) ?? "").toMatch(/^202[4-9]$/);
    const inside = all("transformer").hits.filter(({ paper }) => (paper.published ?? "") >= "2024");
    expect(since.total).toBe(inside.length);
  });

  test("filters hold for an id too", () => {
    expect(catalogue.search({ text: "2402.02005", since: "2024-02" }).total).toBe(1);
    expect(keys(catalogue.search({ text: "2402.02005", since: "2024-03" }))).not.toContain(TIGT);
  });

  const paper = (id: string, rest: Partial<Paper> = {}): Paper => ({
    key: `arxiv:${id}`,
    title: `Manifold study ${id}`,
    abstract: "Manifold learning.",
    ...rest,
  });
  const small = createCatalogue();
  small.add([
    paper("2401.00001", { categories: ["cs.LG", "math.AT"], published: "2024-01-01", upvotes: 3 }),
    paper("2405.00002", { categories: ["stat.ML"], published: "2024-05", upvotes: 9 }),
    paper("2406.00003", {
      categories: ["csx.LG"],
      published: "2024-06-30",
      authors: ["José Müller"],
    }),
    paper("2406.00004"),
  ]);
  const found = (query: object) =>
    keys(small.search({ text: "manifold", size: 10, ...query })).map((key) => key.slice(-1));

  test.each<[string, object, readonly string[]]>([
    ["a whole category", { category: "cs.LG" }, ["1"]],
    ["a category in other case", { category: "CS.lg" }, ["1"]],
    ["a second category", { category: "math.AT" }, ["1"]],
    ["an archive for all of its own", { category: "stat" }, ["2"]],
    ["an archive but not one that begins alike", { category: "cs" }, ["1"]],
    ["an author without accents", { author: "jose mull" }, ["3"]],
    ["a year", { since: "2024", sort: "newest" }, ["3", "2", "1"]],
    ["a month", { since: "2024-05", sort: "newest" }, ["3", "2"]],
    [
      "a day in a month of which no more is known",
      { since: "2024-05-20", sort: "newest" },
      ["3", "2"],
    ],
    ["a day", { since: "2024-06-30" }, ["3"]],
    ["the day after", { since: "2024-07-01" }, []],
    ["two filters at once", { category: "stat.ML", since: "2024-06" }, []],
  ])("%s", (_what, query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  test("newest first puts papers without a date last", () => {
    expect(found({ sort: "newest" })).toEqual(["3", "2", "1", "4"]);
  });

  test("most upvoted first puts papers without upvotes last", () => {
    expect(found({ sort: "upvotes" }).slice(0, 2)).toEqual(["2", "1"]);
  });
});

describe("pages", () => {
  test("pages hold five, overlap nowhere and give every hit once", () => {
    const { total, pages } = catalogue.search({ text: "homology" });
    expect(pages).toBe(Math.ceil(total / 5));
    expect(pages).toBeGreaterThan(1);
    const read = Array.from({ length: pages }, (_, i) =>
      keys(catalogue.search({ text: "homology", page: i + 1 })),
    );
    for (const one of read.slice(0, -1)) expect(one).toHaveLength(5);
    expect(read.flat()).toEqual(keys(all("homology")));
    expect(new Set(read.flat()).size).toBe(total);
  });

  test("a page beyond the ends is the nearest there is", () => {
    const { pages } = catalogue.search({ text: "homology" });
    expect(catalogue.search({ text: "homology", page: 999 }).page).toBe(pages);
    expect(catalogue.search({ text: "homology", page: -3 }).page).toBe(1);
    expect(catalogue.search({ text: "homology", page: 0 }).hits).toHaveLength(5);
  });

  test("a page holds as many as asked", () => {
    expect(catalogue.search({ text: "graph", size: 3 }).hits).toHaveLength(3);
  });
});

describe("a paper is resolved from", () => {
  test.each([
    ["its key", TIGT],
    ["its id", "2402.02005"],
    ["its id with a version", "2402.02005v2"],
    ["a link to arXiv", "https://arxiv.org/pdf/2402.02005v1.pdf"],
    ["a link to Hugging Face", "https://huggingface.co/papers/2402.02005"],
    ["a link of Slack", "<https://arxiv.org/abs/2402.02005|Topology-Informed Graph Transformer>"],
    ["its DOI", "https://doi.org/10.48550/arXiv.2402.02005"],
    ["its title", "Topology-Informed Graph Transformer"],
    ["its title in other case and punctuation", "  topology informed GRAPH transformer! "],
    ["its title in quotes", "“Topology-Informed Graph Transformer”"],
    ["the start of its title", "topology-informed graph"],
    ["its title with a slip", "Topolgy-Informed Graph Transfomer"],
  ])("%s", (_form, text) => {
    expect(catalogue.resolve(text)?.key).toBe(TIGT);
  });

  test("every title and every key", () => {
    for (const { key, title } of seed) {
      expect(catalogue.resolve(title)?.key).toBe(key);
      expect(catalogue.resolve(key)?.key).toBe(key);
    }
  });

  test("nothing when it is unknown or could be several", () => {
    for (const text of [
      "",
      "   ",
      "2402.99999",
      "graph",
      "no such paper was ever written",
      "__proto__",
    ])
      expect(catalogue.resolve(text)).toBeUndefined();
  });
});

describe("suggestions", () => {
  test("go on from what is typed, at the start of any title word", () => {
    const suggested = catalogue.suggest("topolog", 25).map(({ title }) => title);
    expect(suggested).toContain("Topology-Informed Graph Transformer");
    expect(suggested).toContain("Topological Autoencoders");
    for (const title of suggested) expect(title).toMatch(/\btopolog/i);
  });

  test("are never more than asked", () => {
    expect(catalogue.suggest("graph", 3)).toHaveLength(3);
    expect(catalogue.suggest("graph", 0)).toEqual([]);
  });

  test("of an id are that paper", () => {
    expect(catalogue.suggest("2402.02005", 5).map(({ key }) => key)).toEqual([TIGT]);
  });

  test("are none for what nothing begins with", () => {
    expect(catalogue.suggest("zzzzqqqq", 5)).toEqual([]);
  });
});

describe("similar papers", () => {
  test("never hold the paper itself, no paper twice, and no more than asked", () => {
    for (const { key } of seed) {
      const near = catalogue.similar(key, 5).map(({ paper }) => paper.key);
      expect(near).not.toContain(key);
      expect(new Set(near).size).toBe(near.length);
      expect(near.length).toBeLessThanOrEqual(5);
      expect(near.length).toBeGreaterThan(0);
    }
  });

  test("share words that stand in them", () => {
    for (const { paper, matches } of catalogue.similar(TIGT, 5)) {
      expect(matches.length).toBeGreaterThan(0);
      const text = `${paper.title} ${paper.abstract}`.toLowerCase();
      for (const word of matches) expect(text).toContain(word);
    }
  });

  test("of an unknown key are none", () => {
    expect(catalogue.similar("arxiv:9999.99999", 5)).toEqual([]);
  });
});

describe("the nearest query", () => {
  test("corrects only the misspelt word", () => {
    expect(catalogue.nearest("graf transformer")).toBe("graph transformer");
  });

  test("is none when all is spelt right", () => {
    expect(catalogue.nearest("graph transformer")).toBeUndefined();
  });
});

describe("a paper whose id becomes known", () => {
  const title = "A Paper Nobody Had Numbered";
  const fresh = createCatalogue();
  const key = titleKey(title);
  fresh.add([{ key, title, abstract: "Sheaves." }]);
  const { changed, added, replaced } = fresh.add([
    { key: "arxiv:2401.00009", title, abstract: "" },
  ]);

  test("keeps its abstract, takes the id as its key and is counted once", () => {
    expect(added).toEqual([]);
    expect(changed).toEqual([{ key: "arxiv:2401.00009", title, abstract: "Sheaves." }]);
    expect(fresh.size).toBe(1);
  });

  test("is still found by its old key", () => {
    expect([...replaced]).toEqual([[key, "arxiv:2401.00009"]]);
    expect(fresh.get(key)?.key).toBe("arxiv:2401.00009");
  });

  test("is searched once", () => {
    expect(keys(fresh.search({ text: "sheaves" }))).toEqual(["arxiv:2401.00009"]);
  });

  test("two ids of one title stay two papers", () => {
    const two = createCatalogue();
    two.add(
      ["2401.00001", "2401.00002"].map((id) => ({ key: `arxiv:${id}`, title, abstract: "" })),
    );
    expect(two.size).toBe(2);
  });
});

describe("hostile queries", () => {
  const SIZE = 100_000;
  test.each([
    ["one word over and over", "graph ".repeat(SIZE / 6)],
    ["one endless word", "a".repeat(SIZE)],
    ["brackets", "(".repeat(SIZE)],
    ["quotes and backslashes", '"\\'.repeat(SIZE / 2)],
    ["combining marks", `e${"\u0301".repeat(SIZE)}`],
    [
      "misspelt words, all different",
      Array.from({ length: SIZE / 8 }, (_, i) => `grap${i.toString(26)}x`)
        .join(" ")
        .slice(0, SIZE),
    ],
    ["spaces", `a${" ".repeat(SIZE)}b`],
  ])("%s of 100 KB take less than half a second", (_what, text) => {
    const from = performance.now();
    catalogue.search({ text });
    expect(performance.now() - from).toBeLessThan(500);
  });

  test("no string makes a search, a look-up or a suggestion throw", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom(..."()[]{}*+?.\\^$|/<>\"'%$&`:~-", "graph", " ", "\u0000", "\ud800"),
      }),
      fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty"),
    );
    fc.assert(
      fc.property(text, fc.boolean(), text, (typed, every, other) => {
        const page = catalogue.search({
          text: typed,
          every,
          author: other,
          category: other,
          since: other,
        });
        const plainPage = catalogue.search({ text: typed, every });
        expect(page.total).toBeLessThanOrEqual(plainPage.total);
        expect(plainPage.hits.length).toBe(Math.min(5, plainPage.total));
        catalogue.resolve(typed);
        catalogue.similar(typed, 3);
        expect(catalogue.suggest(typed, 3).length).toBeLessThanOrEqual(3);
        expect(catalogue.nearest(typed)).not.toBe(typed);
      }),
      { numRuns: 300 },
    );
  });
});
