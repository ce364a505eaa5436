import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Option, readInput, visibleOptions } from "#chat";
import { commandCards, foreign, inputOf, seeded } from "./arbitrary.ts";
import { card, refusal, search } from "./cards.ts";

const only = (option: Omit<Option, "about">) =>
  card("try", { it: { ...option, about: "a thing" } });
const text = only({ type: "text" });
const sort = only({ type: "text", choices: ["relevance", "Newest"] });
const whole = only({ type: "whole" });
const year = only({ type: "whole", least: 1900, most: 2100 });
const degrees = only({ type: "whole", least: -40 });
const yesno = only({ type: "yesno" });
const channel = only({ type: "channel" });

describe("a good value is read in its canonical form", () => {
  test.each([
    [text, "  graph  transformers\n", "graph  transformers"],
    [text, "__proto__", "__proto__"],
    [text, "\ud800", "\ud800"],
    [text, 2024, "2024"],
    [text, "x".repeat(2000), "x".repeat(2000)],
    [sort, " RELEVANCE", "relevance"],
    [sort, "newest", "Newest"],
    [whole, "7", 7],
    [whole, " +7 ", 7],
    [whole, "-0", 0],
    [whole, -0, 0],
    [whole, "007", 7],
    [whole, "9007199254740991", Number.MAX_SAFE_INTEGER],
    [year, 1900, 1900],
    [year, "2100", 2100],
    [degrees, "-40", -40],
    [yesno, "yes", true],
    [yesno, "ON", true],
    [yesno, "1", true],
    [yesno, 1, true],
    [yesno, true, true],
    [yesno, "No", false],
    [yesno, "0", false],
    [yesno, false, false],
    [channel, "C0123", "C0123"],
    [channel, "#papers", "papers"],
    [channel, "<#99>", "99"],
    [channel, "<#C0123|papers>", "C0123"],
    [channel, "<#C0123|>", "C0123"],
    [channel, "99", "99"],
  ])("$1 → $2", (command, value, read) => {
    expect(readInput(command, { it: value })).toStrictEqual({ it: read });
  });

  test.each([undefined, null, "", "  ", {}, [], () => 1, Symbol("x")])(
    "%j is no value, so it counts as not given",
    (value) => expect(readInput(text, { it: value })).toStrictEqual({}),
  );
});

describe("a bad value is refused with what to do", () => {
  const number = "it must be a whole number, 0 or more.";
  const within = "it must be a whole number from 1900 to 2100.";
  const place = "it must be one channel: pick it from the list, or type #its-name.";
  test.each([
    [text, "x".repeat(2001), "it is too long (2001 characters): keep it to 2000."],
    [sort, "newst", "it can be relevance, Newest. Did you mean Newest?"],
    [sort, "purple", "it can be relevance, Newest."],
    [whole, "seven", number],
    [whole, "7.5", number],
    [whole, 7.5, number],
    [whole, -1, number],
    [whole, "1e3", number],
    [whole, "0x10", number],
    [whole, Number.NaN, number],
    [whole, Number.POSITIVE_INFINITY, number],
    [whole, "9007199254740993", number],
    [whole, true, number],
    [year, 1899, within],
    [year, "2101", within],
    [degrees, "-41", "it must be a whole number, -40 or more."],
    [yesno, "maybe", "it can be yes or no."],
    [yesno, 2, "it can be yes or no."],
    [channel, "#", place],
    [channel, "<#>", place],
    [channel, "two words", place],
    [channel, "<!channel>", place],
    [channel, "c".repeat(201), place],
  ])("$1 → $2", (command, value, sentence) => {
    expect(refusal(() => readInput(command, { it: value }))).toBe(sentence);
  });

  test("what is required and missing is asked for by what it is about", () => {
    const author = card("by", { author: { type: "text", about: "whose papers", required: true } });
    expect(refusal(() => readInput(search, {}))).toBe("search needs a query: what to look for.");
    expect(refusal(() => readInput(search, { query: " " }))).toContain("needs a query");
    expect(refusal(() => readInput(author, {}))).toBe("by needs an author: whose papers.");
  });

  test("an option named like a member of every object is still missing when it is missing", () => {
    const required = { type: "text", about: "odd", required: true } as const;
    const odd = card("odd", { constructor: required });
    expect(refusal(() => readInput(odd, {}))).toBe("odd needs a constructor: odd.");
  });

  test.each(["authr", "__proto__", "constructor", "toString", "x".repeat(5000), "😀".repeat(50)])(
    "an unknown option is named briefly: %s",
    (name) => {
      const said = refusal(() => readInput(search, Object.fromEntries([[name, "x"]])));
      expect(said).toMatch(
        /^search has no option “.{1,41}”\. (It takes query, author|Did you mean author\?)/u,
      );
      expect(said.isWellFormed()).toBe(true);
    },
  );
});

test("an input that was read once reads the same again", () => {
  const cases = commandCards.chain((command) => fc.tuple(fc.constant(command), inputOf(command)));
  fc.assert(
    fc.property(cases, ([command, raw]) => {
      const input = readInput(command, raw);
      expect(readInput(command, input)).toStrictEqual(input);
    }),
    seeded(300),
  );
});

test("any text at all is a value or a sentence that ends", () => {
  const types = fc.constantFrom(text, sort, whole, year, yesno, channel);
  fc.assert(
    fc.property(types, foreign, (command, it) => {
      try {
        const input = readInput(command, { it });
        expect(readInput(command, input)).toStrictEqual(input);
      } catch (error) {
        expect(error).toMatchObject({ name: "UserError", message: /^it (can|must) be .*[.?]$/ });
      }
    }),
    seeded(1000),
  );
});

test("hidden options are read but not shown", () => {
  expect(visibleOptions(search)).toEqual(["query", "author", "since", "sort"]);
  expect(readInput(search, { query: "x", page: "2" })).toEqual({ query: "x", page: 2 });
});
