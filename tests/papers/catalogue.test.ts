import { describe, expect, test } from "vitest";
import { createCatalogue, links, type Paper, titleKey } from "#papers";

const GRAPHS: Paper = {
  key: "arxiv:2401.00001",
  title: "Graph Learning",
  abstract: "About graphs and trees.",
  authors: ["Élise Müller", "Bo Li"],
  published: "2024-01-05",
  categories: ["cs.LG", "math.CO"],
  upvotes: 10,
};
const TREES: Paper = {
  key: "arxiv:2402.00002",
  title: "Tree Learning Without Graphs",
  abstract: "About trees.",
  published: "2024-02",
  upvotes: 30,
};
const NOTES: Paper = {
  key: titleKey("Notes on Forests"),
  title: "Notes on Forests",
  abstract: "Forests and graphs.",
  url: "https://example.org/forests",
};

const filled = () => {
  const catalogue = createCatalogue();
  catalogue.add([GRAPHS, TREES, NOTES]);
  return catalogue;
};
const found = (query: Parameters<ReturnType<typeof filled>["search"]>[0]) =>
  filled()
    .search(query)
    .hits.map(({ paper }) => paper.title);

describe("adding papers", () => {
  test("tells what is new, what changed and what was known", () => {
    const catalogue = filled();
    const { added, changed } = catalogue.add([
      GRAPHS,
      { ...TREES, upvotes: 31 },
      { ...NOTES, key: "arxiv:2403.00003", title: "New" },
    ]);
    expect(added.map(({ title }) => title)).toEqual(["New"]);
    expect(changed).toEqual([{ ...TREES, upvotes: 31 }]);
    expect(catalogue.get(TREES.key)?.upvotes).toBe(31);
    expect(catalogue.size).toBe(4);
  });

  test("an id that becomes known replaces the title key, which keeps working", () => {
    const catalogue = filled();
    const known = { ...NOTES, key: "arxiv:2403.00003", title: "Notes on forests" };
    const { added, changed, replaced } = catalogue.add([known]);
    expect(added).toEqual([]);
    expect(changed.map(({ key }) => key)).toEqual([known.key]);
    expect([...replaced]).toEqual([[NOTES.key, known.key]]);
    expect(catalogue.get(NOTES.key)?.key).toBe(known.key);
    expect(catalogue.size).toBe(3);
    expect(catalogue.search({ text: "forests" }).hits.map(({ paper }) => paper.key)).toEqual([
      known.key,
    ]);
    expect(catalogue.add([NOTES])).toMatchObject({ added: [], changed: [] });
  });

  test("a record without an id joins the paper that has one", () => {
    const catalogue = filled();
    const untold = { key: titleKey("Graph learning"), title: "Graph learning", abstract: "" };
    const { added, changed, replaced } = catalogue.add([{ ...untold, comments: 4 }]);
    expect(added).toEqual([]);
    expect(changed).toEqual([{ ...GRAPHS, comments: 4 }]);
    expect([...replaced]).toEqual([[untold.key, GRAPHS.key]]);
    expect(catalogue.get(untold.key)?.key).toBe(GRAPHS.key);
    expect([...catalogue.add([untold]).replaced]).toEqual([]);
    expect([...filled().add([untold]).replaced]).toEqual([[untold.key, GRAPHS.key]]);
  });

  test("two ids under one title are two papers", () => {
    const catalogue = filled();
    expect(catalogue.add([{ ...GRAPHS, key: "arxiv:2409.00009" }]).added).toHaveLength(1);
    expect(catalogue.size).toBe(4);
  });

  test("a paper that comes twice in one go is listed once, as it ended", () => {
    const catalogue = createCatalogue();
    const { added, changed } = catalogue.add([
      NOTES,
      { ...NOTES, key: "arxiv:2403.00003" },
      { ...NOTES, upvotes: 2 },
    ]);
    expect(added.map(({ key, upvotes }) => [key, upvotes])).toEqual([["arxiv:2403.00003", 2]]);
    expect(changed).toEqual([]);
    expect(catalogue.size).toBe(1);
  });

  test("the newest date is known, and nothing of an empty catalogue", () => {
    expect(filled().newest).toBe("2024-02");
    const empty = createCatalogue();
    expect([empty.newest, empty.size, empty.search({ text: "graphs" })]).toEqual([
      undefined,
      0,
      { hits: [], total: 0, whole: 0, page: 1, pages: 1 },
    ]);
  });
});

