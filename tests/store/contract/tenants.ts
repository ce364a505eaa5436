import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scope, Store } from "#store";
import { aPlan, aSubscription, here, paper, there } from "./samples.ts";

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
      await store.subscriptions.disable(scope, n % 2 ? channel : undefined, "gone");
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
export function tenantsContract(given: () => Store): void {
  test("nothing one tenant does is seen by, or changes, another", async () => {
    const store = given();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 12 }),
        fc.array(action, { maxLength: 12 }),
        async (ours, theirs) => {
          round += 1;
          const here = { platform: "discord", tenant: `ours-${round}` };
          const there = { platform: "discord", tenant: `theirs-${round}` };
          const elsewhere = { platform: "slack", tenant: here.tenant };
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
        },
      ),
      { numRuns: 25 },
    );
    expect(await view(store, here)).toMatchObject({ subscriptions: [] });
  });

  test("all that belongs to a tenant can be taken out and deleted, and nothing of another is touched", async () => {
    const store = given();
    const everyone = [here, there, { platform: "slack", tenant: here.tenant }];
    await store.papers.put([paper("a")]);
    for (const scope of everyone) await fill(store, scope);
    const ours = await store.tenants.export(here);
    expect(JSON.parse(JSON.stringify(ours))).toEqual(ours);
    expect(ours.subscriptions).toMatchObject([{ ...here, id: "s1" }]);
    expect(ours.deliveries).toMatchObject([{ ...here, state: "sent" }]);
    expect(ours.posts).toMatchObject([{ ...here, paper: "a" }]);
    expect(ours.votes).toMatchObject([{ ...here, person: "ada", paper: "a" }]);
    expect(ours.saves).toMatchObject([{ ...here, person: "ada", paper: "a" }]);
    expect(ours.installations).toEqual([{ ...here, at: 1 }]);

    const others = () => Promise.all(everyone.slice(1).map((scope) => store.tenants.export(scope)));
    const before = await others();
    const counts = Object.fromEntries(
      Object.entries(ours).map(([name, rows]) => [name, rows.length]),
    );
    expect(await store.tenants.erase(here)).toEqual(counts);
    const nothing = Object.fromEntries(Object.keys(ours).map((name) => [name, []]));
    expect(await store.tenants.export(here)).toEqual(nothing);
    expect(await others()).toEqual(before);
    expect(await store.papers.all()).toEqual([paper("a")]);
    expect(await store.installations.get(there)).toMatchObject({ body: "sealed" });
  });
}

/** One row of each kind. */
async function fill(store: Store, scope: Scope): Promise<void> {
  const subscription = aSubscription({ ...scope, nextRunAt: 1 });
  await store.subscriptions.put(subscription);
  const delivery = await store.deliveries.plan(aPlan(subscription));
  await store.deliveries.settle(delivery!.id, { state: "sent", papers: ["a"], at: 1 });
  await store.votes.cast(scope, "ada", "a", 1);
  await store.saves.save(scope, "ada", "a", 1);
  await store.installations.put({ ...scope, body: "sealed", at: 1 });
}
