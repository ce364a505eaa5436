import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paper } from "#papers";
import { createTrendShelf } from "../../src/papers/trend-shelf.ts";
import { trendOn } from "../../src/papers/trending.ts";
import { askedTrend } from "./asked-trend.ts";
import { plainTrending } from "./plain-trending.ts";

describe("a trend that looks at few papers", () => {
  test("is that of all of them, whatever was put on the shelf and taken from it before", () => {
    const name = fc.constantFrom("a", "b", "c", "d", "e");
    const narrowed = fc.record(
      {
        only: fc.array(name).map((keys) => new Set(keys)),
        least: fc.nat(60),
        unwanted: name,
        most: fc.integer({ min: 1, max: 6 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        askedTrend,
        narrowed,
        fc.array(askedTrend, { maxLength: 2 }),
        (asked, by, before) => {
          const { papers, ...query } = asked;
          const { only, least = 0, unwanted, most } = by;
          const keeps = ({ key, upvotes = 0 }: Paper) => key !== unwanted && upvotes >= least;
          const shelf = createTrendShelf();
          const others = before.flatMap((one) => one.papers);
          for (const paper of [...others, ...papers]) shelf.put(paper);
          for (const { key } of others) if (!papers.some((one) => one.key === key)) shelf.take(key);

          const whole = plainTrending({ ...query, papers, ...(only && { only }) });
          const hits = whole.hits.filter(({ paper }) => keeps(paper)).slice(0, most);
          const trend = trendOn(shelf, {
            ...{ ...query, keeps },
            ...(only && { only }),
            ...(most !== undefined && { most }),
          });
          expect(trend).toEqual({ ...whole, hits });
        },
      ),
      { numRuns: 3000, seed: 9 },
    );
  });

  test("of a hundred thousand papers costs a small part of looking at them all", () => {
    const day = 86_400_000;
    const now = Date.parse("2026-03-11T12:00:00Z");
    const shelf = createTrendShelf();
    let looked = 0;
    for (let n = 0; n < 100_000; n += 1) {
      const published = new Date(now - (n % 3000) * day).toISOString().slice(0, 10);
      const paper = { key: `arxiv:${n}`, title: "", abstract: "", published };
      shelf.put(
        new Proxy(paper, {
          get: (of, name) => {
            looked += 1;
            return Reflect.get(of, name);
          },
        }),
      );
    }
    for (const at of [now, now + 1000 * day])
      for (const window of ["day", "week", "month"] as const) {
        looked = 0;
        expect(trendOn(shelf, { window, now: at, most: 500 }).hits.length).toBeGreaterThan(30);
        expect(looked).toBeLessThan(100_000);
      }
  });
});
