import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, Plan, Scope, Store, Subscription } from "#store";

const here: Scope = { platform: "discord", tenant: "guild-1" };
/** Platforms that the claimers of these tests run. */
const platforms = ["discord", "slack"];
const there: Scope = { platform: "discord", tenant: "guild-2" };
const hour = 3_600_000;

/** A subscription with everything set, changed as a test needs it. */
export function aSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    ...here,
    id: "s1",
    channel: "general",
    time: "09:00",
    zone: "Europe/Berlin",
    days: [1, 2, 3, 4, 5],
    count: 5,
    topics: "topology",
    exclude: "surveys",
    least: 3,
    empty: "skip",
    state: "enabled",
    nextRunAt: 9 * hour,
    by: "ada",
    createdAt: 1,
    ...changes,
  };
}

function aPlan(subscription: Subscription, changes: Partial<Plan> = {}): Plan {
  return {
    subscription,
    day: "2026-11-24",
    dueAt: subscription.nextRunAt,
    nextRunAt: subscription.nextRunAt + 24 * hour,
    state: "due",
    ...changes,
  };
}

const paper = (key: string, title = key) => ({ key, title, abstract: "About it." });

/**
 * What every store must do, whichever database it keeps things in. `open` answers a fresh, empty
 * store each time.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const given = () => store;

    papersContract(given);
    marksContract(given);
    subscriptionsContract(given);
    planContract(given);
    deliveriesContract(given);
    ticketsContract(given);
    tenantsContract(given, open);
  });
}

function papersContract(given: () => Store): void {
  test("a paper comes back as it was put, and a later one replaces it", async () => {
    const { papers } = given();
    const whole = {
      ...paper("arxiv:2402.02005", "Topology – “quoted” \u{1F9EE} \0"),
      authors: ["Ö. Author"],
      upvotes: 12,
      code: { url: "https://example.org/x", stars: 4 },
    };
    await papers.put([paper("title:b"), whole]);
    expect(await papers.all()).toEqual([whole, paper("title:b")]);
    await papers.put([{ ...whole, upvotes: 13 }]);
    expect(await papers.all()).toEqual([{ ...whole, upvotes: 13 }, paper("title:b")]);
    expect(await papers.count()).toBe(2);
  });

  test("the last of two papers with one key in one call is kept", async () => {
    await given().papers.put([paper("a", "first"), paper("a", "last")]);
    expect(await given().papers.all()).toEqual([paper("a", "last")]);
  });

  test("thousands of papers go in at once", async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => paper(`title:${n}`));
    await given().papers.put(many);
    expect(await given().papers.count()).toBe(2_500);
  });

  test("a reader is told what changed since it last looked, and nothing else", async () => {
    const { papers } = given();
    expect(await papers.changedSince(0)).toEqual({ papers: [], renamed: [], seq: 0 });
    await papers.put([paper("a"), paper("b")]);
    const first = await papers.changedSince(0);
    expect(first.papers).toEqual([paper("a"), paper("b")]);
    await papers.put([paper("b"), paper("c")]);
    const second = await papers.changedSince(first.seq);
    expect(second.papers).toEqual([paper("c")]);
    expect(await papers.changedSince(second.seq)).toEqual({
      ...{ papers: [], renamed: [], seq: second.seq },
    });
  });

  test("no change is missed and none told twice, however puts and reads fall together", async () => {
    const { papers } = given();
    const seen = new Map<string, string>();
    let seq = 0;
    const look = async () => {
      const changes = await papers.changedSince(seq);
      for (const one of changes.papers) seen.set(one.key, one.title);
      seq = changes.seq;
    };
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        await papers.put([paper(`k${n % 7}`, `t${n}`)]);
        if (n % 3 === 0) await look();
      }),
    );
    await look();
    const all = await papers.all();
    expect([...seen].sort()).toEqual(all.map((one) => [one.key, one.title]).sort());
  });

  test("a renamed paper keeps its votes, saves, snapshots and what was posted of it", async () => {
    const { papers, votes, saves, snapshots, subscriptions, deliveries } = given();
    await papers.put([paper("title:x")]);
    await votes.cast(here, "ada", "title:x", 1);
    await votes.cast(there, "ada", "title:x", 1);
    await saves.save(here, "ada", "title:x", 5);
    await snapshots.add([{ paper: "title:x", at: 1, upvotes: 3 }]);
    await subscriptions.put(aSubscription());
    const delivery = await deliveries.plan(aPlan(aSubscription()));
    await deliveries.settle(delivery!.id, { state: "sent", papers: ["title:x"], at: 10 });
    const { seq } = await papers.changedSince(0);

    await papers.rename("title:x", "arxiv:1");

    expect(await papers.all()).toEqual([{ ...paper("title:x"), key: "arxiv:1" }]);
    expect(await votes.of(here, "arxiv:1")).toBe(1);
    expect(await votes.of(there, "arxiv:1")).toBe(1);
    expect(await saves.of(here, "ada")).toEqual([{ paper: "arxiv:1", at: 5 }]);
    expect(await snapshots.since(0)).toEqual([{ paper: "arxiv:1", at: 1, upvotes: 3 }]);
    expect(await deliveries.postedIn(here, "general", 0)).toEqual(new Set(["arxiv:1"]));
    const changes = await papers.changedSince(seq);
    expect(changes.papers.map((one) => one.key)).toEqual(["arxiv:1"]);
    expect(changes.renamed).toEqual([{ from: "title:x", to: "arxiv:1" }]);
  });

  test("a rename onto a known paper keeps one of each", async () => {
    const { papers, votes, saves, snapshots } = given();
    await papers.put([paper("title:x"), paper("arxiv:1", "the real one")]);
    for (const key of ["title:x", "arxiv:1"]) {
      await votes.cast(here, "ada", key, 1);
      await saves.save(here, "ada", key, 1);
      await snapshots.add([{ paper: key, at: 1, upvotes: 3 }]);
    }
    await votes.cast(here, "bob", "title:x", 1);
    await papers.rename("title:x", "arxiv:1");
    expect(await papers.all()).toEqual([paper("arxiv:1", "the real one")]);
    expect(await votes.of(here, "arxiv:1")).toBe(2);
    expect(await votes.of(here, "title:x")).toBe(0);
    expect(await saves.of(here, "ada")).toEqual([{ paper: "arxiv:1", at: 1 }]);
    expect(await snapshots.since(0)).toHaveLength(1);
    await papers.rename("arxiv:1", "arxiv:1");
    expect(await papers.count()).toBe(1);
  });

  test("a snapshot taken twice is kept once", async () => {
    const { snapshots } = given();
    const whole = { paper: "a", at: 20, upvotes: 3, comments: 0, stars: 9 };
    await snapshots.add([]);
    await snapshots.add([whole, { paper: "a", at: 10, upvotes: 2 }]);
    await snapshots.add([{ ...whole, upvotes: 99 }]);
    expect(await snapshots.since(0)).toEqual([{ paper: "a", at: 10, upvotes: 2 }, whole]);
    expect(await snapshots.since(20)).toEqual([whole]);
  });
}

function marksContract(given: () => Store): void {
  test("a person votes once for a paper and may take it back", async () => {
    const { votes } = given();
    const cast = await Promise.all(Array.from({ length: 5 }, () => votes.cast(here, "a", "p", 5)));
    expect(cast.filter(Boolean)).toHaveLength(1);
    expect(await votes.cast(here, "b", "p", 9)).toBe(true);
    expect(await votes.counts(here)).toEqual(new Map([["p", 2]]));
    expect(await votes.counts(here, 6)).toEqual(new Map([["p", 1]]));
    expect(await votes.withdraw(here, "a", "p")).toBe(true);
    expect(await votes.withdraw(here, "a", "p")).toBe(false);
    expect(await votes.of(here, "p")).toBe(1);
  });

  test("a reader's list is newest first and keeps the first time", async () => {
    const { saves } = given();
    expect(await saves.save(here, "a", "p", 5)).toBe(true);
    expect(await saves.save(here, "a", "q", 7)).toBe(true);
    expect(await saves.save(here, "a", "p", 9)).toBe(false);
    await saves.save(here, "b", "p", 9);
    expect(await saves.of(here, "a")).toEqual([
      { paper: "q", at: 7 },
      { paper: "p", at: 5 },
    ]);
    expect(await saves.counts(here)).toEqual(
      new Map([
        ["p", 2],
        ["q", 1],
      ]),
    );
    expect(await saves.counts(here, 8)).toEqual(new Map([["p", 1]]));
    expect(await saves.remove(here, "a", "p")).toBe(true);
    expect(await saves.remove(here, "a", "p")).toBe(false);
  });
}

function subscriptionsContract(given: () => Store): void {
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

function planContract(given: () => Store): void {
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
    expect(await deliveries.claim(99 * hour, 60_000, 9, platforms)).toEqual([]);
    expect(await deliveries.last(here, "s1", 1)).toMatchObject([
      { state: "skipped", reason: "8 hours late" },
    ]);
  });
}

function deliveriesContract(given: () => Store): void {
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
    expect(await deliveries.claim(9 * hour - 1, 60_000, 50, platforms)).toEqual([]);
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => deliveries.claim(now, 60_000, 7, platforms)),
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
    const [delivery] = await deliveries.claim(now, 60_000, 1, platforms);
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
    expect(await deliveries.claim(now + hour, 60_000, 9, platforms)).toEqual([]);
  });

  test("a try that failed comes back later, and a rate limit gives its attempt back", async () => {
    await planned("s1");
    const { deliveries } = given();
    const again = async (counted: boolean, notBefore: number) => {
      const [delivery] = await deliveries.claim(notBefore, 60_000, 1, platforms);
      const next = notBefore + 5_000;
      const outcome = { state: "due", notBefore: next, reason: "busy", counted } as const;
      expect(await deliveries.settle(delivery!.id, outcome)).toBe(true);
      expect(await deliveries.claim(next - 1, 60_000, 1, platforms)).toEqual([]);
      return (await deliveries.last(here, "s1", 1))[0]!;
    };
    expect(await again(true, now)).toMatchObject({ state: "due", attempts: 1, reason: "busy" });
    expect(await again(false, now + 5_000)).toMatchObject({ state: "due", attempts: 1 });
    expect(await deliveries.claim(now + 10_000, 60_000, 1, platforms)).toMatchObject([
      { attempts: 2 },
    ]);
  });

  test("a lease that ran out becomes unknown, with the reason, and is not claimed again", async () => {
    await planned("s1");
    const { deliveries } = given();
    const [delivery] = await deliveries.claim(now, 60_000, 1, platforms);
    expect(await deliveries.expire(now + 60_000)).toEqual([]);
    const expired = await deliveries.expire(now + 60_001);
    expect(expired).toMatchObject([{ id: delivery!.id, state: "unknown", attempts: 1 }]);
    expect(expired[0]!.reason).toMatch(/may or may not have arrived/);
    expect(await deliveries.expire(now + 60_001)).toEqual([]);
    expect(await deliveries.claim(now + hour, 60_000, 9, platforms)).toEqual([]);
  });

  test("an unknown delivery may be found sent or sent back; a settled one only found sent", async () => {
    await planned("s1", "s2");
    const { deliveries } = given();
    const [one, other] = (await deliveries.claim(now, 60_000, 2, platforms)) as [
      Delivery,
      Delivery,
    ];
    await deliveries.expire(now + hour);
    const back = { state: "due", notBefore: now, reason: "not there", counted: true } as const;
    expect(await deliveries.settle(one.id, back)).toBe(true);
    expect(await deliveries.claim(now, 60_000, 9, platforms)).toMatchObject([
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
    const [one, other] = (await deliveries.claim(now, 60_000, 2, platforms)) as [
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

function ticketsContract(given: () => Store): void {
  test("a ticket is found until it expires, and is then thrown away", async () => {
    const { tickets } = given();
    await tickets.park("k", 'whatever \u{1F39F} "quoted"', 100);
    expect(await tickets.find("k", 99)).toBe('whatever \u{1F39F} "quoted"');
    expect(await tickets.find("k", 100)).toBeUndefined();
    expect(await tickets.find("other", 0)).toBeUndefined();
    await tickets.park("k", "new words", 50);
    expect(await tickets.find("k", 99)).toBe("new words");
    await tickets.park("long", "stays", 500);
    expect(await tickets.prune(100)).toBe(1);
    expect(await tickets.find("long", 100)).toBe("stays");
  });
}

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
  what: fc.constantFrom("vote", "unvote", "save", "unsave", "put", "remove", "pause", "post"),
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
    case "post": {
      await store.subscriptions.put(subscription);
      const delivery = await store.deliveries.plan(aPlan(subscription, { day: `day ${n % 3}` }));
      if (!delivery) return;
      await store.deliveries.settle(delivery.id, { state: "sent", papers: [key], at: n });
    }
  }
}

function tenantsContract(given: () => Store, open: () => Promise<Store>): void {
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
