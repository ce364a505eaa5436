import { expect, test } from "vitest";
import { openDatabaseClock } from "../../src/store/database-clock.ts";

/** A database whose clock a test sets, a local clock that only goes forward, and a way between them. */
function stage() {
  const state = { database: 1_000_000, local: 50, way: 10 };
  const pass = (ms: number) => {
    state.database += ms;
    state.local += ms;
  };
  const ask = async () => {
    pass(state.way / 2);
    const time = state.database;
    pass(state.way / 2);
    return time;
  };
  return { state, pass, open: () => openDatabaseClock(ask, () => state.local) };
}

test("the clock says what the database's does, however far away that is", async () => {
  const { state, pass, open } = stage();
  const clock = await open();
  expect(clock.now()).toBe(state.database);
  pass(86_400_000);
  expect(clock.now()).toBe(state.database);
});

test("of the first questions the quickest answered counts", async () => {
  const { state } = stage();
  const ways = [400, 2, 700];
  // All of the way lies before the answer, so that a slow one misleads by half of it.
  const ask = async () => {
    const way = ways.shift() ?? 0;
    state.local += way;
    state.database += way;
    return state.database;
  };
  const clock = await openDatabaseClock(ask, () => state.local);
  expect(Math.abs(clock.now() - state.database)).toBeLessThanOrEqual(1);
});

test("a database clock that was set on is followed at the next look", async () => {
  const { state, open } = stage();
  const clock = await open();
  state.database += 3_600_000;
  await clock.refresh();
  expect(clock.now()).toBe(state.database);
});

test("a database clock that was set back makes the time stand still until it is caught up with", async () => {
  const { state, pass, open } = stage();
  const clock = await open();
  const before = clock.now();
  state.database -= 60_000;
  await clock.refresh();
  expect(clock.now()).toBe(before);
  pass(59_000);
  expect(clock.now()).toBe(before);
  pass(2_000);
  expect(clock.now()).toBe(state.database);
  expect(clock.now()).toBeGreaterThan(before);
});

test("an answer that took too long changes nothing, and neither does a question that fails", async () => {
  const { state, pass, open } = stage();
  const clock = await open();
  state.way = 5_000;
  state.database += 3_600_000;
  await clock.refresh();
  pass(10);
  expect(clock.now()).toBe(state.database - 3_600_000);
  const broken = await openDatabaseClock(async () => {
    if (state.way === 0) throw new Error("away");
    return state.database;
  });
  const time = broken.now();
  state.way = 0;
  await expect(broken.refresh()).rejects.toThrow("away");
  expect(broken.now()).toBeGreaterThanOrEqual(time);
});
