import { describe, expect, test } from "vitest";
import type { Store } from "#store";

/** How a store lets processes share the pace at a door. */
export function pacesContract(store: () => Store): void {
  describe("paces", () => {
    test("spans at one door follow each other, whoever asks and however many at once", async () => {
      const { paces } = store();
      const begins = await Promise.all(Array.from({ length: 20 }, () => paces.take("door", 1_000)));
      const spans = begins.toSorted((a, b) => a - b);
      for (const [n, begin] of spans.entries())
        expect(Math.abs(begin - n * 1_000)).toBeLessThan(900);
    });

    test("another door is free", async () => {
      const { paces } = store();
      await paces.take("door", 50_000);
      expect(await paces.take("another", 50_000)).toBe(0);
    });

    test("one that is reserved for longer than any process would is out of order, and opened", async () => {
      const { paces } = store();
      await paces.take("door", 70_000);
      expect(await paces.take("door", 1_000)).toBe(0);
      expect(await paces.take("door", 1_000)).toBeGreaterThan(0);
    });

    test("nobody is given what is held off, and a shorter time changes nothing", async () => {
      const { paces } = store();
      await paces.hold("held", 40_000);
      await paces.hold("held", 10_000);
      expect(await paces.take("held", 1_000)).toBeGreaterThan(30_000);
      await paces.take("taken", 30_000);
      await paces.hold("taken", 5_000);
      expect(await paces.take("taken", 1_000)).toBeGreaterThan(20_000);
    });
  });
}
