import { describe, expect, test } from "vitest";
import { type Gathered, isUpkeepDue, KEPT_VERSIONS_MS } from "../../../src/papers/lance/upkeep.ts";

const MINUTE = 60_000;
const AT_REST: Gathered = {
  ...{ rows: 100_000, loose: 0, commits: 0, ago: 2 * MINUTE, took: 5_000 },
  ...{ quiet: MINUTE, untidy: false },
};
const isDue = (gathered: Partial<Gathered>) => isUpkeepDue({ ...AT_REST, ...gathered });

describe("indexes are brought up to date", () => {
  test.each<[string, Partial<Gathered>]>([
    ["when a table has grown by a quarter", { loose: 20_000, quiet: 0 }],
    ["when a filling has ended", { loose: 2_000, quiet: 3_000 }],
    ["in a small table already for some hundreds", { rows: 1_400, loose: 300, quiet: 3_000 }],
    ["when searches begin to be slow", { loose: 300, quiet: 0, ago: 6 * MINUTE }],
    ["when there are many files", { loose: 30, commits: 20, ago: 6 * MINUTE }],
    ["within the hour", { loose: 1, ago: 60 * MINUTE }],
    ["when old versions can go", { untidy: true, ago: KEPT_VERSIONS_MS }],
  ])("%s", (_, gathered) => {
    expect(isDue(gathered)).toBe(true);
  });

  test.each<[string, Partial<Gathered>]>([
    ["while nothing has come", { ago: 24 * 60 * MINUTE }],
    ["in the middle of a filling", { loose: 19_000, quiet: 0 }],
    ["again for a few papers", { loose: 200, quiet: 3_000, ago: 6 * MINUTE }],
    [
      "before it has rested twenty times as long as it took",
      { loose: 300, took: 20_000, ago: 6 * MINUTE },
    ],
    ["while old versions may be read", { untidy: true, ago: KEPT_VERSIONS_MS - 1 }],
  ])("not %s", (_, gathered) => {
    expect(isDue(gathered)).toBe(false);
  });
});
