import { expect, test } from "vitest";
import { waitBeforeLogin } from "../../../src/platforms/discord/login-pace.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test("a few logins in an hour wait for nothing", () => {
  expect(waitBeforeLogin([], 0)).toBe(0);
  expect(waitBeforeLogin([0, 1, 2, 3], 4)).toBe(0);
});

test("each one more within the hour waits longer, up to a quarter of an hour", () => {
  const times = [0, 1, 2, 3, 4];
  expect(waitBeforeLogin(times, 4)).toBe(MINUTE);
  expect(waitBeforeLogin([...times, 5], 5)).toBe(2 * MINUTE);
  expect(
    waitBeforeLogin(
      Array.from({ length: 40 }, (_, i) => i),
      39,
    ),
  ).toBe(15 * MINUTE);
});

test("what is past counts for nothing: a wait that is over, an hour that is over, a clock set back", () => {
  const times = [0, 1, 2, 3, 4];
  expect(waitBeforeLogin(times, 4 + MINUTE)).toBe(0);
  expect(waitBeforeLogin(times, 4 + 60 * MINUTE)).toBe(0);
  expect(waitBeforeLogin(times, -1)).toBe(0);
});

test("a process that dies at every start logs in fewer than 200 times in any day", () => {
  const times: number[] = [];
  for (let now = 0; now < 3 * DAY; now += 1000) {
    if (waitBeforeLogin(times, now) === 0) times.push(now);
  }
  const most = times.map((from) => times.filter((at) => at >= from && at < from + DAY).length);
  expect(Math.max(...most)).toBeLessThan(200);
  expect(Math.min(...most.slice(0, 50))).toBeGreaterThan(50);
});
