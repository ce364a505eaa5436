import { describe, expect, test } from "vitest";
import { titleKey } from "#papers";
import { filled, GRAPHS, holding, NOTES, type Open, TREES } from "./samples.ts";

/** What becomes of papers that are added, and what is left when a catalogue is closed. */
export function addingContract(open: Open): void {
  describe("adding papers", () => {
    test("tells what is new, what changed and what was known", async () => {
      const catalogue = await filled(open);
      const { added, changed } = await catalogue.add([
        GRAPHS,
        { ...TREES, upvotes: 31 },
        { ...NOTES, key: "arxiv:2403.00003", title: "New" },
      ]);
      expect(added.map(({ title }) => title)).toEqual(["New"]);
      expect(changed).toEqual([{ ...TREES, upvotes: 31 }]);
      expect((await catalogue.get(TREES.key))?.upvotes).toBe(31);
      expect(await catalogue.extent()).toMatchObject({ papers: 4 });
    });

    test("nothing comes of nothing", async () => {
      const catalogue = await filled(open);
      expect(await catalogue.add([])).toEqual({ added: [], changed: [], replaced: new Map() });
    });

    test("an id that becomes known replaces the title key, which keeps working", async () => {
      const catalogue = await filled(open);
      const known = { ...NOTES, key: "arxiv:2403.00003", title: "Notes on forests" };
      const { added, changed, replaced } = await catalogue.add([known]);
      expect(added).toEqual([]);
      expect(changed.map(({ key }) => key)).toEqual([known.key]);
      expect([...replaced]).toEqual([[NOTES.key, known.key]]);
      expect((await catalogue.get(NOTES.key))?.key).toBe(known.key);
      expect(await catalogue.extent()).toMatchObject({ papers: 3 });
      const { hits } = await catalogue.search({ text: "forests" });
      expect(hits.map(({ paper }) => paper.key)).toEqual([known.key]);
      expect(await catalogue.add([NOTES])).toMatchObject({ added: [], changed: [] });
    });

    test("a record without an id joins the paper that has one", async () => {
      const catalogue = await filled(open);
      const untold = { key: titleKey("Graph learning"), title: "Graph learning", abstract: "" };
      const { added, changed, replaced } = await catalogue.add([{ ...untold, comments: 4 }]);
      expect(added).toEqual([]);
      expect(changed).toEqual([{ ...GRAPHS, comments: 4 }]);
      expect([...replaced]).toEqual([[untold.key, GRAPHS.key]]);
      expect((await catalogue.get(untold.key))?.key).toBe(GRAPHS.key);
      expect([...(await catalogue.add([untold])).replaced]).toEqual([]);
      const another = await filled(open);
      expect([...(await another.add([untold])).replaced]).toEqual([[untold.key, GRAPHS.key]]);
    });

    test("a paper that takes the title of a record without an id takes that in", async () => {
      const catalogue = await filled(open);
      const id = "arxiv:2403.00004";
      await catalogue.add([{ key: id, title: "On woods", abstract: "Many notes of trees." }]);
      const { added, changed, replaced } = await catalogue.add([
        { key: id, title: NOTES.title, abstract: "" },
      ]);
      expect([added.length, changed.map(({ key }) => key)]).toEqual([0, [id]]);
      expect([...replaced]).toEqual([[NOTES.key, id]]);
      expect((await catalogue.get(NOTES.key))?.key).toBe(id);
      expect(await catalogue.extent()).toMatchObject({ papers: 3 });
      const { hits } = await catalogue.search({ text: NOTES.title });
      expect(hits.map(({ paper }) => paper.key)).toEqual([id]);
    });

    test("two ids under one title are two papers", async () => {
      const catalogue = await filled(open);
      const { added } = await catalogue.add([{ ...GRAPHS, key: "arxiv:2409.00009" }]);
      expect(added).toHaveLength(1);
      expect(await catalogue.extent()).toMatchObject({ papers: 4 });
    });

    test("a paper that comes twice in one go is listed once, as it ended", async () => {
      const catalogue = await holding(open, []);
      const { added, changed } = await catalogue.add([
        NOTES,
        { ...NOTES, key: "arxiv:2403.00003" },
        { ...NOTES, upvotes: 2 },
      ]);
      expect(added.map(({ key, upvotes }) => [key, upvotes])).toEqual([["arxiv:2403.00003", 2]]);
      expect(changed).toEqual([]);
      expect(await catalogue.extent()).toMatchObject({ papers: 1 });
    });

    test("papers that are added at once by several are all there, each once", async () => {
      const catalogue = await holding(open, []);
      const papers = Array.from({ length: 40 }, (_, n) => ({
        key: `arxiv:2401.${10_000 + n}`,
        title: `Paper ${n}`,
        abstract: "On concurrency.",
      }));
      const answers = await Promise.all(
        [0, 10, 20].map((from) => catalogue.add(papers.slice(from, from + 20))),
      );
      expect(answers.flatMap(({ added }) => added)).toHaveLength(40);
      expect(await catalogue.extent()).toMatchObject({ papers: 40 });
      expect((await catalogue.search({ text: "concurrency" })).total).toBe(40);
    });

    test("the newest date is known, and nothing of an empty catalogue", async () => {
      expect(await (await filled(open)).extent()).toEqual({ papers: 3, newest: "2024-02" });
      const empty = await holding(open, []);
      expect(await empty.extent()).toEqual({ papers: 0 });
      expect(await empty.search({ text: "graphs" })).toEqual({
        ...{ hits: [], total: 0, whole: 0, page: 1, pages: 1 },
      });
    });
  });

  test("a catalogue that was closed answers nothing more, and may be closed again", async () => {
    const catalogue = await filled(open);
    await catalogue.close();
    await catalogue.close();
    await expect(catalogue.search({ text: "graphs" })).rejects.toThrow(/closed/);
    await expect(catalogue.add([GRAPHS])).rejects.toThrow(/closed/);
  });
}
