import { expect, test } from "vitest";
import { statusOf, troubleWith } from "../../src/news/index.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const HOUR = 3_600_000;
const ok = { source: "arxiv", failures: 0, nextTry: 0 };

test("every source that is polled has a status, asked or not", () => {
  expect(statusOf(["huggingface", "arxiv"], [{ ...ok, lastSuccess: 5 }])).toEqual([
    { source: "huggingface", label: "Hugging Face", failures: 0, nextTry: 0 },
    { ...ok, label: "arXiv", lastSuccess: 5 },
  ]);
});

test.each<[string, object, string | undefined]>([
  ["well", { lastSuccess: NOW - 90 * HOUR }, undefined],
  ["failing for an hour", { failures: 3, failingSince: NOW - HOUR }, undefined],
  [
    "failing for five hours",
    { failures: 9, failingSince: NOW - 5 * HOUR, lastSuccess: NOW - 6 * HOUR },
    "arXiv has not answered for 6 hours, so what it counts is that old.",
  ],
  [
    "failing for days",
    { failures: 99, failingSince: NOW - 70 * HOUR, lastSuccess: NOW - 72 * HOUR },
    "arXiv has not answered for 3 days, so what it counts is that old.",
  ],
  [
    "failing from the start",
    { failures: 9, failingSince: NOW - 5 * HOUR },
    "arXiv has not answered yet: I have been asking for 5 hours.",
  ],
])("a source that is %s", (_, state, sentence) => {
  expect(troubleWith({ ...ok, label: "arXiv", ...state }, NOW)).toBe(sentence);
});
