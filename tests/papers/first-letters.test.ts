import { expect, test } from "vitest";
import { miniSearchEngine } from "../../src/papers/search/minisearch.ts";

const TITLES = ["Deep learning", "Dense nets", "On deserts", "Bees", "日本 papers", "De"];

function opened() {
  const engine = miniSearchEngine();
  engine.add(
    TITLES.map((title, at) => ({
      key: title,
      title,
      abstract: "",
      published: `2024-01-0${at + 1}`,
    })),
  );
  return engine;
}

test("titles that begin with what was typed come first, and suffice where they are enough", () => {
  const engine = opened();
  expect(engine.suggest("de", 3)).toEqual(["De", "Dense nets", "Deep learning"]);
  expect(engine.suggest("D", 3)).toEqual(["De", "Dense nets", "Deep learning"]);
  expect(engine.suggest("日", 1)).toEqual(["日本 papers"]);
});

test("words within titles follow where titles are not enough", () => {
  const engine = opened();
  expect(engine.suggest("de", 4)).toEqual(["De", "Dense nets", "Deep learning", "On deserts"]);
  expect(engine.suggest("b", 2)).toEqual(["Bees"]);
});

test("a paper that was taken out is suggested no more", () => {
  const engine = opened();
  engine.remove(["De"]);
  expect(engine.suggest("de", 2)).toEqual(["Dense nets", "Deep learning"]);
});
