import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHeartbeat } from "#digest";

const MINUTE = 60_000;
const errors: unknown[] = [];
const warnings: string[] = [];
const log = {
  info: () => {},
  warn: (_: object, message: string) => void warnings.push(message),
  error: (fields: object) => void errors.push(fields),
};

beforeEach(() => {
  errors.length = warnings.length = 0;
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 7, 0, 30) });
});
afterEach(() => vi.useRealTimers());

test("beats at the start and at every full minute, until it is stopped", async () => {
  let beats = 0;
  const beat = async () => {
    beats += 1;
  };
  const heart = startHeartbeat(beat, Date.now, log);
  await vi.advanceTimersByTimeAsync(0);
  expect(beats).toBe(1);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(beats).toBe(4);
  expect(heart.last()).toBe(Date.UTC(2026, 10, 24, 7, 3, 0));
  await heart.stop();
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(beats).toBe(4);
});

test("a beat that fails is logged and the next one comes all the same", async () => {
  let beats = 0;
  const beat = async () => {
    beats += 1;
    if (beats === 1) throw new Error("the disk is full");
  };
  const heart = startHeartbeat(beat, Date.now, log);
  await vi.advanceTimersByTimeAsync(0);
  expect(heart.last()).toBeUndefined();
  expect(errors).toEqual([{ err: new Error("the disk is full") }]);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(beats).toBe(2);
  expect(heart.last()).toBeDefined();
  await heart.stop();
});

test("two beats never run at once, and stop waits for the one that does", async () => {
  const gate = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  let told = false;
  const beat = async (stopping: () => boolean) => {
    running += 1;
    most = Math.max(most, running);
    await gate.promise;
    told = stopping();
    running -= 1;
  };
  const heart = startHeartbeat(beat, Date.now, log);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  let stopped = false;
  const stopping = heart.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect([most, stopped]).toEqual([1, false]);
  expect(warnings).toHaveLength(4);
  expect(warnings[0]).toContain("still running");
  gate.resolve();
  await vi.advanceTimersByTimeAsync(0);
  await stopping;
  expect([told, running]).toEqual([true, 0]);
});
