import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearest } from "#chat";
import { foreign, seeded } from "./arbitrary.ts";

const names = [
  "search",
  "show",
  "similar",
  "trending",
  "cite",
  "saved",
  "save",
  "subscribe",
  "help",
];
const options = ["query", "author", "since", "sort", "at"];

describe("the nearest name", () => {
  test.each([
    ["serch", "search"],
    ["SEARHC", "search"],
    ["searchh", "search"],
    ["trendng", "trending"],
    ["tredning", "trending"],
    ["shwo", "show"],
    ["ciet", "cite"],
    ["hlep", "help"],
    ["sa", "save"],
    ["sav", "save"],
    ["sub", "subscribe"],
    ["subscribed", "subscribe"],
    ["simlar", "similar"],
    ["save", "save"],
    ["saved", "saved"],
  ])("of %s is %s", (typed, name) => expect(nearest(typed, names)).toBe(name));

  test.each([
    ["authr", "author"],
    ["auhtor", "author"],
    ["au", "author"],
    ["sicne", "since"],
    ["it", "at"],
  ])("of %s is %s", (typed, name) => expect(nearest(typed, options)).toBe(name));

  test.each([
    "",
    "x",
    "s",
    "a",
    "xy",
    "bananas",
    "doi",
    "arxiv",
    "https",
    "x".repeat(65),
    "papers",
  ])("of %j is none", (typed) => expect(nearest(typed, [...names, ...options])).toBeUndefined());

  test("of what is longer than any name of ours is not looked for", () =>
    expect(nearest("a".repeat(65), ["a".repeat(66)])).toBeUndefined());

  test("of anything among nothing is none", () => expect(nearest("x", [])).toBeUndefined());

  test("is one of the names, or none, whatever was typed", () => {
    fc.assert(
      fc.property(foreign, (typed) => {
        expect([undefined, ...names]).toContain(nearest(typed, names));
      }),
      seeded(300),
    );
  });
});
