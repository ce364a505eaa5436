import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trending } from "#papers";
import { agreeing } from "../../src/papers/agreeing.ts";
import { PUBLISHED_GROWTH, usualShare } from "../../src/papers/growth.ts";
import { LEANS, paceOf, trendScore } from "../../src/papers/trend-score.ts";
import { usualGrowth } from "../../src/papers/usual-growth.ts";
import { askedTrend } from "./asked-trend.ts";

const NOW = Date.parse("2026-03-11T12:00:00Z");
const HOUR = 3_600_000;
const plain = { upvotes: 20, hours: 25, pace: 1, votes: 0, saves: 0 };

describe("a score", () => {
  test("of a month is the upvotes expected in the end: those so far over the usual share", () => {
    expect(trendScore({ ...plain, upvotes: 73 }, LEANS.month)).toBeCloseTo(100);
  });

  test("of a week takes off a part of what a paper has already", () => {
    expect(trendScore({ ...plain, upvotes: 73 }, LEANS.week)).toBeCloseTo(100 - 0.6 * 73);
  });

  test("of a week is less for an old paper than for a young one with as many upvotes", () => {
    const [young, old] = [25, 160].map((hours) => trendScore({ ...plain, hours }, LEANS.week));
    expect(young).toBeGreaterThan(old ?? 0);
  });

  test("of a week is more for a paper that grows faster than usual, of a day or month it is not", () => {
    const raised = (lean: (typeof LEANS)[keyof typeof LEANS]) =>
      trendScore({ ...plain, pace: 3 }, lean) / trendScore(plain, lean);
    expect(raised(LEANS.week)).toBeCloseTo(3 ** 0.15);
    expect([raised(LEANS.day), raised(LEANS.month)]).toEqual([1, 1]);
  });

  test("of an unknown age counts upvotes as final ones", () => {
    expect(trendScore({ ...plain, hours: Infinity }, LEANS.month)).toBe(20);
    expect(usualShare(Number.NaN)).toBe(1);
  });

  test("of a first local vote is worth 15 upvotes in the end, of a whole community never 46", () => {
    const local = (votes: number, saves = 0) =>
      trendScore({ ...plain, upvotes: 0, hours: Infinity, votes, saves }, LEANS.month);
    expect(local(1)).toBeCloseTo(15.3, 1);
    expect(local(3, 2)).toBeCloseTo(30.7, 1);
    expect(local(1)).toBeGreaterThan(local(0, 1));
    expect(local(100_000)).toBeLessThan(46.01);
  });
});

describe("the pace of a paper", () => {
  test("is 1 when it grew as usual", () => {
    expect(paceOf({ upvotes: 43, hours: 8 }, { upvotes: 73, hours: 25 })).toBeCloseTo(1);
  });

  test("is above 1 when it grew faster, below when it stood still, and stays within bounds", () => {
    expect(paceOf({ upvotes: 10, hours: 8 }, { upvotes: 73, hours: 25 })).toBeCloseTo(1.97, 2);
    expect(paceOf({ upvotes: 73, hours: 8 }, { upvotes: 73, hours: 25 })).toBe(1 / 3);
    expect(paceOf({ upvotes: 0, hours: 160 }, { upvotes: 900, hours: 168 })).toBe(3);
  });
});

