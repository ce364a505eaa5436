import fc from "fast-check";
import { expect, test } from "vitest";
import { type CommandCard, readWords } from "#chat";
import { lineOf } from "../../../src/platforms/console/index.ts";

const SEARCH: CommandCard = {
  name: "search",
  about: "find",
  seen: "everyone",
  options: {
    query: { type: "text", about: "words", required: true },
    author: { type: "text", about: "one" },
  },
};

test.each([
  [["search", "topological", "transformers"], "search topological transformers"],
  [["search", "topological transformers"], "search topological transformers"],
  [["search graph author:x"], "search graph author:x"],
  [["search", "graph", "author:Ada Lovelace"], 'search graph author:"Ada Lovelace"'],
  [["search", 'author:Ada "the" L'], 'search author:"Ada \\"the\\" L"'],
  [["search", 'author:"Ada L"'], 'search author:"Ada L"'],
  [["show", "https://arxiv.org/abs/1 "], "show https://arxiv.org/abs/1"],
  [["show", "Attention: all you need"], "show Attention: all you need"],
  [["--help"], "help"],
  [["-h"], "help"],
  [[], ""],
])("the arguments %j are the line %s", (args, line) => {
  expect(lineOf(args)).toBe(line);
});

test("whatever the shell handed over as name:value is read as that value", () => {
  const value = fc
    .string({ unit: "grapheme-composite", minLength: 1 })
    .map((text) =>
      text
        .replace(/\s+/g, " ")
        .replace(/[“”„"]/g, "")
        .trim(),
    )
    .filter((text) => text !== "" && !text.startsWith("//"));
  fc.assert(
    fc.property(value, (author) => {
      const { input } = readWords(lineOf(["search", "graph", `author:${author}`]), [SEARCH]);
      expect(input).toEqual({ query: "graph", author });
    }),
    { seed: 20261124 },
  );
});
