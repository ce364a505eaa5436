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
const counting = ({ likes = new Set<string>(), settled = async () => true } = {}) => {
  clock = { now: NOW };
  const now = () => clock.now;
  const trends = createTrends({ papers, snapshots: { since: async () => [] }, now });
  const asked: object[] = [];
  const counted: Trends = (ask) => {
    asked.push(ask);
    return trends(ask);
  };
  const liked = async () => [...likes];
  return { asked, trends, likes, shared: shareTrends({ trends: counted, liked, settled, now }) };
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
    const { shared, trends, asked, likes } = counting();
    await fc.assert(
      fc.asyncProperty(filters, communities, async (filter, community) => {
        const { topics: topic, ...rest } = filter;
        const own = await trends({ window: "week", community, ...rest, ...(topic && { topic }) });
        // Of some likes the list knows when it is made, of others not.
        for (const [n, key] of [...community.keys()].entries()) if (n % 2 === 0) likes.add(key);
        expect(await shared(filter, community)).toEqual(own);
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(asked.length).toBeLessThan(200);
  });

  test("is made once for each wish, whatever the number of channels and of what their people like", async () => {
    const likes = new Set(PAPERS.filter((_, n) => n % 3 === 0).map(({ key }) => key));
    const { shared, asked } = counting({ likes });
    const wishes = [{ topics: "graphs", least: 0 }, { least: 0 }, { least: 20 }];
    await Promise.all(
      Array.from({ length: 5_000 }, (_, i) => {
        const own = [...likes].slice(i % 50, (i % 50) + (i % 4));
        return shared(wishes[i % 3]!, new Map(own.map((key) => [key, { votes: 1, saves: 0 }])));
      }),
    );
    expect(asked).toHaveLength(3);
  });

  test("is made anew, once, for a paper that was liked since and may have been cut off", async () => {
    const { shared, asked } = counting();
    const { hits } = await shared({ least: 0 }, new Map());
    expect(hits).toHaveLength(500);
    const held = new Set(hits.map(({ paper }) => paper.key));
    const lost = PAPERS.find(({ key }) => !held.has(key))!;
    const community = new Map([[lost.key, { votes: 9, saves: 9 }]]);
    const look = () => shared({ least: 0 }, community);
    for (const mine of await Promise.all([look(), look(), look()]))
      expect(mine.hits.map(({ paper }) => paper.key)).toContain(lost.key);
    expect(asked).toHaveLength(2);
    expect(await shared({ least: 0 }, new Map())).toMatchObject({ hits });
    expect(asked).toHaveLength(2);
  });

  test("is not kept while the catalogue is still being read", async () => {
    let isRead = false;
    const { shared, asked } = counting({ settled: async () => isRead });
    const look = () => shared({ least: 0 }, new Map());
    await look();
    isRead = true;
    await look();
    expect(asked).toHaveLength(2);
    await look();
    expect(asked).toHaveLength(2);
  });

  test("of a few papers is kept beside a thousand others", async () => {
    const { shared, asked } = counting();
    const look = (n: number) => shared({ topics: `graphs ${n}`, least: 0 }, new Map());
    for (const round of [1, 2])
      for (let n = 0; n < 1_000; n += 1) {
        const { hits } = await look(n);
        if (round === 2) expect(hits.length).toBeLessThan(50);
      }
    expect(asked).toHaveLength(1_000);
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
    const failing = shareTrends({
      ...{ trends: () => Promise.reject(faults.shift()), liked: async () => [] },
      ...{ settled: async () => true, now: () => NOW },
    });
    await expect(failing({ least: 0 }, new Map())).rejects.toThrow("try 1");
    await expect(failing({ least: 0 }, new Map())).rejects.toThrow("try 2");
  });
});