describe("looks that contradict each other", () => {
  const counts = (...upvotes: readonly number[]) =>
    agreeing(upvotes.map((one) => ({ upvotes: one }))).map((look) => look.upvotes);

  test("a count that falls far below those around it is passed over", () => {
    expect(counts(15, 17, 4, 18, 5, 19)).toEqual([15, 17, 18, 19]);
    expect(counts(15, 17, 4)).toEqual([15, 17]);
  });

  test("a count far above those around it is passed over as soon as as many say otherwise", () => {
    expect(counts(8, 10, 65, 24)).toEqual([8, 10, 24]);
  });

  test("some votes taken back are believed, and many once more looks say so", () => {
    expect(counts(50, 48, 47)).toEqual([50, 48, 47]);
    expect(counts(90, 20, 21)).toEqual([20, 21]);
  });

  test("nothing is left out of counts that only grow", () => {
    const growing = fc.array(fc.nat(), { maxLength: 60 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(growing, (upvotes) => {
        expect(counts(...upvotes)).toEqual(upvotes);
      }),
    );
  });
});

describe("the usual growth", () => {
  /** Papers that have this share of their final upvotes at 25 hours. */
  const papers = (count: number, share: number) =>
    Array.from({ length: count }, () => [
      { at: 1, hours: 25, upvotes: 100 * share },
      { at: 2, hours: 168, upvotes: 97 },
    ]);

  test("is the published one until 100 papers were seen to grow up", () => {
    expect(usualGrowth([])).toBe(PUBLISHED_GROWTH);
    expect(usualGrowth(papers(99, 0.5))).toBe(PUBLISHED_GROWTH);
  });

  test("moves from there towards the own median as papers are seen, a quarter of the way at 100", () => {
    expect(usualShare(25, usualGrowth(papers(100, 0.63)))).toBeCloseTo(0.705);
    expect(usualShare(25, usualGrowth(papers(900, 0.63)))).toBeCloseTo(0.655);
  });

  test("never falls with age and stays above 0", () => {
    const look = fc.record({ at: fc.nat(), hours: fc.nat(200), upvotes: fc.nat(50) });
    const many = fc.array(fc.array(look, { maxLength: 3 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(many, (some) => {
        const grown = some.map((looks) => [...looks, { at: 1, hours: 170, upvotes: 10 }]);
        const shares = usualGrowth(Array.from({ length: 20 }, () => grown).flat()).map(
          ([, s]) => s,
        );
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        expect(shares[0]).toBeGreaterThan(0);
      }),
    );
  });
});

describe("for anything that is asked", () => {
  test("every list has finite scores, each paper once, best first", () => {
    fc.assert(
      fc.property(askedTrend, (query) => {
        const { hits } = trending(query);
        const scores = hits.map(({ score }) => score);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(new Set(hits.map((hit) => hit.paper.key)).size).toBe(hits.length);
        if (query.papers.length > 0) expect(hits.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000, seed: 6 },
    );
  });

  test("the order of papers and snapshots, and snapshots that came twice, change nothing", () => {
    fc.assert(
      fc.property(askedTrend, ({ papers: all, snapshots, ...rest }) => {
        const other = trending({
          ...rest,
          papers: all.toReversed(),
          snapshots: [...snapshots, ...snapshots.slice(0, 3)].toReversed(),
        });
        expect(other).toEqual(trending({ ...rest, papers: all, snapshots }));
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  test("more upvotes, votes or saves never lower a paper", () => {
    const more = fc.record({ upvotes: fc.nat(50), votes: fc.nat(3), saves: fc.nat(3) });
    const ages = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        askedTrend,
        ages,
        fc.nat(200),
        more,
        ({ papers: all, window: by, community: own }, hours, upvotes, add) => {
          const listed = all.map((one) => ({
            ...one,
            daily: "2026-03-10",
            published: "2026-03-10",
          }));
          const [target] = listed;
          if (!target) return;
          const place = (given: number, votes: number, saves: number) => {
            const looks = hours
              .toSorted((a, b) => b - a)
              .map((ago, index, { length }) => ({
                paper: target.key,
                at: NOW - ago * HOUR,
                upvotes:
                  index === length - 1 ? upvotes + given : Math.floor((upvotes * index) / length),
              }));
            const marks = own.get(target.key) ?? { votes: 0, saves: 0 };
            const trend = trending({
              papers: listed,
              snapshots: looks,
              window: by,
              now: NOW,
              community: new Map([
                ...own,
                [target.key, { votes: marks.votes + votes, saves: marks.saves + saves }],
              ]),
            });
            return trend.hits.findIndex((hit) => hit.paper.key === target.key);
          };
          expect(place(add.upvotes, add.votes, add.saves)).toBeLessThanOrEqual(place(0, 0, 0));
        },
      ),
      { numRuns: 1000, seed: 8 },
    );
  });
});
