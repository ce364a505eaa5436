import { expect, test } from "vitest";
import { subjectOf } from "../../src/papers/search/subject.ts";

test.each([
  ["show me the latest papers about graph transformers", "graph transformers"],
  ["search for graph transformers", "graph transformers"],
  ["please search papers about topology", "topology"],
  ["neural architecture search", "neural architecture search"],
  ["search engines", "search engines"],
  ["find papers on tree search", "tree search"],
  ["show and tell", "show tell"],
  ["papers", "papers"],
  ["search", "search"],
  ["find a search", "search"],
  ["the of and", ""],
])("“%s” is about “%s”", (query, subject) => {
  expect(subjectOf(query.split(" ")).join(" ")).toBe(subject);
});
