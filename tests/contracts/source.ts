import { describe, expect, test } from "vitest";
import type { Paper, PaperSource } from "#papers";

/** A source with a few papers in it, and what they are. */
export type Given = {
  readonly source: PaperSource;
  /** One by its title's words; `id` is its arXiv id when it has one. */
  readonly papers: readonly { readonly title: string; readonly id?: string }[];
};

/** What every source must do, wherever its papers come from. */
export function sourceContract(name: string, given: () => Promise<Given>): void {
  describe(`the source ${name}`, () => {
    test("tells every paper, with key, title and abstract on one line each", async () => {
      const { source, papers } = await given();
      const read = await Array.fromAsync(source.papers());
      const found = new Map(read.map((paper) => [paper.key, paper]));
      expect([...found.values()].map(({ title }) => title).sort()).toEqual(
        papers.map(({ title }) => title).sort(),
      );
      for (const paper of read) expect(paper).toEqual(plausible);
      for (const text of read.flatMap(({ title, abstract }) => [title, abstract]))
        expect(text).toBe(text.trim().replace(/\s+/g, " "));
    });

    test("keys a paper by its id, whatever version it is, or by its title", async () => {
      const { source, papers } = await given();
      const byTitle = new Map<string, Paper>();
      for await (const paper of source.papers()) byTitle.set(paper.title, paper);
      for (const { title, id } of papers)
        expect(byTitle.get(title)?.key).toMatch(id ? `arxiv:${id}` : /^title:/);
    });

    test("tells the same when it is asked again", async () => {
      const { source } = await given();
      const keys = async () =>
        new Set((await Array.fromAsync(source.papers())).map(({ key }) => key));
      expect(await keys()).toEqual(await keys());
    });

    test("knows papers by id, and passes over ids that it does not know", async () => {
      const { source, papers } = await given();
      if (!source.byId) return expect(source).not.toHaveProperty("byId");
      const ids = papers.flatMap(({ id }) => id ?? []);
      const found = await Array.fromAsync(source.byId([...ids, "1501.00001", "math/0211159"]));
      expect(found.map(({ key }) => key).sort()).toEqual(ids.map((id) => `arxiv:${id}`).sort());
      for (const paper of found) expect(paper).toEqual(plausible);
      expect(await Array.fromAsync(source.byId([]))).toEqual([]);
    });
  });
}

const plausible = expect.objectContaining({
  key: expect.stringMatching(/^(?:arxiv:(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})|title:[0-9a-f]{16})$/),
  title: expect.stringMatching(/\S/),
  abstract: expect.any(String),
});
