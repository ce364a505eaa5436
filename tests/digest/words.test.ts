import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { text } from "#chat";
import { daysInWords, readDays } from "../../src/digest/days.ts";
import { moment, readTime } from "../../src/digest/times.ts";
import { readZone, suggestZones } from "../../src/digest/zones.ts";

describe("days in words", () => {
  test.each([
    ["daily", [1, 2, 3, 4, 5, 6, 7]],
    ["every day", [1, 2, 3, 4, 5, 6, 7]],
    ["weekdays", [1, 2, 3, 4, 5]],
    ["mon,thu", [1, 4]],
    ["Mon - Wed", [1, 2, 3]],
    ["friday to monday", [1, 5, 6, 7]],
    ["Mondays and Fridays", [1, 5]],
    ["weekends, wed", [3, 6, 7]],
  ])("%s is read", (typed, days) => {
    expect(readDays(typed)).toEqual(days);
  });

  test("what is no day is named with an example", () => {
    expect(() => readDays("mon, blursday")).toThrow("“blursday” is no day of the week");
    expect(() => readDays(" , ")).toThrow("days can be daily");
  });

  test("any choice of days reads back from its words", () => {
    fc.assert(
      fc.property(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (days) => {
        expect(readDays(daysInWords(days))).toEqual(days);
      }),
    );
  });
});

describe("times of day", () => {
  test.each([
    ["09:00", "09:00"],
    ["9", "09:00"],
    ["9.30", "09:30"],
    ["9:30 pm", "21:30"],
    ["12am", "00:00"],
    ["12 pm", "12:00"],
    ["noon", "12:00"],
    ["0:05", "00:05"],
  ])("%s is read", (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  test.each(["24:00", "9:60", "13pm", "0am", "soon", "", "-1", "9:3"])(
    "“%s” is refused with an example",
    (typed) => {
      expect(() => readTime(typed)).toThrow("give it as 09:00 or 17:30");
    },
  );

  test("a moment names its weekday, date, hour and zone", () => {
    const at = Date.UTC(2026, 10, 25, 8);
    expect(text(moment(at, "Europe/Berlin"))).toBe("Wed 25 Nov, 09:00 (Europe/Berlin)");
    expect(text(moment(Date.UTC(2026, 10, 25, 23), "Europe/Berlin"))).toBe(
      "Thu 26 Nov, 00:00 (Europe/Berlin)",
    );
  });
});

describe("time zones", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["berlin", "Europe/Berlin"],
    ["New York", "America/New_York"],
    ["utc", "UTC"],
    ["Europe/Kyiv", "Europe/Kyiv"],
  ])("%s is read", (typed, zone) => {
    expect(readZone(typed)).toBe(zone);
  });

  test.each([
    ["Europe/Berlim", "Europe/Berlin"],
    ["berln", "Europe/Berlin"],
    ["New Yrok", "America/New_York"],
  ])("%s is refused with the nearest zone, %s", (typed, zone) => {
    expect(() => readZone(typed)).toThrow(`Did you mean ${zone}?`);
  });

  test.each(["+05:30", "UTC+2", "EST", "CEST"])(
    "%s is refused: it follows no summer time",
    (typed) => {
      expect(() => readZone(typed)).toThrow("does not follow a place's summer time");
    },
  );

  test("nonsense is refused with an example, however long", () => {
    expect(() => readZone("qqqqqqqqqqqqqq")).toThrow("such as Europe/Berlin");
    expect(() => readZone("x".repeat(100_000))).toThrow("such as Europe/Berlin");
  });

  test("zones are offered by city or region while one is typed", () => {
    expect(suggestZones("new y")).toContain("America/New_York");
    expect(suggestZones("Europe/B")).toContain("Europe/Berlin");
    expect(suggestZones("").length).toBeLessThanOrEqual(25);
  });
});
