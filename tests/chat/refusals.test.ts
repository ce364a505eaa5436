import { expect, test } from "vitest";
import { createRefusals } from "#chat";

const MINUTE = 60_000;

/** Refusals over a clock that the test moves, kept in a list. */
function counter(most = 3, past: readonly number[] = []) {
  const clock = { now: 100 * MINUTE };
  const rows = [...past];
  const refusals = createRefusals(() => clock.now, {
    most,
    kept: {
      record: async (at) => void rows.push(at),
      since: async (at) => rows.filter((one) => one >= at),
    },
  });
  return { clock, rows, refusals };
}

test("only refusals count, and nothing waits below the limit", async () => {
  const { refusals } = counter();
  for (const status of [200, 400, 404, 500, 403, 429]) refusals.seen(status);
  expect(await refusals.wait()).toBe(0);
  refusals.seen(401);
  expect(await refusals.wait()).toBe(10 * MINUTE);
});

test("from the limit on everything waits until the window has fewer again", async () => {
  const { refusals, clock } = counter();
  for (let i = 0; i < 5; i += 1) {
    refusals.seen(403);
    clock.now += MINUTE;
  }
  expect(await refusals.wait()).toBe(7 * MINUTE);
  clock.now += 7 * MINUTE;
  expect(await refusals.wait()).toBe(0);
});

test("those of the process before count, as far as they can be read", async () => {
  const { refusals } = counter(3, [89 * MINUTE, 95 * MINUTE, 96 * MINUTE]);
  refusals.seen(403);
  expect(await refusals.wait()).toBe(5 * MINUTE);
  const kept = { record: async () => {}, since: () => Promise.reject(new Error("locked")) };
  expect(await createRefusals(() => 0, { kept }).wait()).toBe(0);
});

test("those of other processes count, a second later at most", async () => {
  const { refusals, clock, rows } = counter();
  refusals.seen(403);
  expect(await refusals.wait()).toBe(0);
  rows.push(clock.now, clock.now);
  clock.now += 1_000;
  expect(await refusals.wait()).toBe(10 * MINUTE - 1_000);
});

test("a clock that is set back makes no wait longer", async () => {
  const { refusals, clock } = counter(1);
  refusals.seen(429);
  clock.now -= 60 * MINUTE;
  expect(await refusals.wait()).toBe(10 * MINUTE);
});