describe("searching", () => {
  test.each<[string, Parameters<typeof found>[0], string[]]>([
    ["an author, without accents", { text: "", author: "muller" }, ["Graph Learning"]],
    ["an author with initials", { text: "", author: "E Müll" }, ["Graph Learning"]],
    ["no two authors mixed", { text: "", author: "Elise Li" }, []],
    ["a category", { text: "graphs", category: "CS.lg" }, ["Graph Learning"]],
    ["an archive", { text: "", category: "math" }, ["Graph Learning"]],
    ["no half of a category", { text: "", category: "cs.L" }, []],
    ["a year", { text: "", since: "2024" }, ["Tree Learning Without Graphs", "Graph Learning"]],
    ["a month", { text: "", since: "2024-02" }, ["Tree Learning Without Graphs"]],
    [
      "a day in a month that is not known closer",
      { text: "", since: "2024-02-20" },
      ["Tree Learning Without Graphs"],
    ],
    [
      "newest first",
      { text: "graphs", sort: "newest" },
      ["Tree Learning Without Graphs", "Graph Learning", "Notes on Forests"],
    ],
    [
      "most upvoted first",
      { text: "", sort: "upvotes" },
      ["Tree Learning Without Graphs", "Graph Learning", "Notes on Forests"],
    ],
    [
      "newest of those with every word",
      { text: "forests graphs", sort: "newest" },
      ["Notes on Forests"],
    ],
    ["an id that nobody knows", { text: "2409.99999" }, []],
    [
      "an id among words",
      { text: "something like 2402.00002 please" },
      ["Tree Learning Without Graphs"],
    ],
  ])("%s", (_, query, titles) => {
    expect(found(query)).toEqual(titles);
  });

  test("a text that names a paper is no misspelling", () => {
    expect(filled().search({ text: "forrests" }).instead).toBe("forests");
    expect(filled().search({ text: "forrests 2402.00002" })).not.toHaveProperty("instead");
  });

  test("papers with every word are counted beside those with some", () => {
    const counts = (query: Parameters<typeof found>[0]) => {
      const { total, whole } = filled().search(query);
      return [total, whole];
    };
    expect(counts({ text: "forests and graphs" })).toEqual([3, 1]);
    expect(counts({ text: "graphs" })).toEqual([3, 3]);
    expect(counts({ text: "forests graphs", since: "2024" })).toEqual([2, 0]);
    expect(counts({ text: "graph learning" })).toEqual([3, 2]);
    expect(counts({ text: "", author: "muller" })).toEqual([1, 1]);
  });

  test("pages are counted from one and never run out of bounds", () => {
    const page = (page: number) => filled().search({ text: "graphs", size: 2, page });
    expect(page(1)).toMatchObject({ total: 3, page: 1, pages: 2 });
    expect(page(2).hits).toHaveLength(1);
    expect(page(99)).toEqual(page(2));
    expect(page(-1)).toEqual(page(1));
  });
});

describe("opening one paper", () => {
  test.each([
    [GRAPHS.key, GRAPHS],
    ["graph learning", GRAPHS],
    ["Tree Learning W", TREES],
    ["tree lerning withuot graphs", TREES],
    ["https://example.org/forests", NOTES],
    ["<https://example.org/forests|Forests>", NOTES],
    [NOTES.key, NOTES],
    ["Tree", undefined],
    ["arXiv:2401.00001v1 [cs.LG] 5 Jan 2024", GRAPHS],
    ["look at https://arxiv.org/abs/2402.00002, please", TREES],
    ["2401.00001 or 2402.00002", undefined],
    ["what of 2409.00001", undefined],
    ["2409.00001", undefined],
    ["", undefined],
    ["a wholly different title of some length", undefined],
  ])("%s", (text, paper) => {
    expect(filled().resolve(text)).toBe(paper);
  });

  test("a beginning that two titles share opens neither", () => {
    const catalogue = createCatalogue();
    catalogue.add(
      ["One", "Two"].map((end, at) => ({
        key: `arxiv:2401.0000${at + 1}`,
        title: `Deep Learning Part ${end}`,
        abstract: "",
      })),
    );
    expect(catalogue.resolve("Deep Learning Part")).toBeUndefined();
    expect(catalogue.resolve("Deep Learning Part T")?.key).toBe("arxiv:2401.00002");
  });
});

describe("links", () => {
  test("come from the key, or from the url of a paper without one", () => {
    expect(links({ ...GRAPHS, code: { url: "https://github.com/a/b" } })).toEqual({
      page: "https://arxiv.org/abs/2401.00001",
      pdf: "https://arxiv.org/pdf/2401.00001",
      huggingface: "https://huggingface.co/papers/2401.00001",
      code: "https://github.com/a/b",
    });
    expect(links({ ...GRAPHS, key: "arxiv:math/0211159" })).not.toHaveProperty("huggingface");
    expect(links(NOTES)).toEqual({ page: "https://example.org/forests" });
    expect(links({ key: NOTES.key, title: "", abstract: "" })).toEqual({});
  });

  test("a title has one key however it is written", () => {
    expect(titleKey("The $\\alpha$-Divergence:  of Poincar\\'e")).toBe(
      titleKey("the α divergence of Poincare"),
    );
    expect(titleKey("A")).not.toBe(titleKey("B"));
    expect(titleKey("!!!")).not.toBe(titleKey("???"));
  });
});
