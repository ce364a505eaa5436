import { describe, expect, test } from "vitest";
import { type Paper, type Snapshot, trending } from "#papers";

const NOW = Date.parse("2026-03-11T12:00:00Z");
const HOUR = 3_600_000;
const paper = (name: string, published?: string, upvotes?: number): Paper => ({
  key: `arxiv:${name}`,
  title: name,
  abstract: "",
  ...(published !== undefined && { published }),
  ...(upvotes !== undefined && { upvotes }),
});
const seen = (name: string, hoursAgo: number, upvotes: number): Snapshot => ({
  paper: `arxiv:${name}`,
  at: NOW - hoursAgo * HOUR,
  upvotes,
});
const names = (trend: ReturnType<typeof trending>) => trend.hits.map(({ paper }) => paper.title);

describe("trending by snapshots", () => {
  const papers = [
    paper("old giant", "2020-01-01", 900),
    paper("riser", "2026-02-01", 60),
    paper("slow", "2026-02-01", 80),
  ];
  const snapshots = [
    seen("riser", 30, 20),
    seen("riser", 2, 60),
    seen("slow", 30, 75),
    seen("slow", 12, 78),
    seen("slow", 2, 80),
    seen("old giant", 30, 900),
    seen("old giant", 2, 895),
  ];

  test("ranks by what was gained within the window and says how much", () => {
    const trend = trending({ papers, snapshots, window: "day", now: NOW });
    expect(trend).toMatchObject({
      basis: "gained",
      inWindow: true,
      asOf: "2026-02-01",
    });
    expect(
      trend.hits.map(({ paper, gained, gainedIn }) => [paper.title, gained, gainedIn]),
    ).toEqual([
      ["riser", 40, 28],
      ["slow", 5, 28],
    ]);
  });

  test("counts from the first snapshot when none is older than the window", () => {
    const trend = trending({
      papers,
      snapshots: [seen("slow", 12, 78), seen("slow", 2, 80)],
      window: "day",
      now: NOW,
    });
    expect(trend.hits.map(({ gained }) => gained)).toEqual([2]);
  });

  test("upvotes that were taken back are no gain, and not less than none", () => {
    const community = new Map([["arxiv:old giant", { votes: 1, saves: 0 }]]);
    const trend = trending({ papers, snapshots, community, window: "day", now: NOW });
    expect(names(trend)).not.toContain("old giant");
    const today = trending({
      papers: [paper("old giant", "2026-03-11", 900)],
      snapshots: snapshots.filter((one) => one.paper === "arxiv:old giant"),
      window: "day",
      now: NOW,
    });
    expect(today.hits.map(({ gained, score }) => [gained, score > 0])).toEqual([[0, true]]);
  });

  test("one snapshot, old snapshots and the future tell of no gain", () => {
    const told = [
      seen("riser", 2, 60),
      seen("slow", 90, 1),
      seen("slow", 80, 70),
      seen("old giant", 5, 1),
      seen("old giant", -5, 900),
    ];
    const trend = trending({ papers, snapshots: told, window: "day", now: NOW });
    expect(trend).toMatchObject({ basis: "upvotes", inWindow: false });
    expect(trend.hits.every(({ gained }) => gained === undefined)).toBe(true);
  });
});

describe("trending without snapshots", () => {
  test("ranks what was published within the window by upvotes", () => {
    const papers = [
      paper("few", "2026-03-10", 5),
      paper("many", "2026-03-10", 50),
      paper("older", "2026-03-01", 500),
    ];
    const trend = trending({ papers, window: "day", now: NOW });
    expect(names(trend)).toEqual(["many", "few"]);
    expect(trend).toMatchObject({ basis: "upvotes", inWindow: true, asOf: "2026-03-10" });
    expect(names(trending({ papers, window: "month", now: NOW }))[0]).toBe("older");
  });

  test("a young paper with as many upvotes as an old one leads", () => {
    const papers = [paper("five days", "2026-03-06", 20), paper("today", "2026-03-11", 20)];
    expect(names(trending({ papers, window: "week", now: NOW }))).toEqual(["today", "five days"]);
  });

  test.each([
    ["day", ["today"]],
    ["week", ["today", "last week"]],
    ["month", ["today", "last week", "this month"]],
  ] as const)("a %s holds its own days only", (window, expected) => {
    const papers = [
      paper("this month", "2026-03"),
      paper("last week", "2026-03-05"),
      paper("today", "2026-03-11"),
      paper("January", "2026-01"),
      paper("no date"),
    ];
    const trend = trending({ papers, window, now: NOW });
    expect(new Set(names(trend))).toEqual(new Set(expected));
    expect(trend).toMatchObject({ basis: "newest", inWindow: true });
  });

  test("counts of a file count for the age that their paper had then, and their own age is told", () => {
    const counted = (name: string, hoursAgo: number): Paper => ({
      ...paper(name, "2026-03-06", 40),
      countedAt: NOW - hoursAgo * HOUR,
    });
    const papers = [counted("late", 10), counted("early", 120)];
    expect(names(trending({ papers, window: "week", now: NOW }))).toEqual(["early", "late"]);
    const [, early = paper("early")] = papers;
    expect(trending({ papers: [early], window: "week", now: NOW }).staleDays).toBe(5);
    const future = { ...early, countedAt: NOW + HOUR };
    expect(trending({ papers: [future], window: "week", now: NOW }).staleDays).toBeUndefined();
  });

  test.each(["day", "week", "month"] as const)(
    "what is dated in the future stands in no %s, unless clocks are a day off",
    (window) => {
      const papers = [
        paper("next year", "2027-03-01", 500),
        paper("tomorrow", "2026-03-12", 3),
        paper("today", "2026-03-11", 3),
      ];
      const trend = trending({ papers, window, now: NOW });
      expect(names(trend).sort()).toEqual(["today", "tomorrow"]);
    },
  );

  test("reaches back to everything when nothing lies within, and says so", () => {
    const papers = [
      paper("newer", "2025-10-22", 2),
      paper("liked", "2024-08-08", 44),
      paper("unknown", "2025-12"),
    ];
    const trend = trending({ papers, window: "week", now: NOW });
    expect(names(trend)).toEqual(["liked", "newer", "unknown"]);
    expect(trend).toMatchObject({ basis: "upvotes", inWindow: false, asOf: "2025-12" });
  });

  test("nothing but dates gives the newest first, nothing at all an empty list", () => {
    const papers = [paper("a", "2024-01"), paper("b", "2025-01"), paper("c")];
    const trend = trending({ papers, window: "day", now: NOW });
    expect(names(trend)).toEqual(["b", "a", "c"]);
    expect(trend).toMatchObject({ basis: "newest", inWindow: false });
    expect(trending({ papers: [], window: "day", now: NOW })).toEqual({
      hits: [],
      basis: "newest",
      inWindow: false,
    });
  });
});

test("votes and saves of the community count beside upvotes and are told", () => {
  const papers = [
    paper("a", "2026-03-10", 10),
    paper("b", "2026-03-10", 10),
    paper("c", "2026-03-10", 10),
  ];
  const community = new Map([
    ["arxiv:c", { votes: 1, saves: 0 }],
    ["arxiv:b", { votes: 0, saves: 1 }],
  ]);
  const trend = trending({ papers, window: "day", now: NOW, community });
  expect(names(trend)).toEqual(["c", "b", "a"]);
  expect(trend.hits[0]).toMatchObject({ votes: 1, saves: 0 });
  expect(trend.hits[2]).not.toHaveProperty("votes");
});
