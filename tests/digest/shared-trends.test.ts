import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createTrends, type Trends } from "#digest";
import { type Catalogue, type Community, createCatalogue, type Paper } from "#papers";
import { shareTrends } from "../../src/digest/shared-trends.ts";

const NOW = Date.parse("2026-11-24T08:00:00Z");
const SUBJECTS = ["graphs", "images", "speech", "proteins"];

/** Of more papers than a list holds; most of them have no upvotes, as those of arXiv. */
const PAPERS: readonly Paper[] = Array.from({ length: 1_200 }, (_, n) => {
  const day = new Date(NOW - (n % 6) * 86_400_000).toISOString().slice(0, 10);
  const subject = SUBJECTS[n % SUBJECTS.length];
  return {
    ...{ key: `arxiv:2611.${10_000 + n}`, title: `On ${subject}, part ${n}` },
    ...{ abstract: `A study of ${subject}.`, published: day, daily: day },
    ...(n % 5 === 0 && { upvotes: (n * 7) % 60 }),
  };
});

let papers: Catalogue;
let clock: { now: number };
/** Trends that count how often they are asked. */
const counting = () => {
  clock = { now: NOW };
  const now = () => clock.now;
  const trends = createTrends({ papers, snapshots: { since: async () => [] }, now });
  const asked: object[] = [];
  const counted: Trends = (ask) => {
    asked.push(ask);
    return trends(ask);
  };
  return { asked, trends, shared: shareTrends(counted, now) };
};

beforeAll(async () => {
  papers = createCatalogue();
  await papers.add(PAPERS);
});

const filters = fc.record(
  {
    topics: fc.constantFrom(...SUBJECTS, "graphs, speech", "unheard"),
    exclude: fc.constantFrom(...SUBJECTS),
    least: fc.constantFrom(0, 1, 20, 50),
  },
  { requiredKeys: ["least"], noNullPrototype: true },
);
const communities: fc.Arbitrary<Community> = fc
  .array(
    fc.tuple(
      fc.nat({ max: PAPERS.length - 1 }),
      fc.nat({ max: 9 }),
      fc.integer({ min: 1, max: 9 }),
    ),
    { maxLength: 6 },
  )
  .map((marks) => new Map(marks.map(([n, votes, saves]) => [PAPERS[n]!.key, { votes, saves }])));

describe("a list that channels share", () => {
  test("is for each of them what it would be if it were made for that one alone", async () => {
    const { shared, trends } = counting();
    await fc.assert(
      fc.asyncProperty(filters, communities, async (filter, community) => {
        const { topics: topic, ...rest } = filter;
        const own = await trends({ window: "week", community, ...rest, ...(topic && { topic }) });
        expect(await shared(filter, community)).toEqual(own);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("is made once for each wish, whatever the number of channels and of communities", async () => {
    const { shared, asked } = counting();
    const wishes = [{ topics: "graphs", least: 0 }, { topics: "images", least: 1 }, { least: 20 }];
    const liked = new Map([[PAPERS[0]!.key, { votes: 1, saves: 0 }]]);
    await Promise.all(
      Array.from({ length: 5_000 }, (_, i) =>
        shared(wishes[i % 3]!, i % 20 === 0 ? liked : new Map()),
      ),
    );
    expect(asked).toHaveLength(3);
  });

  test("that was cut is made anew for a community which likes a paper that it may have lost", async () => {
    const { shared, asked } = counting();
    const { hits } = await shared({ least: 0 }, new Map());
    const held = new Set(hits.map(({ paper }) => paper.key));
    const lost = PAPERS.find(({ key }) => !held.has(key))!;
    const community = new Map([[lost.key, { votes: 9, saves: 9 }]]);
    const mine = await shared({ least: 0 }, community);
    expect(mine.hits.map(({ paper }) => paper.key)).toContain(lost.key);
    expect(asked).toHaveLength(2);
  });

  test("is made anew after a minute, after the clock went back, and after a failure", async () => {
    const { shared, asked } = counting();
    const look = () => shared({ least: 0 }, new Map());
    await look();
    clock.now += 59_999;
    await look();
    expect(asked).toHaveLength(1);
    clock.now += 1;
    await look();
    clock.now -= 3_600_000;
    await look();
    expect(asked).toHaveLength(3);
    const faults = [new Error("try 1"), new Error("try 2")];
    const failing = shareTrends(
      () => Promise.reject(faults.shift()),
      () => NOW,
    );
    await expect(failing({ least: 0 }, new Map())).rejects.toThrow("try 1");
    await expect(failing({ least: 0 }, new Map())).rejects.toThrow("try 2");
  });
});
