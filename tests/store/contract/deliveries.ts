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
  const when = { at: now, unseenSince: now - hour };

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

  const both = ["discord", "slack"];
  const leased = async (at = now) => (await given().deliveries.claim(at, 60_000, 9, both))[0]!;

  test("a lease that ran out before anything was sent is due again, as if it had never been", async () => {
    await planned("s1");
    const { deliveries } = given();
    const { id } = await leased();
    expect(await deliveries.expire(now + 60_000)).toEqual([]);
    expect(await deliveries.expire(now + 60_001, [id])).toEqual([]);
    const expired = await deliveries.expire(now + 60_001);
    expect(expired).toMatchObject([{ id, state: "due", attempts: 1, notBefore: now + 60_001 }]);
    expect(expired[0]).not.toHaveProperty("earlier");
    expect(await deliveries.expire(now + 60_001)).toEqual([]);
    expect(await leased(now + hour)).toMatchObject({ id, attempts: 2 });
  });

  test("a lease that ran out while sending is due again, and known to be out perhaps since then", async () => {
    await planned("s1");
    const { deliveries } = given();
    const first = await leased();
    expect(await deliveries.draft(first, { draft: "d", papers: ["a", "b"], ...when })).toBe("held");
    await deliveries.expire(now + hour);
    const second = await leased(now + hour);
    expect(second).toMatchObject({ draft: "d", earlier: { since: now, sure: true }, parts: [] });
    await deliveries.expire(now + 3 * hour);
    expect(await leased(now + 4 * hour)).toMatchObject({ earlier: { since: now, sure: true } });
  });

  test("how far a post got is kept with it, one message after another", async () => {
    await planned("s1");
    const { deliveries } = given();
    const one = await leased();
    expect(await deliveries.hold(one, now + 90_000, ["m1", null])).toBe(true);
    expect(await deliveries.expire(now + 89_999)).toEqual([]);
    expect(await deliveries.hold(one, now + 120_000)).toBe(true);
    await deliveries.expire(now + hour);
    const again = await leased(now + hour);
    expect(again).toMatchObject({ parts: ["m1", null] });
    const back = { state: "due", notBefore: 0, reason: "429", counted: false } as const;
    await deliveries.settle(again.id, { ...back, parts: ["m1"] }, again.attempts);
    expect(await leased(now + hour)).toMatchObject({ parts: ["m1"] });
  });

  test("a try that lost its lease changes nothing but that the post is out", async () => {
    await planned("s1");
    const { deliveries } = given();
    const lost = await leased();
    await deliveries.expire(now + hour);
    const mine = await leased(now + hour);
    const back = { state: "due", notBefore: 0, reason: "503", counted: true } as const;
    expect(await deliveries.draft(lost, { draft: "d", papers: ["a"], ...when })).toBe("lost");
    expect(await deliveries.hold(lost, now + 9 * hour, ["m"])).toBe(false);
    expect(await deliveries.settle(lost.id, back, lost.attempts)).toBe(false);
    expect(await deliveries.settle(lost.id, { ...back, counted: false }, lost.attempts)).toBe(
      false,
    );
    expect(await deliveries.draft(mine, { draft: "d", papers: ["b"], ...when })).toBe("held");
    const sent = { state: "sent", message: "m", papers: ["b"], at: now } as const;
    expect(await deliveries.settle(lost.id, sent, lost.attempts)).toBe(true);
    expect(await deliveries.settle(mine.id, back, mine.attempts)).toBe(false);
  });

  test("a try whose end nobody knows says since when it may be out", async () => {
    await planned("s1");
    const { deliveries } = given();
    const back = { state: "due", notBefore: now, reason: "?", counted: true } as const;
    await deliveries.settle((await leased()).id, back);
    const second = await leased(now + 5_000);
    expect(second).not.toHaveProperty("earlier");
    await deliveries.settle(second.id, { ...back, unclear: true });
    const third = await leased(now + 9_000);
    expect(third).toMatchObject({ earlier: { since: now + 5_000, sure: true } });
    await deliveries.settle(third.id, { ...back, unclear: true });
    expect(await leased(now + 9_000)).toMatchObject({ earlier: { since: now + 5_000 } });
  });

  test("what is planned late may be out by another copy of the ledger, under the same id", async () => {
    const { subscriptions, deliveries } = given();
    const ids = [];
    for (const tenant of ["guild-1", "guild-2"]) {
      const subscription = aSubscription({ tenant });
      await subscriptions.put(subscription);
      const entered = await deliveries.plan(aPlan(subscription, { outSince: 9 * hour }));
      expect(entered).toMatchObject({ earlier: { since: 9 * hour, sure: false } });
      ids.push(entered!.id);
    }
    expect(ids[0]).toBe("3ebbb0ee4d2e4c3fab57c51b739123cd");
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("everything due of a token can be put off, and the ledger says what comes next", async () => {
    const { subscriptions, deliveries } = given();
    for (const tenant of ["guild-1", "guild-2"]) {
      const subscription = aSubscription({ tenant });
      await subscriptions.put(subscription);
      await deliveries.plan(aPlan(subscription));
    }
    expect(await deliveries.next(both)).toBe(9 * hour);
    expect(await deliveries.postpone(here, now + hour, "refused")).toBe(1);
    expect(await deliveries.postpone(here, now, "sooner")).toBe(0);
    expect(await deliveries.claim(now, 60_000, 9, both)).toMatchObject([{ tenant: "guild-2" }]);
    expect(await deliveries.next(both)).toBe(now + hour);
    expect(await deliveries.next(["slack"])).toBeUndefined();
    expect(await deliveries.next([])).toBeUndefined();
    expect(await deliveries.postpone({ platform: "discord" }, now + 2 * hour, "refused")).toBe(1);
    expect(await deliveries.last(here, "s1", 1)).toMatchObject([{ reason: "refused" }]);
  });

  test("an unknown delivery may be found sent or sent back; a settled one only found sent", async () => {
    await planned("s1", "s2");
    const { deliveries } = given();
    const [one, other] = (await deliveries.claim(now, 60_000, 2, ["discord", "slack"])) as [
      Delivery,
      Delivery,
    ];
    await deliveries.settle(one.id, { state: "unknown", reason: "no look", at: 1 });
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
