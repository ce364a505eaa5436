import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Pulse, startHeartbeat } from "#digest";

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
    return undefined;
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
    return undefined;
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
  const beat = async ({ stopping }: Pulse) => {
    running += 1;
    most = Math.max(most, running);
    await gate.promise;
    told = stopping();
    running -= 1;
    return undefined;
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

test("a beat that asks for it gets the next one before the minute, and never at once", async () => {
  const wishes = [5_000, -1, undefined];
  const at: number[] = [];
  const beat = async () => {
    at.push(Date.now());
    const wish = wishes.shift();
    return wish && Date.now() + wish;
  };
  const from = Date.now();
  const heart = startHeartbeat(beat, Date.now, log);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(at.map((time) => time - from)).toEqual([0, 5_000, 6_000]);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(at.map((time) => time - from)).toEqual([0, 5_000, 6_000, 30_000]);
  await heart.stop();
});

test("a beat that takes minutes says meanwhile that the heart beats", async () => {
  const gate = Promise.withResolvers<void>();
  const beat = async ({ alive }: Pulse) => {
    await gate.promise;
    alive();
    return await new Promise<never>(() => {});
  };
  const heart = startHeartbeat(beat, Date.now, log);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(heart.last()).toBeUndefined();
  gate.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(heart.last()).toBe(Date.now());
});

test("a beat that does not end is hurried some seconds after the stop, and no beat follows", async () => {
  let beats = 0;
  const beat = async ({ hurry }: Pulse) => {
    beats += 1;
    await new Promise((resolve) => hurry.addEventListener("abort", resolve));
    return Date.now();
  };
  const heart = startHeartbeat(beat, Date.now, log);
  await vi.advanceTimersByTimeAsync(MINUTE);
  const from = Date.now();
  const stopping = heart.stop().then(() => Date.now() - from);
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect([await stopping, beats]).toEqual([6_000, 1]);
});
