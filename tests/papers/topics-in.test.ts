import { expect, test } from "vitest";
import { topicsIn } from "../../src/papers/topics-in.ts";

test.each([
  ["graphs, images", ["graphs", "images"]],
  ['"graphs, images", trees', ['"graphs, images"', "trees"]],
  ["“graphs, images”, trees", ["“graphs, images”", "trees"]],
  ["„graphs, images“, trees", ["„graphs, images“", "trees"]],
  ['"graphs, images', ['"graphs', "images"]],
  [" , ,", []],
])("the topics of %s", (text, topics) => {
  expect(topicsIn(text)).toEqual(topics);
});
