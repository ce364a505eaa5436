import { expect, test } from "vitest";
import type { Delivery, Store } from "#store";
import { aPlan, aSubscription, here, hour } from "./samples.ts";

/** What a channel has seen, or is about to. */
export function seenContract(given: () => Store): void {
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
  const both = ["discord", "slack"];
  const leased = async (at = now) => (await given().deliveries.claim(at, 60_000, 9, both))[0]!;

  test("papers about to be sent are the channel's, until it is certain that they were not", async () => {
    await planned("s1");
    const { deliveries } = given();
    const posted = () => deliveries.postedIn(here, "general", 0);
    const one = await leased();
    await deliveries.draft(one, { draft: "d", papers: ["a", "b"], ...when });
    expect(await posted()).toEqual(new Set(["a", "b"]));
    await deliveries.settle(one.id, { state: "unknown", reason: "no look", at: now });
    expect(await posted()).toEqual(new Set(["a", "b"]));
    await deliveries.settle(one.id, { state: "failed", reason: "no", at: now });
    expect(await posted()).toEqual(new Set());
    await deliveries.settle(one.id, { state: "sent", papers: ["a", "b"], at: now });
    await deliveries.settle(one.id, { state: "sent", papers: ["a", "b"], at: now });
    expect((await deliveries.last(here, "s1", 1))[0]!.papers).toEqual(["a", "b"]);
  });

  test("papers that another post of the channel is about to send are taken, whoever asks at once", async () => {
    const ids = ["s1", "s2", "s3", "s4", "s5"];
    await planned(...ids);
    const { deliveries } = given();
    const all = await deliveries.claim(now, 60_000, 9, both);
    const draftOf = (one: Delivery, papers: readonly string[]) =>
      deliveries.draft(one, { draft: "d", papers, ...when });
    const first = await Promise.all(all.map((one) => draftOf(one, ["a", one.subscription])));
    expect(first.toSorted()).toEqual(["held", "taken", "taken", "taken", "taken"]);
    const holder = all[first.indexOf("held")]!;
    expect(await deliveries.postedIn(here, "general", 0)).toEqual(
      new Set(["a", holder.subscription]),
    );
    expect(await draftOf(holder, ["a", "b"])).toBe("held");
    expect(await deliveries.postedIn(here, "general", 0)).toEqual(new Set(["a", "b"]));
    const [other] = all.filter((one) => one !== holder);
    const later = { draft: "d", papers: ["a"], at: now + 2 * hour, unseenSince: now + 1 };
    expect(await deliveries.draft(other!, later)).toBe("held");
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
}
