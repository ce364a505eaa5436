import { describe, expect, test } from "vitest";
import type { Query } from "#papers";
import { filled, GRAPHS, holding, NOTES, type Open, of, shared, THREE, TREES } from "./samples.ts";

/** How papers are searched for, and found near others. */
export function findingContract(open: Open): void {
  describe("searching", () => {
    const catalogue = shared(() => of(THREE, open));

    test.each<[string, Query, string[]]>([
      ["an author, without accents", { text: "", author: "muller" }, ["Graph Learning"]],
      [
        "an author beside a word that says nothing",
        { text: "by author:muller" },
        ["Graph Learning"],
      ],
      ["an author with initials", { text: "", author: "E Müll" }, ["Graph Learning"]],
      ["no two authors mixed", { text: "", author: "Elise Li" }, []],
      ["a category", { text: "graphs", category: "CS.lg" }, ["Graph Learning"]],
      ["an archive", { text: "", category: "math" }, ["Graph Learning"]],
      ["no half of a category", { text: "", category: "cs.L" }, []],
      ["a year", { text: "", since: "2024" }, [TREES.title, GRAPHS.title]],
      ["a month", { text: "", since: "2024-02" }, [TREES.title]],
      [
        "a day in a month that is not known closer",
        { text: "", since: "2024-02-20" },
        [TREES.title],
      ],
      [
        "newest first",
        { text: "graphs", sort: "newest" },
        [TREES.title, GRAPHS.title, NOTES.title],
      ],
      [
        "most upvoted first",
        { text: "", sort: "upvotes" },
        [TREES.title, GRAPHS.title, NOTES.title],
      ],
      [
        "newest of those with every word",
        { text: "forests graphs", sort: "newest" },
        [NOTES.title],
      ],
      ["an id that nobody knows", { text: "2409.99999" }, []],
      ["an id among words", { text: "something like 2402.00002 please" }, [TREES.title]],
      ["an id in quotes", { text: '"2402.00002"' }, [TREES.title]],
      ["an id but for a word that its paper lacks", { text: "2401.00001 -oak" }, [GRAPHS.title]],
      ["an id but for a word that its paper holds", { text: "2401.00001 -trees" }, []],
      [
        "an id and a phrase that its paper lacks",
        { text: '2401.00001 "notes on forests"' },
        [NOTES.title],
      ],
      ["an id among words, but for a word", { text: "such as 2402.00002 -learning" }, []],
      ["an id that is left out itself", { text: 'forests -"2402.00002"' }, [NOTES.title]],
      [
        "a stop word that is to be left out, as if it were not there",
        { text: "forests -and" },
        [NOTES.title],
      ],
      [
        "a word that is to be left out and has the stem of a stop word",
        { text: "forests -ones" },
        [NOTES.title],
      ],
      ["an id but for such a word", { text: "2401.00001 -ands" }, [GRAPHS.title]],
      [
        "a title with a dash in it",
        { text: "Tree -Learning without graphs" },
        [TREES.title, NOTES.title],
      ],
    ])("%s", async (_, query, titles) => {
      const { hits } = await catalogue().search(query);
      expect(hits.map(({ paper }) => paper.title)).toEqual(titles);
    });

    test("a paper comes whole, with the words that it was found by", async () => {
      const { hits } = await catalogue().search({ text: "forests of graphs" });
      expect(hits[0]).toEqual({
        paper: NOTES,
        score: expect.any(Number),
        matches: ["forests", "graphs"],
        whole: true,
      });
    });

    test("a word that the query repeats is told once", async () => {
      const { hits } = await catalogue().search({ text: "graphs, grap" });
      expect(hits.map(({ matches }) => matches)).toEqual([["graphs"], ["graphs"], ["graphs"]]);
    });

    test.each<[string, string, readonly string[]]>([
      ["its title", "graph learning", ["graph", "learning"]],
      ["its id among words", "2401.00001 graphs", ["graphs"]],
      ["its id among words that it lacks", "2401.00001 forests", []],
    ])("a paper named by %s is by one better than the best of the others", async (...asked) => {
      const [, text, matches] = asked;
      const { hits } = await catalogue().search({ text });
      const [first, second] = hits;
      expect(first?.paper).toEqual(GRAPHS);
      expect(first?.matches).toEqual(matches);
      expect(second?.score).toBeGreaterThan(0);
      expect(first?.score).toBeCloseTo(1 + (second?.score ?? 0));
    });

    test("an id alone finds its paper without a score", async () => {
      const { hits } = await catalogue().search({ text: "2401.00001" });
      expect(hits).toEqual([{ paper: GRAPHS, score: 0, matches: [], whole: true }]);
    });

    test("a text that names a paper is no misspelling", async () => {
      expect((await catalogue().search({ text: "forrests" })).instead).toBe("forests");
      expect(await catalogue().search({ text: "forrests 2402.00002" })).not.toHaveProperty(
        "instead",
      );
    });

    test("what others say around a query is looked for where it is what it says", async () => {
      const titled = (title: string, n: number) => ({
        ...NOTES,
        key: `arxiv:2403.0000${n}`,
        title,
      });
      const papers = [titled("Architecture of Trees", 1), titled("Architecture Search", 2)];
      papers.push(titled("Show and Tell", 3), titled("Papers and Pencils", 4));
      const catalogue = await holding(open, papers);
      const found = async (text: string) =>
        (await catalogue.search({ text })).hits.map(({ paper }) => paper.title);
      expect(await found("architecture search")).toEqual([
        "Architecture Search",
        "Architecture of Trees",
      ]);
      expect(await found("show me papers about search")).toEqual(["Architecture Search"]);
      expect(await found("search for trees please")).toEqual(["Architecture of Trees"]);
      expect(await found("show and tell")).toEqual(["Show and Tell"]);
      expect(await found('"show and tell"')).toEqual(["Show and Tell"]);
      expect(await found("papesr")).toEqual(["Papers and Pencils"]);
      expect(await found("architecture papesr")).toEqual(await found("architecture"));
    });

    test("papers with every word are counted beside those with some", async () => {
      const counts = async (query: Query) => {
        const { total, whole } = await catalogue().search(query);
        return [total, whole];
      };
      expect(await counts({ text: "forests and graphs" })).toEqual([3, 1]);
      expect(await counts({ text: "forests vs. graphs" })).toEqual([3, 1]);
      expect(await counts({ text: "Forests versus Graphs" })).toEqual([3, 1]);
      expect(await counts({ text: "graphs" })).toEqual([3, 3]);
      expect(await counts({ text: "forests graphs", since: "2024" })).toEqual([2, 0]);
      expect(await counts({ text: "graph learning" })).toEqual([3, 2]);
      expect(await counts({ text: "", author: "muller" })).toEqual([1, 1]);
    });

    test("pages are counted from one and never run out of bounds", async () => {
      const page = (page: number) => catalogue().search({ text: "graphs", size: 2, page });
      expect(await page(1)).toMatchObject({ total: 3, page: 1, pages: 2 });
      expect((await page(2)).hits).toHaveLength(1);
      expect(await page(99)).toEqual(await page(2));
      expect(await page(-1)).toEqual(await page(1));
    });
  });

  describe("papers near another", () => {
    const catalogue = shared(() => of(THREE, open));

    test("share its words, and it is never among them", async () => {
      const near = await catalogue().similar(GRAPHS.key, 5);
      expect(near.map(({ paper }) => paper)).not.toContainEqual(GRAPHS);
      expect(near.length).toBeGreaterThan(0);
      for (const { matches } of near) expect(matches.length).toBeGreaterThan(0);
    });

    test("are no more than were asked for, and none for an unknown key", async () => {
      expect(await catalogue().similar(GRAPHS.key, 1)).toHaveLength(1);
      expect(await catalogue().similar("arxiv:2409.99999", 5)).toEqual([]);
    });

    test("are found by a key that was replaced, too", async () => {
      const catalogue = await filled(open);
      await catalogue.add([{ ...NOTES, key: "arxiv:2403.00003" }]);
      const near = await catalogue.similar(NOTES.key, 5);
      expect(near).toEqual(await catalogue.similar("arxiv:2403.00003", 5));
      expect(near.map(({ paper }) => paper.title)).toContain(GRAPHS.title);
      expect(near.map(({ paper }) => paper.title)).not.toContain(NOTES.title);
    });
  });

  test("suggestions go on from what is typed, or are the newest of all for nothing", async () => {
    const catalogue = await filled(open);
    const titles = async (typed: string, count = 5) =>
      (await catalogue.suggest(typed, count)).map(({ title }) => title);
    expect(await titles("fore")).toEqual([NOTES.title]);
    expect(await titles("graph lea", 1)).toEqual([GRAPHS.title]);
    expect(await titles("2402.0")).toEqual([TREES.title]);
    expect(await titles("", 2)).toEqual([TREES.title, GRAPHS.title]);
    expect(await titles("qqqqqqq")).toEqual([]);
  });

  test("the nearest spelling is offered, and none where nothing is near", async () => {
    const catalogue = await filled(open);
    expect(await catalogue.nearest("forsts")).toBe("forests");
    expect(await catalogue.nearest("zzzzzzzzz")).toBeUndefined();
  });

  test("an offer has no quote that is never closed and no dash by itself, and finds something", async () => {
    const catalogue = await filled(open);
    expect(await catalogue.nearest('"forsts')).toBe("forests");
    expect(await catalogue.nearest('"forsts -')).toBe("forests");
    expect(await catalogue.nearest('forsts -oak "graphs"')).toBe('forests -oak "graphs"');
    expect(await catalogue.nearest("forsts -graphs")).toBeUndefined();
  });
}
