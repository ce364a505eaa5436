import { expect, test } from "vitest";
import type { Store } from "#store";
import { aPlan, aSubscription, here, hour, there } from "./samples.ts";

/** Subscriptions. */
export function subscriptionsContract(given: () => Store): void {
  test("a subscription comes back as it was put, with and without its optional parts", async () => {
    const { subscriptions } = given();
    const { topics: _, exclude: __, ...bare } = aSubscription({ id: "s2", createdAt: 2 });
    await subscriptions.put(aSubscription());
    await subscriptions.put(bare);
    expect(await subscriptions.get(here, "s1")).toEqual(aSubscription());
    expect(await subscriptions.get(here, "s2")).toEqual(bare);
    await subscriptions.put({ ...bare, id: "s1", channel: "papers" });
    expect(await subscriptions.get(here, "s1")).toEqual({ ...bare, id: "s1", channel: "papers" });
    expect((await subscriptions.inTenant(here)).map((one) => one.id)).toEqual(["s1", "s2"]);
    expect((await subscriptions.inChannel(here, "papers")).map((one) => one.id)).toEqual(["s1"]);
    expect(await subscriptions.remove(here, "s1")).toBe(true);
    expect(await subscriptions.remove(here, "s1")).toBe(false);
    expect(await subscriptions.get(here, "s1")).toBeUndefined();
  });

  test("only the enabled whose hour has come are due, the longest waiting first", async () => {
    const { subscriptions } = given();
    expect(await subscriptions.next()).toBeUndefined();
    await subscriptions.put(aSubscription({ id: "late", nextRunAt: 30 }));
    await subscriptions.put(aSubscription({ id: "b", nextRunAt: 20 }));
    await subscriptions.put(aSubscription({ ...there, id: "a", nextRunAt: 10 }));
    await subscriptions.put(aSubscription({ id: "off", nextRunAt: 1, state: "paused" }));
    expect((await subscriptions.due(20, 9)).map((one) => one.id)).toEqual(["a", "b"]);
    expect((await subscriptions.due(20, 1)).map((one) => one.id)).toEqual(["a"]);
    expect(await subscriptions.next()).toBe(10);
    expect(await subscriptions.counts()).toEqual({ enabled: 3, paused: 1, disabled: 0 });
  });

  test("pausing says why, and enabling again forgets it", async () => {
    const { subscriptions } = given();
    await subscriptions.put(aSubscription());
    expect(await subscriptions.setState(here, "s1", "disabled", "the channel is gone")).toBe(true);
    expect(await subscriptions.get(here, "s1")).toEqual(
      aSubscription({ state: "disabled", reason: "the channel is gone" }),
    );
    expect(await subscriptions.setState(here, "s1", "enabled", undefined, 77)).toBe(true);
    expect(await subscriptions.get(here, "s1")).toEqual(aSubscription({ nextRunAt: 77 }));
    expect(await subscriptions.setState(here, "nobody", "paused")).toBe(false);
  });
}

/** From a subscription that is due to its day's delivery. */
export function planContract(given: () => Store): void {
  test("however many plan the same day at once, one delivery is entered", async () => {
    const { subscriptions, deliveries } = given();
    const subscription = aSubscription();
    await subscriptions.put(subscription);
    const planned = await Promise.all(
      Array.from({ length: 20 }, () => deliveries.plan(aPlan(subscription))),
    );
    expect(planned.filter(Boolean)).toHaveLength(1);
    expect(await deliveries.last(here, "s1", 9)).toHaveLength(1);
    const { nextRunAt } = (await subscriptions.get(here, "s1"))!;
    expect(nextRunAt).toBe(subscription.nextRunAt + 24 * hour);
  });

  test("a day that has its delivery gets no second one, and the subscription moves on", async () => {
    const { subscriptions, deliveries } = given();
    const subscription = aSubscription();
    await subscriptions.put(subscription);
    expect(await deliveries.plan(aPlan(subscription))).toMatchObject({
      ...{ ...here, subscription: "s1", channel: "general", day: "2026-11-24", state: "due" },
      ...{ dueAt: 9 * hour, notBefore: 9 * hour, attempts: 0, papers: [] },
    });
    const edited = aSubscription({ time: "18:00", nextRunAt: 18 * hour });
    await subscriptions.put(edited);
    expect(await deliveries.plan(aPlan(edited))).toBeUndefined();
    expect((await subscriptions.get(here, "s1"))!.nextRunAt).toBe(42 * hour);
    expect(await deliveries.last(here, "s1", 9)).toHaveLength(1);
  });

  test("a subscription that was edited, paused or removed meanwhile is left alone", async () => {
    const { subscriptions, deliveries } = given();
    const seen = aSubscription();
    const meanwhile = [aSubscription({ nextRunAt: 5 }), aSubscription({ state: "paused" })];
    for (const now of meanwhile) {
      await subscriptions.put(now);
      expect(await deliveries.plan(aPlan(seen))).toBeUndefined();
      expect(await subscriptions.get(here, "s1")).toEqual(now);
    }
    await subscriptions.remove(here, "s1");
    expect(await deliveries.plan(aPlan(seen))).toBeUndefined();
    expect(await deliveries.last(here, "s1", 9)).toEqual([]);
  });

  test("a day that is skipped from the start says why and is never claimed", async () => {
    const { subscriptions, deliveries } = given();
    await subscriptions.put(aSubscription());
    await deliveries.plan(aPlan(aSubscription(), { state: "skipped", reason: "8 hours late" }));
    expect(await deliveries.claim(99 * hour, 60_000, 9, ["discord", "slack"])).toEqual([]);
    expect(await deliveries.last(here, "s1", 1)).toMatchObject([
      { state: "skipped", reason: "8 hours late" },
    ]);
  });
}
