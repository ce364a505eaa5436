import { describe, expect, test } from "vitest";
import { filled, GRAPHS, holding, NOTES, type Open, of, shared, THREE, TREES } from "./samples.ts";

/** How one paper is opened, and several by their keys. */
export function openingContract(open: Open): void {
  describe("opening one paper", () => {
    const catalogue = shared(() => of(THREE, open));

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
    ])("%s", async (text, paper) => {
      expect(await catalogue().resolve(text)).toEqual(paper);
    });

    test("a beginning that two titles share opens neither", async () => {
      const catalogue = await holding(
        open,
        ["One", "Two"].map((end, at) => ({
          key: `arxiv:2401.0000${at + 1}`,
          title: `Deep Learning Part ${end}`,
          abstract: "",
        })),
      );
      expect(await catalogue.resolve("Deep Learning Part")).toBeUndefined();
      expect((await catalogue.resolve("Deep Learning Part T"))?.key).toBe("arxiv:2401.00002");
    });
  });

  test("several are opened by their keys, in their order, unknown ones passed over", async () => {
    const catalogue = await filled(open);
    const known = { ...NOTES, key: "arxiv:2403.00003" };
    await catalogue.add([known]);
    const keys = [TREES.key, "arxiv:2409.99999", NOTES.key, GRAPHS.key];
    expect(await catalogue.getAll(keys)).toEqual([TREES, known, GRAPHS]);
    expect(await catalogue.getAll([])).toEqual([]);
    expect(await catalogue.get("arxiv:2409.99999")).toBeUndefined();
  });
}
