import { expect, test } from "vitest";
import type { Delivery, Store } from "#store";
import { aPlan, aSubscription, here, hour, paper } from "./samples.ts";

/** Leases, outcomes and what a channel has seen. */
export function deliveriesContract(given: () => Store): void {
  /** Enters one delivery per subscription id. */
  async function planned(...ids: string[]): Promise<void> {
    for (const id of ids) {
      const subscription = aSubscription({ id });
      await given().subscriptions.put(subscription);
      await given().deliveries.plan(aPlan(subscription));
    }
  }
  const now = 10 * hour;

  test("each due delivery is leased once, to one caller", async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `s${n}`);
    await planned(...ids);
    const { deliveries } = given();
    expect(await deliveries.claim(9 * hour - 1, 60_000, 50, ["discord", "slack"])).toEqual([]);
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => deliveries.claim(now, 60_000, 7, ["discord", "slack"])),
    );
    const got = claims.flat();
    expect(got.map((one) => one.subscription).sort()).toEqual(ids.sort());
    for (const one of got) {
      expect(one).toMatchObject({ state: "leased", attempts: 1, leasedUntil: now + 60_000 });
    }
  });

  test("what was sent is recorded with its papers, in order", async () => {
    await planned("s1");
    const { deliveries } = given();
    const [delivery] = await deliveries.claim(now, 60_000, 1, ["discord", "slack"]);
    const outcome = { state: "sent", message: "m1", papers: ["b", "a"], at: now } as const;
    expect(await deliveries.settle(delivery!.id, outcome)).toBe(true);
    expect(await deliveries.settle(delivery!.id, outcome)).toBe(false);
    const [last] = await deliveries.last(here, "s1", 1);
    expect(last).toMatchObject({
      state: "sent",
      message: "m1",
      papers: ["b", "a"],
      settledAt: now,
    });
    expect(last).not.toHaveProperty("leasedUntil");
    expect(await deliveries.claim(now + hour, 60_000, 9, ["discord", "slack"])).toEqual([]);
  });

  test("a try that failed comes back later, and a rate limit gives its attempt back", async () => {
    await planned("s1");
    const { deliveries } = given();
    const again = async (counted: boolean, notBefore: number) => {
      const [delivery] = await deliveries.claim(notBefore, 60_000, 1, ["discord", "slack"]);
      const next = notBefore + 5_000;
      const outcome = { state: "due", notBefore: next, reason: "busy", counted } as const;
      expect(await deliveries.settle(delivery!.id, outcome)).toBe(true);
      expect(await deliveries.claim(next - 1, 60_000, 1, ["discord", "slack"])).toEqual([]);
      return (await deliveries.last(here, "s1", 1))[0]!;
    };
    expect(await again(true, now)).toMatchObject({ state: "due", attempts: 1, reason: "busy" });
    expect(await again(false, now + 5_000)).toMatchObject({ state: "due", attempts: 1 });
    expect(await deliveries.claim(now + 10_000, 60_000, 1, ["discord", "slack"])).toMatchObject([
      { attempts: 2 },
    ]);
  });

  test("a lease that ran out becomes unknown, with the reason, and is not claimed again", async () => {
    await planned("s1");
    const { deliveries } = given();
    const [delivery] = await deliveries.claim(now, 60_000, 1, ["discord", "slack"]);
    expect(await deliveries.expire(now + 60_000)).toEqual([]);
    const expired = await deliveries.expire(now + 60_001);
    expect(expired).toMatchObject([{ id: delivery!.id, state: "unknown", attempts: 1 }]);
    expect(expired[0]!.reason).toMatch(/may or may not have arrived/);
    expect(await deliveries.expire(now + 60_001)).toEqual([]);
    expect(await deliveries.claim(now + hour, 60_000, 9, ["discord", "slack"])).toEqual([]);
  });

  test("an unknown delivery may be found sent or sent back; a settled one only found sent", async () => {
    await planned("s1", "s2");
    const { deliveries } = given();
    const [one, other] = (await deliveries.claim(now, 60_000, 2, ["discord", "slack"])) as [
      Delivery,
      Delivery,
    ];
    await deliveries.expire(now + hour);
    const back = { state: "due", notBefore: now, reason: "not there", counted: true } as const;
    expect(await deliveries.settle(one.id, back)).toBe(true);
    expect(await deliveries.claim(now, 60_000, 9, ["discord", "slack"])).toMatchObject([
      { id: one.id, attempts: 2 },
    ]);
    expect(await deliveries.settle(other.id, { state: "failed", reason: "no", at: 1 })).toBe(true);
    expect(await deliveries.settle(other.id, back)).toBe(false);
    expect(await deliveries.settle(other.id, { state: "sent", papers: ["p"], at: 2 })).toBe(true);
    expect(await deliveries.settle(other.id, { state: "failed", reason: "no", at: 3 })).toBe(false);
    expect(await deliveries.settle("nobody", back)).toBe(false);
  });

  test("a channel remembers what it was sent, also when the subscription is gone", async () => {
    await planned("s1", "s2");
    const { deliveries, subscriptions } = given();
    const [one, other] = (await deliveries.claim(now, 60_000, 2, ["discord", "slack"])) as [
      Delivery,
      Delivery,
    ];
    await deliveries.settle(one.id, { state: "sent", papers: ["a", "b"], at: now });
    await deliveries.settle(other.id, { state: "sent", papers: ["b", "c"], at: now + 1 });
    await subscriptions.remove(here, "s1");
    expect(await deliveries.postedIn(here, "general", now)).toEqual(new Set(["a", "b", "c"]));
    expect(await deliveries.postedIn(here, "general", now + 1)).toEqual(new Set(["b", "c"]));
    expect(await deliveries.postedIn(here, "random", 0)).toEqual(new Set());
    expect(await deliveries.last(here, one.subscription, 5)).toHaveLength(1);
  });

  test("the last deliveries of a subscription are the newest first", async () => {
    const { deliveries, subscriptions } = given();
    let subscription = aSubscription();
    await subscriptions.put(subscription);
    for (const day of ["2026-11-24", "2026-11-25", "2026-11-26"]) {
      await deliveries.plan(aPlan(subscription, { day }));
      subscription = (await subscriptions.get(here, "s1"))!;
    }
    const days = (await deliveries.last(here, "s1", 2)).map((one) => one.day);
    expect(days).toEqual(["2026-11-26", "2026-11-25"]);
  });

  test("the store can say what is in it", async () => {
    await planned("s1", "s2");
    await given().papers.put([paper("a")]);
    expect(await given().info()).toMatchObject({
      schema: expect.any(Number),
      papers: 1,
      subscriptions: { enabled: 2, paused: 0, disabled: 0 },
      deliveries: { due: 2, leased: 0, sent: 0, skipped: 0, failed: 0, unknown: 0 },
    });
  });
}
