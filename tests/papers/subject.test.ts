import { expect, test } from "vitest";
import { subjectOf } from "../../src/papers/search/subject.ts";

test.each([
  ["show me the latest papers about graph transformers", "graph transformers"],
  ["search for graph transformers", "graph transformers"],
  ["please search papers about topology", "topology"],
  ["i want to search for topology", "topology"],
  ["find papers on tree search", "tree search"],
  ["latest papers graph transformers", "graph transformers"],
  ["graph transformers papers please", "graph transformers"],
  ["neural architecture search", "neural architecture search"],
  ["search engines", "search engines"],
  ["search and rescue drones", "search rescue drones"],
  ["search in graphs", "search graphs"],
  ["the search for extraterrestrial intelligence", "search extraterrestrial intelligence"],
  ["publication bias", "publication bias"],
  ["news article summarization", "news article summarization"],
  [
    "what papers show that transformers count the holes of shapes in images",
    "transformers count holes shapes images",
  ],
  ["show and tell", "show tell"],
  ["papers", "papers"],
  ["search", "search"],
  ["find a search", "search"],
  ["the of and", ""],
])("“%s” is about “%s”", (query, subject) => {
  expect(subjectOf(query.split(" ")).join(" ")).toBe(subject);
});
