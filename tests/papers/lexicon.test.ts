import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lexicon } from "../../src/papers/search/lexicon.ts";
import { Sequence } from "../../src/papers/search/paper-words.ts";
import { sortKey } from "../../src/papers/search/sort-key.ts";
import { words } from "../../src/papers/words.ts";

describe("a lexicon", () => {
  test("reads a text as the words that it has, whatever it holds", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."aZ09 -é\n") }),
    );
    const read = new Lexicon();
    fc.assert(
      fc.property(fc.array(text), (parts) => {
        const sequence = new Sequence();
        read.read(parts, sequence);
        const numbers = [...sequence.words.subarray(0, sequence.length)];
        const wanted = parts.flatMap((part, at) => [...(at > 0 ? [""] : []), ...words(part)]);
        expect(numbers.map((number) => read.text(number))).toEqual(wanted);
        expect(numbers.map((number) => read.numberOf(read.text(number)))).toEqual(numbers);
      }),
      { numRuns: 100 },
    );
  });

  test("knows each of many words by a number of its own", () => {
    const lexicon = new Lexicon();
    const sequence = new Sequence();
    const many = Array.from({ length: 20_000 }, (_, at) => `word${at}`);
    lexicon.read([many.join(" ")], sequence);
    expect(new Set(sequence.words.subarray(0, sequence.length)).size).toBe(many.length);
    expect(lexicon.numberOf("word20000")).toBeUndefined();
    expect(many.filter((word) => lexicon.text(lexicon.numberOf(word) ?? 0) !== word)).toEqual([]);
  });
});

test("a key for sorting never says other than the texts themselves", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."ab Zz09.-~é\u0000"), maxLength: 14 }),
  );
  fc.assert(
    fc.property(text, text, fc.nat(4), (a, b, from) => {
      const [one, other] = [a, b].map((text) => text.replaceAll("\n", "").slice(from));
      const [keyOne = 0, keyOther = 0] = [a, b].map((text) =>
        sortKey(text.replaceAll("\n", ""), from),
      );
      if (keyOne !== keyOther) expect((one ?? "") < (other ?? "")).toBe(keyOne < keyOther);
      expect(Number.isSafeInteger(keyOne)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
