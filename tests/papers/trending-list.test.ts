import { describe, expect, test } from "vitest";
import { type Paper, type Snapshot, trending } from "#papers";
import { lastCompleteList } from "../../src/papers/daily-list.ts";

const HOUR = 3_600_000;
const paper = (name: string, daily?: string, upvotes?: number): Paper => ({
  key: `arxiv:${name}`,
  title: name,
  abstract: "",
  ...(daily !== undefined && { daily }),
  ...(upvotes !== undefined && { upvotes }),
});
const seen = (name: string, at: string, upvotes: number): Snapshot => ({
  paper: `arxiv:${name}`,
  at: Date.parse(at),
  upvotes,
});
const day = (now: string, papers: readonly Paper[], snapshots: readonly Snapshot[] = []) =>
  trending({ papers, snapshots, window: "day", now: Date.parse(now) });
const names = ({ hits }: ReturnType<typeof trending>) => hits.map((hit) => hit.paper.title);

describe("the last complete list", () => {
  test.each([
    ["in summer Tuesday's is complete at 01:30 UTC", "2026-07-15T01:30:00Z", "2026-07-14"],
    ["and not a minute before", "2026-07-15T01:29:00Z", "2026-07-13"],
    ["in winter it is complete at 02:30 UTC", "2026-03-04T02:30:00Z", "2026-03-03"],
    ["and not a minute before", "2026-03-04T02:29:00Z", "2026-03-02"],
    ["on a Saturday it is Friday's", "2026-03-07T12:00:00Z", "2026-03-06"],
    ["on a Sunday it is Friday's", "2026-03-08T12:00:00Z", "2026-03-06"],
    ["on a Monday it is still Friday's", "2026-03-09T12:00:00Z", "2026-03-06"],
    ["on Monday night in New York it is Monday's", "2026-03-10T01:30:00Z", "2026-03-09"],
    ["over the end of a year", "2026-01-02T12:00:00Z", "2026-01-01"],
  ])("%s", (_, now, expected) => {
    expect(lastCompleteList(Date.parse(now)).day).toBe(expected);
  });
});

describe("a trend of the day", () => {
  const papers = [
    paper("open", "2026-03-11", 500),
    paper("second", "2026-03-10", 5),
    paper("first", "2026-03-10", 50),
    paper("older", "2026-03-09", 900),
    paper("no date", undefined, 900),
  ];

  test("is the last complete list alone, most upvoted first", () => {
    const trend = day("2026-03-11T12:00:00Z", papers);
    expect(names(trend)).toEqual(["first", "second"]);
    expect(trend).toMatchObject({ inWindow: true, basis: "upvotes" });
    expect(trend.list).toEqual({ day: "2026-03-10", because: "newest" });
  });

  test("orders by upvotes alone: what grew faster but has fewer stands below", () => {
    const snapshots = [
      ...[seen("first", "2026-03-10T08:00:00Z", 49), seen("first", "2026-03-11T01:00:00Z", 50)],
      ...[seen("second", "2026-03-10T08:00:00Z", 0), seen("second", "2026-03-11T01:00:00Z", 48)],
    ];
    expect(names(day("2026-03-11T12:00:00Z", papers, snapshots))).toEqual(["first", "second"]);
  });

  test.each(["2026-03-14T09:00:00Z", "2026-03-15T09:00:00Z", "2026-03-16T09:00:00Z"])(
    "at %s, around a weekend, is Friday's",
    (now) => {
      const trend = day(now, [paper("Friday's", "2026-03-13", 3), ...papers]);
      expect(names(trend)).toEqual(["Friday's"]);
      expect(trend.list).toEqual({ day: "2026-03-13", because: "weekend" });
    },
  );

  test("of a day whose list never came is the one before, as missing", () => {
    const trend = day("2026-03-12T12:00:00Z", papers.slice(1));
    expect(trend.list).toEqual({ day: "2026-03-10", because: "missing", expected: "2026-03-11" });
    expect(names(trend)).toEqual(["first", "second"]);
  });

  test("of a holiday, where papers were looked at after it, is the one before, as none", () => {
    const snapshots = [seen("first", "2026-03-12T03:00:00Z", 50)];
    const trend = day("2026-03-12T12:00:00Z", papers.slice(1), snapshots);
    expect(trend.list).toEqual({ day: "2026-03-10", because: "none", expected: "2026-03-11" });
  });

  test("does not show a list that is more than a week old", () => {
    const trend = day("2026-03-25T12:00:00Z", papers);
    expect(trend).toMatchObject({ inWindow: false, basis: "upvotes", asOf: "2026-03-11" });
    expect(trend).not.toHaveProperty("list");
  });

  test("narrowed to papers that the list does not hold reaches back among those", () => {
    const only = new Set(["arxiv:older"]);
    const now = Date.parse("2026-03-11T12:00:00Z");
    const trend = trending({ papers, only, window: "day", now });
    expect(names(trend)).toEqual(["older"]);
    expect(trend).toMatchObject({ inWindow: false, asOf: "2026-03-09" });
    expect(trend).not.toHaveProperty("list");
  });

  test("narrowed to papers keeps the day that the whole list is of", () => {
    const only = new Set(["arxiv:second", "arxiv:older"]);
    const now = Date.parse("2026-03-11T12:00:00Z");
    const trend = trending({ papers, only, window: "day", now });
    expect(names(trend)).toEqual(["second"]);
    expect(trend.list?.day).toBe("2026-03-10");
  });
});

test.each([
  ["2026-03-11T12:00:00Z", undefined],
  ["2026-03-12T23:59:00Z", undefined],
  ["2026-03-13T01:00:00Z", 2],
  ["2026-03-14T12:00:00Z", 3],
])("counts of 11 March 01:00 are at %s so many days old: %s", (now, expected) => {
  const snapshots = [seen("a", "2026-03-11T01:00:00Z", 5)];
  const papers = [paper("a", "2026-03-10", 5)];
  const trend = trending({ papers, snapshots, window: "week", now: Date.parse(now) });
  expect(trend.staleDays).toBe(expected);
});

test("a gain that was seen long ago is not told as news", () => {
  const snapshots = [seen("a", "2026-03-02T01:00:00Z", 5), seen("a", "2026-03-03T01:00:00Z", 50)];
  const now = Date.parse("2026-03-03T01:00:00Z");
  const at = (later: number, window: "day" | "week") =>
    trending({ papers: [paper("a", "2026-03-02", 5)], snapshots, window, now: now + later * HOUR })
      .hits[0]?.gained;
  expect([at(1, "day"), at(47, "day"), at(49, "day"), at(49, "week"), at(200, "week")]).toEqual([
    45,
    45,
    undefined,
    45,
    undefined,
  ]);
});
