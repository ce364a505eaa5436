import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bibtex } from "../../src/papers/bibtex.ts";
import type { Paper } from "../../src/papers/paper.ts";

const attention: Paper = {
  key: "arxiv:1706.03762",
  title: "Attention Is All You Need",
  abstract: "",
  authors: ["Ashish Vaswani", "Noam Shazeer"],
  published: "2017-06-12",
  categories: ["cs.CL", "cs.LG"],
};
const titled = (title: string): Paper => ({ key: "title:ab", title, abstract: "" });
const field = (text: string, name: string) =>
  text.match(new RegExp(`^ {2}${name} *= (.*?),?$`, "m"))?.[1];
const keysOf = (text: string) => [...text.matchAll(/^@misc\{(.*),$/gm)].map(([, key]) => key);

test("a paper of arXiv is an entry as arXiv's own", () => {
  expect(bibtex([attention])).toBe(
    `@misc{vaswani2017attention,
  title         = {Attention Is All You Need},
  author        = {Ashish Vaswani and Noam Shazeer},
  year          = {2017},
  month         = 6,
  eprint        = {1706.03762},
  archivePrefix = {arXiv},
  primaryClass  = {cs.CL},
  url           = {https://arxiv.org/abs/1706.03762}
}`,
  );
});

test("what is not known is left out", () => {
  expect(bibtex([titled("On Sheaves")])).toBe("@misc{sheaves,\n  title         = {On Sheaves}\n}");
});

test("a paper without an id has its page and no eprint", () => {
  const text = bibtex([
    { ...titled("Sheaves"), url: "https://a.b/c", categories: ["cs.LG"], published: "2020" },
  ]);
  expect(field(text, "url")).toBe("{https://a.b/c}");
  expect(field(text, "year")).toBe("{2020}");
  expect(text).not.toMatch(/eprint|archivePrefix|primaryClass|month/);
});

test("no papers are no text, and several stand apart", () => {
  expect(bibtex([])).toBe("");
  expect(bibtex([attention, titled("Sheaves")]).split("\n\n")).toHaveLength(2);
});

describe("the key", () => {
  test.each<[string, Partial<Paper>, string]>([
    ["passes over small words", { title: "On the Power of Sheaves" }, "vaswani2017power"],
    ["has no accents", { authors: ["Kurt Gödel"], title: "Über Sheaves" }, "godel2017uber"],
    [
      "takes the last part of a name",
      { authors: ["Laurens van der Maaten"] },
      "maaten2017attention",
    ],
    ["does without an author", { authors: [] }, "2017attention"],
    ["ends at a hyphen", { title: "Topology-Informed Graphs" }, "vaswani2017topology"],
  ])("%s", (_what, rest, key) => {
    expect(keysOf(bibtex([{ ...attention, ...rest }]))).toEqual([key]);
  });

  test("is “paper” when nothing can make one", () => {
    expect(keysOf(bibtex([titled("注意力")]))).toEqual(["paper"]);
  });

  test("gets a letter when it is taken", () => {
    expect(keysOf(bibtex([attention, attention, attention]))).toEqual([
      "vaswani2017attention",
      "vaswani2017attentiona",
      "vaswani2017attentionb",
    ]);
  });
});

describe("the title", () => {
  test.each([
    ["signs of TeX are escaped", "R&D at 5% #1 a_b", "{R\\&D at 5\\% \\#1 a\\_b}"],
    ["a price is escaped", "Only $5", "{Only \\$5}"],
    ["a backslash is escaped", "a \\ b", "{a \\textbackslash{} b}"],
    ["a tilde and a caret are escaped", "~^", "{\\textasciitilde{}\\textasciicircum{}}"],
    ["LaTeX stays", "An $\\alpha$-divergence for {BERT}", "{An $\\alpha$-divergence for {BERT}}"],
    ["LaTeX accents stay", 'G\\"{o}del', '{G\\"{o}del}'],
  ])("%s", (_what, title, expected) => {
    expect(field(bibtex([titled(title)]), "title")).toBe(expected);
  });
});

test("no sign without braces and backslashes breaks out of its field", () => {
  const text = fc.string({ unit: fc.constantFrom(..."$%&#_~^\"'@,= ab") });
  fc.assert(
    fc.property(text, text, (title, name) => {
      const entry = bibtex([{ ...attention, title, authors: [name] }]);
      const depths: number[] = [];
      // BibTeX counts every brace, escaped or not.
      for (const char of entry) {
        const last = depths.at(-1) ?? 0;
        depths.push(last + (char === "{" ? 1 : char === "}" ? -1 : 0));
      }
      expect(depths.at(-1)).toBe(0);
      expect(Math.min(...depths.slice("@misc{".length, -1))).toBe(1);
      expect(field(entry, "year")).toBe("{2017}");
    }),
    { numRuns: 500 },
  );
});
