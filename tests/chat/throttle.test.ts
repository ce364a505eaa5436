import fc from "fast-check";
import { expect, test } from "vitest";
import { createThrottle } from "#chat";

let now = 1_000_000;
const clock = () => now;

test("a burst passes at once, then one at a time, and rest gives the burst back", () => {
  const throttle = createThrottle({ burst: 3, every: 1000 }, clock);
  expect([1, 2, 3, 4].map(() => throttle("a"))).toEqual([0, 0, 0, 1000]);
  now += 400;
  expect(throttle("a")).toBe(600);
  now += 600;
  expect([throttle("a"), throttle("a")]).toEqual([0, 1000]);
  now += 3000;
  expect([1, 2, 3, 4].map(() => throttle("a"))).toEqual([0, 0, 0, 1000]);
});

test("keys do not know each other", () => {
  const throttle = createThrottle({ burst: 1, every: 1000 }, clock);
  expect([throttle("a"), throttle("b"), throttle("a")]).toEqual([0, 0, 1000]);
});

test("whoever comes back after the time that was named is let pass", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5_000), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 3_000 }),
      (pauses, burst, every) => {
        const throttle = createThrottle({ burst, every }, clock);
        for (const pause of pauses) {
          now += pause;
          const wait = throttle("a");
          expect(wait).toBeLessThanOrEqual(every);
          if (wait === 0) continue;
          now += wait;
          expect(throttle("a")).toBe(0);
        }
      },
    ),
  );
});

test("over any time no more passes than the rate allows", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 200 }), (pauses) => {
      const [burst, every] = [5, 1000];
      const throttle = createThrottle({ burst, every }, clock);
      const from = now;
      const passed = pauses.filter((pause) => {
        now += pause;
        return throttle("a") === 0;
      });
      expect(passed.length).toBeLessThanOrEqual(burst + (now - from) / every);
    }),
  );
});

test("a clock that is set back lets nobody wait longer than a burst takes", () => {
  const throttle = createThrottle({ burst: 3, every: 1000 }, clock);
  for (let i = 0; i < 3; i += 1) throttle("a");
  now -= 24 * 60 * 60_000;
  expect(throttle("a")).toBeLessThanOrEqual(1000);
  now += 1000;
  expect(throttle("a")).toBe(0);
});

test("however many ask, it remembers no more than it may", () => {
  const throttle = createThrottle({ burst: 1, every: 1000 }, clock, 100);
  expect(throttle("first")).toBe(0);
  for (let i = 0; i < 100; i += 1) throttle(`stranger ${i}`);
  // The first gave way, and may begin anew.
  expect(throttle("first")).toBe(0);
  expect(throttle("stranger 99")).toBe(1000);
});
