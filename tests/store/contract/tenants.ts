import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scope, Store } from "#store";
import { aPlan, aSubscription, here, there } from "./samples.ts";

/** Everything a tenant can see of a store. */
async function view(store: Store, scope: Scope) {
  const people = ["p0", "p1"];
  const channels = ["c0", "c1"];
  const subscriptions = await store.subscriptions.inTenant(scope);
  return {
    subscriptions,
    votes: await store.votes.counts(scope),
    saves: await Promise.all(people.map((person) => store.saves.of(scope, person))),
    saved: await store.saves.counts(scope),
    posted: await Promise.all(channels.map((c) => store.deliveries.postedIn(scope, c, 0))),
    deliveries: await Promise.all(["s0", "s1"].map((id) => store.deliveries.last(scope, id, 99))),
  };
}

const action = fc.record({
  what: fc.constantFrom(
    "vote",
    "unvote",
    "save",
    "unsave",
    "put",
    "remove",
    "pause",
    "lose",
    "post",
  ),
  person: fc.constantFrom("p0", "p1"),
  paper: fc.constantFrom("a", "b"),
  id: fc.constantFrom("s0", "s1"),
  channel: fc.constantFrom("c0", "c1"),
});

type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

async function act(store: Store, scope: Scope, step: Action, n: number): Promise<void> {
  const { what, person, paper: key, id, channel } = step;
  const subscription = aSubscription({ ...scope, id, channel, nextRunAt: n });
  switch (what) {
    case "vote":
      await store.votes.cast(scope, person, key, n);
      return;
    case "unvote":
      await store.votes.withdraw(scope, person, key);
      return;
    case "save":
      await store.saves.save(scope, person, key, n);
      return;
    case "unsave":
      await store.saves.remove(scope, person, key);
      return;
    case "put":
      return await store.subscriptions.put(subscription);
    case "remove":
      await store.subscriptions.remove(scope, id);
      return;
    case "pause":
      await store.subscriptions.setState(scope, id, "paused", "why");
      return;
    case "lose":
      await store.subscriptions.disable({ ...scope, ...(n % 2 && { channel }) }, "gone", n);
      return;
    case "post": {
      await store.subscriptions.put(subscription);
      const delivery = await store.deliveries.plan(aPlan(subscription, { day: `day ${n % 3}` }));
      if (!delivery) return;
      await store.deliveries.settle(delivery.id, { state: "sent", papers: [key], at: n });
    }
  }
}

/** Nothing crosses from one tenant to another. */
export function tenantsContract(given: () => Store, open: () => Promise<Store>): void {
  test("nothing one tenant does is seen by, or changes, another", async () => {
    const elsewhere: Scope = { platform: "slack", tenant: here.tenant };
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 12 }),
        fc.array(action, { maxLength: 12 }),
        async (ours, theirs) => {
          const store = await open();
          try {
            for (const [n, step] of theirs.entries()) await act(store, there, step, n);
            const before = await view(store, there);
            for (const [n, step] of ours.entries()) {
              await act(store, here, step, n);
              await act(store, elsewhere, step, n);
            }
            expect(await view(store, there)).toEqual(before);
            for (const scope of [here, there, elsewhere]) {
              for (const one of (await view(store, scope)).subscriptions) {
                expect(one).toMatchObject(scope);
              }
            }
          } finally {
            await store.close();
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(await view(given(), here)).toMatchObject({ subscriptions: [] });
  });
}
