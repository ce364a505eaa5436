import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paper } from "../../src/papers/paper.ts";
import { type Snapshot, type Trend, type TrendQuery, trending } from "../../src/papers/trending.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2024-06-15T12:00:00Z");

const paper = (name: string, published?: string, upvotes?: number): Paper => ({
  key: name,
  title: name,
  abstract: "",
  ...(published && { published }),
  ...(upvotes !== undefined && { upvotes }),
});
const shot = (name: string, daysAgo: number, upvotes: number): Snapshot => ({
  paper: name,
  at: NOW - daysAgo * DAY,
  upvotes,
});
const names = ({ hits }: Trend) => hits.map((hit) => hit.paper.key);
const trend = (query: Partial<TrendQuery>) =>
  trending({ papers: [], window: "week", now: NOW, ...query });

describe("the window", () => {
  const papers = [
    paper("today", "2024-06-15"),
    paper("this week", "2024-06-10"),
    paper("this month", "2024-05-20"),
    paper("long ago", "2020-01-01"),
    paper("undated"),
  ];

  test.each<[TrendQuery["window"], readonly string[]]>([
    ["day", ["today"]],
    ["week", ["today", "this week"]],
    ["month", ["today", "this week", "this month"]],
  ])("of a %s holds what was published in it", (window, expected) => {
    const found = trend({ papers, window });
    expect(names(found)).toEqual(expected);
    expect(found.inWindow).toBe(true);
  });

  test("that holds nothing reaches back and says so", () => {
    const found = trend({ papers: papers.slice(2), window: "day" });
    expect(names(found)).toEqual(["this month", "long ago", "undated"]);
    expect(found.inWindow).toBe(false);
  });

  test("takes in an old paper that gained upvotes", () => {
    const snapshots = [shot("long ago", 3, 10), shot("long ago", 1, 14)];
    expect(names(trend({ papers, snapshots }))).toEqual(["long ago", "today", "this week"]);
  });
});

describe("the ranking", () => {
  test("goes by upvotes gained, not by all upvotes, when they are known", () => {
    const papers = [paper("big", "2024-06-10", 500), paper("rising", "2024-06-10", 40)];
    const snapshots = [
      shot("big", 5, 498),
      shot("big", 0, 500),
      shot("rising", 5, 10),
      shot("rising", 0, 40),
    ];
    const found = trend({ papers, snapshots });
    expect(found.hits.map(({ paper: { key }, gained }) => [key, gained])).toEqual([
      ["rising", 30],
      ["big", 2],
    ]);
    expect(found.basis).toBe("gained");
  });

  test("goes by all upvotes without snapshots", () => {
    const found = trend({ papers: [paper("a", "2024-06-10", 1), paper("b", "2024-06-09", 5)] });
    expect(names(found)).toEqual(["b", "a"]);
    expect(found.basis).toBe("upvotes");
    expect(found.hits[0]).not.toHaveProperty("gained");
  });

  test("goes by date without upvotes", () => {
    const found = trend({ papers: [paper("a", "2024-06-10"), paper("b", "2024-06-12")] });
    expect(names(found)).toEqual(["b", "a"]);
    expect(found.basis).toBe("newest");
  });

  test("puts the newer of two alike first", () => {
    expect(
      names(trend({ papers: [paper("a", "2024-06-10", 4), paper("b", "2024-06-12", 4)] })),
    ).toEqual(["b", "a"]);
  });

  test("counts what was gained since the last snapshot before the window", () => {
    const snapshots = [shot("a", 30, 1), shot("a", 8, 10), shot("a", 3, 15), shot("a", 0, 22)];
    const [hit] = trend({ papers: [paper("a", "2024-06-10")], snapshots }).hits;
    expect(hit?.gained).toBe(12);
  });

  test("doesn't mind the order of snapshots", () => {
    const snapshots = [shot("a", 0, 22), shot("a", 30, 1), shot("a", 3, 15), shot("a", 8, 10)];
    expect(trend({ papers: [paper("a", "2024-06-10")], snapshots }).hits[0]?.gained).toBe(12);
  });

  test("never counts lost upvotes below nothing", () => {
    const snapshots = [shot("a", 5, 10), shot("a", 0, 4)];
    expect(trend({ papers: [paper("a", "2024-06-10")], snapshots }).hits[0]?.score).toBe(0);
  });

  test("counts a vote of the community as five upvotes and a save as three", () => {
    const papers = [
      paper("far", "2024-06-10", 7),
      paper("voted", "2024-06-10", 0),
      paper("saved", "2024-06-10", 2),
    ];
    const community = new Map([
      ["voted", { votes: 1, saves: 1 }],
      ["saved", { votes: 0, saves: 1 }],
      ["unknown", { votes: 9, saves: 9 }],
    ]);
    const found = trend({ papers, community });
    expect(found.hits.map(({ paper: { key }, score }) => [key, score])).toEqual([
      ["voted", 8],
      ["far", 7],
      ["saved", 5],
    ]);
    expect(found.hits[0]).toMatchObject({ votes: 1, saves: 1 });
    expect(found.hits[2]).not.toHaveProperty("votes");
  });
});

describe("the date it is as of", () => {
  test("is the newest of all papers, in the window or not", () => {
    expect(
      trend({ papers: [paper("a", "2021-03"), paper("b", "2023-01-02"), paper("c")] }).asOf,
    ).toBe("2023-01-02");
  });

  test("is left out when there is none", () => {
    expect(trend({ papers: [paper("c")] })).not.toHaveProperty("asOf");
  });
});

test("no papers are an empty ranking", () => {
  expect(trend({})).toEqual({ hits: [], basis: "newest", inWindow: false });
});

test("papers may come from a generator, and what is given stays as it is", () => {
  const papers = Object.freeze([paper("a", "2024-06-10", 1), paper("b", "2024-06-10", 2)]);
  const snapshots = Object.freeze([shot("a", 0, 3), shot("a", 4, 1)]);
  expect(names(trend({ papers: papers.values(), snapshots }))).toEqual(["a", "b"]);
});

test("any ranking holds each paper at most once, best first, and never none of some", () => {
  const key = fc.constantFrom("a", "b", "c", "d");
  const some = fc.uniqueArray(
    fc.record({
      key,
      published: fc.constantFrom("2024-06-15", "2024-06", "2024-05-01", "1999", "?"),
      upvotes: fc.nat(50),
    }),
    { selector: (one) => one.key, minLength: 1 },
  );
  const shots = fc.array(
    fc.tuple(key, fc.integer({ min: 0, max: 40 }), fc.nat(99)).map((all) => shot(...all)),
  );
  const window = fc.constantFrom("day", "week", "month");
  fc.assert(
    fc.property(some, shots, window, (made, snapshots, span) => {
      const papers = made.map((one) => paper(one.key, one.published, one.upvotes));
      const found = trending({ papers, snapshots, window: span, now: NOW });
      const scores = found.hits.map(({ score }) => score);
      expect(new Set(names(found)).size).toBe(found.hits.length);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(found.hits.length).toBeGreaterThan(0);
      if (!found.inWindow) expect(found.hits).toHaveLength(papers.length);
    }),
  );
});
