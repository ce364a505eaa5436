import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAsked } from "../../src/papers/asked.ts";
import { paperFilter } from "../../src/papers/paper-filter.ts";
import { queryPieces } from "../../src/papers/query-pieces.ts";
import { textFilter } from "../../src/papers/search/text-filter.ts";

const NOTHING = { phrases: [], without: [], authors: [], categories: [] };
const read = (text: string) => readAsked({ text });

describe("a typed query", () => {
  test.each([
    ["graph  transformers ", { text: "graph transformers" }],
    [
      '"Graph Transformers" on proteins',
      { text: "Graph Transformers on proteins", phrases: ["graph transformers"] },
    ],
    ["„Straße“ «mot»", { text: "Straße mot", phrases: ["straße", "mot"] }],
    ["(“self-attention”).", { text: "( self-attention ).", phrases: ["self attention"] }],
    ["graphs -survey -“point clouds”", { text: "graphs", without: ["survey", "point clouds"] }],
    ["graphs –survey —trees", { text: "graphs", without: ["survey", "trees"] }],
    ["-state-of-the-art nets -3d", { text: "nets", without: ["state of the art", "3d"] }],
    ["author:Müller graphs", { text: "graphs", authors: ["Müller"] }],
    ['Author:"Ada Lovelace" AUTHOR:Bob', { text: "", authors: ["Ada Lovelace", "Bob"] }],
    ["graphs since:2024", { text: "graphs", since: "2024" }],
    ["since:2024-05-01 since:2024-04 trees", { text: "trees", since: "2024-05-01" }],
    ["category:cs.LG trees", { text: "trees", categories: ["cs.LG"] }],
  ])("%s", (text, asked) => {
    expect(read(text)).toEqual({ ...NOTHING, ...asked });
  });

  test.each([
    "self-attention",
    "a - b",
    "- -- ---",
    "noise at -40 degrees",
    'a 5" disk and a 3" disk',
    'an "open quote',
    "author: nobody",
    "coauthor:Ada",
    "since:2024-13 since:then since:2024-02-30",
    "arXiv:2401.00001",
    "https://example.org/author:Ada",
    "graph: a survey",
  ])("%s is words alone", (text) => {
    expect(read(text)).toEqual({ ...NOTHING, text });
  });

  test("holds with the filters that came beside it", () => {
    const asked = readAsked({
      ...{ text: "trees author:Bo since:2023", author: "Ada", since: "2024-05", category: "cs" },
    });
    expect(asked).toEqual({
      ...NOTHING,
      ...{ text: "trees", authors: ["Ada", "Bo"], categories: ["cs"], since: "2024-05" },
    });
    expect(readAsked({ text: "since:2025", since: "2024-05" }).since).toBe("2025");
  });

  test("is the sum of its pieces, whatever was typed, and never an error", () => {
    const part = fc.constantFrom(
      '"',
      "“",
      "-",
      "author:",
      "since:",
      "2024",
      " ",
      "a",
      "ß",
      "(",
      "\n",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (typed) => {
        expect(
          queryPieces(typed)
            .map((piece) => piece.typed)
            .join(""),
        ).toBe(typed);
        const asked = read(typed);
        for (const row of [...asked.phrases, ...asked.without]) expect(row).not.toBe("");
        const again = read(asked.text);
        expect(again.text.length).toBeLessThanOrEqual(asked.text.length);
      }),
    );
    expect(read('"'.repeat(100_000)).phrases).toEqual([]);
    expect(read("-a ".repeat(50_000)).without).toEqual(["a"]);
  });
});

describe("filters", () => {
  const paper = {
    key: "arxiv:2401.00001",
    title: "Graph Transformers: a Survey",
    abstract: "Self-attention over $\\alpha$-trees.",
    authors: ["Ada Lovelace", "Bo Li"],
    categories: ["cs.LG"],
    published: "2024-05",
  };
  test.each([
    ['"graph transformers"', true],
    ['"self attention over α trees"', true],
    ['"transformers graph"', false],
    ['"graph transformer"', false],
    ['"survey self"', false],
    ['"ada lovelace"', true],
    ['"lovelace bo"', false],
    ["-surveys", false],
    ["-tree", false],
    ["-cs.LG", false],
    ["-forest", true],
    ['-"graph survey"', true],
    ['-"graph transformers"', false],
    ["author:ada author:li", true],
    ['author:"Ada Li"', false],
    ["category:cs category:cs.LG", true],
    ["category:cs category:math", false],
    ["since:2024-05-20", true],
    ["since:2024-06", false],
  ])("%s: %s", (text, passes) => {
    const asked = read(text);
    expect(paperFilter(asked)(paper) && textFilter(asked)(paper)).toBe(passes);
  });
});
