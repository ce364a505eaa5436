import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PackedTexts } from "../../src/papers/search/packed-texts.ts";
import { PairCounts } from "../../src/papers/search/pair-counts.ts";
import { PlainTexts } from "../../src/papers/search/text-table.ts";

const anyTexts = fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 6 }), {
  maxLength: 50,
});

describe("packed texts", () => {
  test("are those that were entered, whatever they are made of, as plain ones are", () => {
    fc.assert(
      fc.property(anyTexts, anyTexts, (texts, others) => {
        const [packed, plain] = [new PackedTexts(), new PlainTexts()];
        for (const text of new Set(texts)) expect(packed.add(text)).toBe(plain.add(text));
        expect(packed.size).toBe(plain.size);
        for (const text of ["", ...texts, ...others]) {
          expect(packed.numberOf(text)).toBe(plain.numberOf(text));
          expect(packed.text(plain.numberOf(text) ?? -1)).toBe(
            plain.text(plain.numberOf(text) ?? -1),
          );
          expect(packed.lengthOf(packed.numberOf(text) ?? 0)).toBe(
            plain.lengthOf(plain.numberOf(text) ?? 0),
          );
        }
      }),
    );
  });

  test("are found among very many, whether or not they were expected", () => {
    const [packed, expected] = [new PackedTexts(), new PackedTexts()];
    expected.expect(20_000);
    for (let n = 1; n <= 20_000; n += 1) {
      expect(packed.add(`word ${n}`)).toBe(n);
      expected.add(`word ${n}`);
    }
    for (let n = 1; n <= 20_000; n += 1) {
      const numbers = [packed, expected].map((texts) => texts.numberOf(`word ${n}`));
      expect(numbers).toEqual([n, n]);
    }
    expect(packed.numberOf("word 20001")).toBeUndefined();
    expect(packed.text(20_001)).toBe("");
  });

  test("may be as long as they like", () => {
    const packed = new PackedTexts();
    const long = "Zyzzyva ".repeat(10_000);
    expect(packed.text(packed.add(long))).toBe(long);
  });
});

test("pairs are counted as one would by hand, and found by either of their texts in the order in which they came", () => {
  const text = fc.constantFrom("a", "b", "c", "");
  const steps = fc.array(fc.tuple(text, text, fc.constantFrom(1, 2, -1)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (steps) => {
      const pairs = new PairCounts();
      const byHand = new Map<string, { one: string; other: string; times: number }>();
      for (const [one, other, by] of steps) {
        pairs.count(one, other, by);
        const key = `${one} ${other}`;
        const own = byHand.get(key) ?? { one, other, times: 0 };
        own.times = Math.max(0, own.times + by);
        if (own.times > 0 || byHand.has(key)) byHand.set(key, own);
      }
      const counted = [...byHand.values()].filter(({ times }) => times > 0);
      expect([...pairs.all()]).toEqual(counted);
      for (const one of ["a", "b", "c", ""]) {
        expect(pairs.with("one", one)).toEqual(counted.filter((pair) => pair.one === one));
        expect(pairs.with("other", one)).toEqual(counted.filter((pair) => pair.other === one));
      }
    }),
  );
});
