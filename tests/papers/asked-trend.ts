import fc from "fast-check";
import type { Paper, Snapshot } from "#papers";

const HOUR = 3_600_000;

/** The time about which everything is asked. */
const NOW = Date.parse("2026-03-11T12:00:00Z");

const name: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "d", "e");
const date = fc.constantFrom(
  "2026-03-10",
  "2026-03-11",
  "2026-03-06",
  "2026-02",
  "2019-01-01",
  "x",
  "",
);
const count = fc.oneof(fc.nat(300), fc.constantFrom(-1, Number.NaN, Infinity));
const paper = fc.record(
  {
    key: name,
    title: name,
    abstract: fc.constant(""),
    published: date,
    daily: date,
    upvotes: fc.nat(300),
    countedAt: fc.integer({ min: -40 * 24, max: 48 }).map((hours) => NOW + hours * HOUR),
  },
  { requiredKeys: ["key", "title", "abstract"] },
) as fc.Arbitrary<Paper>;
const papers = fc.uniqueArray(paper, { selector: ({ key }) => key });
const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  paper: fc.oneof(name, fc.constant("unknown")),
  at: fc.oneof(
    fc.integer({ min: -40 * 24, max: 48 }).map((hours) => NOW + hours * HOUR),
    fc.constantFrom(0, Number.NaN, -Infinity, Infinity),
  ),
  upvotes: count,
});
const window = fc.constantFrom("day", "week", "month");
const community = fc
  .array(fc.tuple(name, fc.record({ votes: fc.nat(9), saves: fc.nat(9) })))
  .map((all) => new Map(all));
/** Any papers, counted and dated anyhow, and any question about them. */
export const askedTrend = fc.record({
  papers,
  snapshots: fc.array(snapshot, { maxLength: 12 }),
  window,
  community,
  now: fc.constantFrom(NOW, 0, NOW + 400 * 24 * HOUR),
});
