import { expect, test } from "vitest";
import type { Store } from "#store";
import { aPlan, aSubscription, here, hour } from "./samples.ts";

/** What each database does in its own way: time, locks, odd values; and how late the posts are. */
export function engineContract(given: () => Store): void {
  test("the time is a whole number of milliseconds and never goes back", () => {
    const times = Array.from({ length: 1_000 }, () => given().now());
    expect(times.every(Number.isSafeInteger)).toBe(true);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // An hour is more than any clock of a test is wrong by, and far less than a wrong unit would be.
    expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(hour);
  });

  test("a lock has one holder at a time, and each name is a lock of its own", async () => {
    const { locks } = given();
    const lost: string[] = [];
    const hold = (name: string) => locks.hold(name, () => lost.push(name));
    const [lock, ...others] = (
      await Promise.all(Array.from({ length: 5 }, () => hold("gateway")))
    ).filter((one) => one !== undefined);
    expect(others).toEqual([]);
    const other = await hold("index");
    expect(other).toBeDefined();
    expect(await hold("gateway")).toBeUndefined();
    await lock?.release();
    await lock?.release();
    const again = await hold("gateway");
    expect(again).toBeDefined();
    await lock?.release();
    expect(await hold("gateway")).toBeUndefined();
    await again?.release();
    await other?.release();
    expect(lost).toEqual([]);
  });

  test("text with a NUL and a fraction of a millisecond are kept as what every database can keep", async () => {
    const { tickets, saves } = given();
    await tickets.park("k", "a\0b", 100.4);
    expect(await tickets.find("k", 99.6)).toBeUndefined();
    expect(await tickets.find("k", 99.4)).toBe("a\uFFFDb");
    await saves.save(here, "ada", "p", 5.6);
    expect(await saves.of(here, "ada")).toEqual([{ paper: "p", at: 6 }]);
  });

  test("the store tells how late the oldest post is that is not out", async () => {
    const { subscriptions, deliveries, now, info } = given();
    const due = async (id: string, nextRunAt: number) => {
      const subscription = aSubscription({ id, nextRunAt });
      await subscriptions.put(subscription);
      await deliveries.plan(aPlan(subscription));
    };
    expect((await info()).lag).toBe(0);
    await due("later", now() + 9 * hour);
    expect((await info()).lag).toBe(0);
    await due("now", now() - hour);
    const { lag } = await info();
    expect(lag).toBeGreaterThanOrEqual(hour);
    expect(lag).toBeLessThan(2 * hour);
    const [one] = await deliveries.claim(now(), 60_000, 9, ["discord"]);
    expect((await info()).lag).toBeGreaterThanOrEqual(lag);
    await deliveries.settle(one!.id, { state: "sent", papers: [], at: now() });
    expect((await info()).lag).toBe(0);
  });
}
