import { expect, test } from "vitest";
import type { Store } from "#store";
import { aSubscription, here, there } from "./samples.ts";

/** What platforms keep of their own connections: logins, receipts, installations. */
export function connectionsContract(given: () => Store): void {
  test("logins are told oldest first, each platform's for itself, until they are thrown away", async () => {
    const { logins } = given();
    for (const at of [30, 10, 20]) await logins.record("discord", at);
    await logins.record("slack", 20);
    expect(await logins.since("discord", 20)).toEqual([20, 30]);
    expect(await logins.since("slack", 0)).toEqual([20]);
    expect(await logins.prune(20)).toBe(1);
    expect(await logins.since("discord", 0)).toEqual([20, 30]);
  });

  test("a receipt is taken once, also by two at the same time, until it expires", async () => {
    const { receipts } = given();
    const taken = await Promise.all(Array.from({ length: 5 }, () => receipts.take("event-1", 100)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await receipts.take("event-2", 300)).toBe(true);
    expect(await receipts.prune(100)).toBe(1);
    expect(await receipts.take("event-1", 200)).toBe(true);
    expect(await receipts.take("event-2", 300)).toBe(false);
  });

  test("an installation is replaced, found and removed by its own tenant alone", async () => {
    const { installations } = given();
    await installations.put({ ...here, body: "sealed", at: 2 });
    await installations.put({ ...there, body: "another", at: 1 });
    await installations.put({ ...here, body: "sealed again", at: 3 });
    expect(await installations.get(here)).toEqual({ ...here, body: "sealed again", at: 3 });
    expect((await installations.all(here.platform)).map((one) => one.body)).toEqual([
      "another",
      "sealed again",
    ]);
    expect(await installations.all("elsewhere")).toEqual([]);
    expect(await installations.remove(here)).toBe(true);
    expect(await installations.remove(here)).toBe(false);
    expect(await installations.get(here)).toBeUndefined();
    expect(await installations.get(there)).toMatchObject({ body: "another" });
  });

  test("a place that is lost disables its subscriptions with the reason and keeps them", async () => {
    const { subscriptions } = given();
    await subscriptions.put(aSubscription({ id: "a", channel: "c1" }));
    await subscriptions.put(aSubscription({ id: "b", channel: "c2", state: "paused" }));
    await subscriptions.put(aSubscription({ ...there, id: "a", channel: "c1" }));
    expect(
      await subscriptions.disable({ ...here, channel: "c1" }, "the channel was deleted", 7),
    ).toBe(1);
    expect(await subscriptions.disable(here, "I was removed", 7)).toBe(1);
    const states = (await subscriptions.inTenant(here)).map(({ state, reason }) => [state, reason]);
    expect(states).toEqual([
      ["disabled", "the channel was deleted"],
      ["disabled", "I was removed"],
    ]);
    expect(await subscriptions.get(there, "a")).toMatchObject({ state: "enabled" });
  });
}
