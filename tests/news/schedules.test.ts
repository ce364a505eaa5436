import { describe, expect, test } from "vitest";
import { announcements } from "../../src/news/announcements.ts";
import { dailyLists } from "../../src/news/daily-lists.ts";
import type { Schedule } from "../../src/news/slot.ts";

const at = (time: string) => Date.parse(time);
const HOUR = 3_600_000;

/** Every look that a schedule asks for between two times, when the clock is looked at each five minutes. */
function looks(schedule: Schedule, from: string, to: string, lastSuccess?: number) {
  const answered = new Set<string>();
  const made: { at: string; key: string; wanted: object }[] = [];
  let last = lastSuccess;
  for (let now = at(from); now < at(to); now += HOUR / 12) {
    for (const { key, wanted } of schedule(now, { answered, lastSuccess: last })) {
      answered.add(key);
      last = now;
      made.push({ at: new Date(now).toISOString().slice(0, 16), key, wanted });
    }
  }
  return made;
}

/** All looks of a day's list before that day are done. */
const settled = (day: string) => looks(dailyLists, `${day}T00:00:00Z`, `${day}T00:05:00Z`);

describe("a daily list of Hugging Face", () => {
  test.each([
    ["in winter at 02:30 UTC", "2026-11-24", "2026-11-24T02:45"],
    ["in summer at 01:30 UTC", "2026-08-05", "2026-08-05T01:45"],
    ["on Sunday evening in New York for Monday", "2026-08-03", "2026-08-03T01:45"],
    ["on the Monday after the clocks went on", "2026-03-09", "2026-03-09T01:45"],
    ["on the Monday after the clocks went back", "2026-11-02", "2026-11-02T02:45"],
  ])("is looked at a quarter of an hour after it opened, %s", (_, day, first) => {
    const from = new Date(at(`${first}Z`) - 3 * HOUR).toISOString();
    const seen = looks(dailyLists, from, new Date(at(from) + 30 * HOUR).toISOString());
    const [look] = seen.filter(({ wanted }) => "day" in wanted && wanted.day === day);
    expect(look).toEqual({ at: first, key: `${day} +0.25h`, wanted: { day } });
  });

  test("is looked at often on its day, just before the next one opens, and up to a week", () => {
    const seen = looks(dailyLists, "2026-08-05T00:00:00Z", "2026-08-20T00:00:00Z");
    const ages = seen.flatMap(({ at: when, key }) =>
      key.startsWith("2026-08-06") ? (at(`${when}Z`) - at("2026-08-06T01:30Z")) / HOUR : [],
    );
    expect(ages.filter((hours) => hours < 24)).toHaveLength(19);
    expect(ages).toContain(23.5);
    expect(ages.at(-1)).toBe(168);
    expect(ages).toHaveLength(30);
  });

  test("of a weekend is never asked for", () => {
    const seen = looks(dailyLists, "2026-08-01T00:00:00Z", "2026-09-01T00:00:00Z");
    const days = seen.map(({ key }) => new Date(key.slice(0, 10)).getUTCDay());
    expect(days.filter((day) => day === 0 || day === 6)).toEqual([]);
  });

  test("of the last month is looked at once at the first start, the newest first", () => {
    const keys = settled("2026-08-05").map(({ key }) => key);
    expect(keys).toHaveLength(22);
    expect(keys.slice(0, 3)).toEqual(["2026-08-04 +22h", "2026-08-03 +36h", "2026-07-31 +96h"]);
    expect(keys.at(-1)).toBe("2026-07-06 +168h");
  });

  test("makes a handful of requests an hour, whatever day it is", () => {
    const seen = looks(dailyLists, "2026-08-05T00:05:00Z", "2026-08-26T00:00:00Z").slice(22);
    const hours = new Map<string, number>();
    for (const { at: when } of seen)
      hours.set(when.slice(0, 13), (hours.get(when.slice(0, 13)) ?? 0) + 1);
    expect(Math.max(...hours.values())).toBeLessThanOrEqual(8);
    expect(seen.length / 21).toBeLessThan(40);
  });

  test("that was missed for a while is looked at once for how it is now", () => {
    const answered = new Set(settled("2026-08-05").map(({ key }) => key));
    const due = dailyLists(at("2026-08-07T13:00:00Z"), { answered });
    expect(due.map(({ key }) => key).slice(0, 4)).toEqual([
      ...["2026-08-07 +11h", "2026-08-06 +32h", "2026-08-05 +48h", "2026-08-04 +72h"],
    ]);
  });
});

describe("arXiv's announcements", () => {
  test("are looked at after midnight in New York and some times more, on weekdays", () => {
    const [friday, ...seen] = looks(
      announcements,
      "2026-11-23T04:00:00Z",
      "2026-11-30T06:00:00Z",
      at("2026-11-21"),
    );
    expect(friday?.key).toBe("2026-11-20 18:00");
    expect(seen.slice(0, 5)).toEqual([
      { at: "2026-11-23T05:20", key: "2026-11-23 00:20", wanted: {} },
      { at: "2026-11-23T07:00", key: "2026-11-23 02:00", wanted: {} },
      { at: "2026-11-23T11:00", key: "2026-11-23 06:00", wanted: {} },
      { at: "2026-11-23T17:00", key: "2026-11-23 12:00", wanted: {} },
      { at: "2026-11-23T23:00", key: "2026-11-23 18:00", wanted: {} },
    ]);
    expect(seen).toHaveLength(26);
    expect(seen.at(-1)?.at).toBe("2026-11-30T05:20");
    const summer = looks(announcements, "2026-08-04T04:00:00Z", "2026-08-04T05:00:00Z");
    expect(summer.at(-1)?.at).toBe("2026-08-04T04:20");
  });

  test.each<[string, string, string, string | undefined]>([
    ["never before", "2026-11-25T12:00Z", "", undefined],
    ["this morning", "2026-11-25T18:00Z", "2026-11-25T06:00Z", undefined],
    ["yesterday", "2026-11-25T12:00Z", "2026-11-24T12:00Z", undefined],
    ["on Friday, on Monday", "2026-11-23T12:00Z", "2026-11-20T12:00Z", undefined],
    ["two days ago", "2026-11-25T12:00Z", "2026-11-23T12:00Z", "2026-11-19"],
    ["on Thursday, on Saturday", "2026-11-21T12:00Z", "2026-11-19T12:00Z", "2026-11-15"],
    ["half a year ago", "2026-11-25T12:00Z", "2026-05-25T12:00Z", "2026-10-26"],
  ])("last seen %s are searched for from a day that covers the gap", (_, now, last, since) => {
    const [slot] = announcements(at(now), {
      answered: new Set(),
      lastSuccess: last === "" ? undefined : at(last),
    });
    expect(slot?.wanted).toEqual(since === undefined ? {} : { since });
  });

  test("that were answered are not asked for again", () => {
    const answered = new Set(["2026-11-25 06:00"]);
    expect(announcements(at("2026-11-25T16:00Z"), { answered })).toEqual([]);
    expect(announcements(at("2026-11-25T17:05Z"), { answered })).toHaveLength(1);
  });
});
