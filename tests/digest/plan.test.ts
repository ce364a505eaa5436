import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { due, GRACE_MS, nextRun } from "../../src/digest/plan.ts";

const DAILY = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds;
const iso = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
const plan = (time: string, zone: string, days = DAILY) => ({ time, zone, days });

describe("the next run", () => {
  test.each([
    [
      "is today when the hour is still to come",
      plan("09:00", "Europe/Berlin"),
      "2026-11-24T07:59:00Z",
      "2026-11-24T08:00:00Z",
    ],
    [
      "is tomorrow at the very instant of today's",
      plan("09:00", "Europe/Berlin"),
      "2026-11-24T08:00:00Z",
      "2026-11-25T08:00:00Z",
    ],
    [
      "skips the days that were not chosen",
      plan("09:00", "UTC", [1]),
      "2026-11-24T00:00:00Z",
      "2026-11-30T09:00:00Z",
    ],
    [
      "takes the first instant after the gap for a wall time that spring skips",
      plan("02:30", "America/New_York"),
      "2027-03-13T12:00:00Z",
      "2027-03-14T07:00:00Z",
    ],
    [
      "takes the first of two equal wall times in autumn",
      plan("01:30", "America/New_York"),
      "2026-10-31T12:00:00Z",
      "2026-11-01T05:30:00Z",
    ],
    [
      "keeps the wall time across a clock change",
      plan("09:00", "Europe/Berlin"),
      "2027-03-27T08:00:00Z",
      "2027-03-28T07:00:00Z",
    ],
    [
      "knows gaps of half an hour",
      plan("02:15", "Australia/Lord_Howe"),
      "2026-10-03T00:00:00Z",
      "2026-10-03T15:30:00Z",
    ],
    [
      "knows gaps at midnight",
      plan("00:30", "America/Havana"),
      "2027-03-13T12:00:00Z",
      "2027-03-14T05:00:00Z",
    ],
    [
      "knows gaps that begin at the very minute",
      plan("02:00", "America/New_York"),
      "2027-03-13T12:00:00Z",
      "2027-03-14T07:00:00Z",
    ],
    [
      "is the last minute before a gap that lasts until midnight, and the next day's comes too",
      plan("23:30", "America/Nuuk"),
      "2026-03-28T12:00:00Z",
      "2026-03-29T00:59:00Z",
    ],
    [
      "the day after such a gap is that day's",
      plan("23:30", "America/Nuuk"),
      "2026-03-29T00:59:00Z",
      "2026-03-30T00:30:00Z",
    ],
    [
      "is none on a date that a zone left out",
      plan("09:00", "Pacific/Apia"),
      "2011-12-29T20:00:00Z",
      "2011-12-30T19:00:00Z",
    ],
  ])("%s", (_name, of, after, expected) => {
    expect(iso(nextRun(of, at(after)))).toBe(expected);
  });

  test("comes exactly once on every enabled local day, in any zone and at any hour", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const plans = fc.record({
      zone: fc.constantFrom(...zones),
      time: fc.constantFrom("00:00", "00:30", "02:30", "09:00", "23:59"),
      days: fc.subarray(DAILY, { minLength: 1 }),
    });
    fc.assert(
      fc.property(plans, fc.integer({ min: 2024, max: 2028 }), (of, year) => {
        const days: string[] = [];
        let now = at(`${year}-01-01T12:00:00Z`);
        const end = now + 400 * 86_400_000;
        while (now < end) {
          now = nextRun(of, now);
          days.push(
            Temporal.Instant.fromEpochMilliseconds(now)
              .toZonedDateTimeISO(of.zone)
              .toPlainDate()
              .toString(),
          );
        }
        const first = Temporal.PlainDate.from(days[0]!);
        const span = first.until(Temporal.PlainDate.from(days.at(-1)!)).days;
        const wanted = Array.from({ length: span + 1 }, (_, i) => first.add({ days: i }))
          .filter((date) => of.days.includes(date.dayOfWeek))
          .map(String);
        expect(days).toEqual(wanted);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

describe("what is due after a downtime", () => {
  const of = plan("09:00", "UTC");
  const slot = at("2026-11-20T09:00:00Z");
  /** Every occurrence that has come by then, oldest first, with what becomes of it. */
  const all = (now: number, plan_ = of, from = slot) => {
    const found: string[] = [];
    for (let next = from; next <= now; ) {
      const { day, tooLate, nextRunAt } = due(plan_, next, now);
      found.push(`${day}${tooLate ? " too late" : ""}`);
      expect(nextRunAt).toBeGreaterThan(next);
      next = nextRunAt;
    }
    return found;
  };

  test.each([
    ["on time, today's post", "2026-11-20T09:00:30Z", ["2026-11-20"]],
    ["an hour late, still today's post", "2026-11-20T10:00:00Z", ["2026-11-20"]],
    ["at the end of the grace window, still today's", "2026-11-20T15:00:00Z", ["2026-11-20"]],
    ["a moment after it, too late", "2026-11-20T15:00:01Z", ["2026-11-20 too late"]],
    [
      "three days on and in time for that day, that day's post alone",
      "2026-11-23T09:30:00Z",
      ["2026-11-20 too late", "2026-11-21 too late", "2026-11-22 too late", "2026-11-23"],
    ],
    [
      "a day on in the evening, none",
      "2026-11-21T20:00:00Z",
      ["2026-11-20 too late", "2026-11-21 too late"],
    ],
  ])("%s", (_name, now, days) => {
    expect(all(at(now))).toEqual(days);
  });

  test("a year on, the last two weeks are recorded and today's is posted", () => {
    const days = all(at("2027-11-20T09:30:00Z"));
    expect(days).toHaveLength(14);
    expect(days.at(-1)).toBe("2027-11-20");
    expect(days.at(-2)).toBe("2027-11-19 too late");
  });

  test("a weekly plan a year on has its one day", () => {
    const days = all(at("2027-11-20T09:30:00Z"), plan("09:00", "UTC", [5]));
    expect(days).toEqual(["2027-11-12 too late", "2027-11-19 too late"]);
  });

  test("the grace window is six hours", () => {
    expect(GRACE_MS).toBe(6 * 3_600_000);
  });
});
