import fc from "fast-check";
import { expect, test } from "vitest";
import { SnapshotReader } from "../../src/papers/search/snapshot.ts";
import { SortedRuns } from "../../src/papers/search/sorted-runs.ts";

/** Entries in their order, and by a key that tells only some of them apart. */
const newRuns = () =>
  new SortedRuns(
    (a, b) => a - b,
    (entry) => Math.floor(entry / 7),
  );

function all(runs: SortedRuns, from = 0): number[] {
  const seen: number[] = [];
  runs.between(
    (entry) => entry < from,
    () => false,
    (entry) => seen.push(entry),
  );
  return seen;
}

test("runs hold what was put and not taken, in order, also after they were saved", async () => {
  const entry = fc.nat(3000);
  const step = fc.record({
    put: fc.uniqueArray(entry, { maxLength: 2000, size: "max" }),
    take: fc.array(entry, { maxLength: 300, size: "max" }),
    saved: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 4, size: "max" }), async (steps) => {
      let runs = newRuns();
      const held = new Set<number>();
      for (const { put, take, saved } of steps) {
        for (const one of put) if (!held.has(one)) runs.put(one);
        for (const one of put) held.add(one);
        for (const one of take) runs.take(one);
        for (const one of take) held.delete(one);
        const sorted = [...held].sort((a, b) => a - b);
        expect(all(runs)).toEqual(sorted);
        expect(all(runs, 1500)).toEqual(sorted.filter((one) => one >= 1500));
        if (!saved) continue;
        const chunks = [...runs.save()];
        runs = newRuns();
        await runs.load(new SnapshotReader(chunks));
      }
    }),
    // Of so many entries a smaller example would be looked for without end.
    { numRuns: 30, endOnFailure: true },
  );
});

test("a run of a single entry takes in others once it was loaded", async () => {
  const written = newRuns();
  const many = Array.from({ length: 129 }, (_, at) => at * 2);
  for (const one of many) written.put(one);
  const runs = newRuns();
  await runs.load(new SnapshotReader([...written.save()]));
  for (const one of [257, 255]) runs.put(one);
  expect(all(runs)).toEqual([...many, 255, 257].sort((a, b) => a - b));
  runs.take(256);
  expect(all(runs, 250)).toEqual([250, 252, 254, 255, 257]);
});
