import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Platform, PostError } from "#chat";
import { deliverDue } from "#digest";
import { channelOf } from "../desk.ts";
import { HOUR, openDelivery } from "./delivery.ts";

let delivery: Awaited<ReturnType<typeof openDelivery>>;
beforeEach(async () => {
  delivery = await openDelivery();
});
afterEach(() => delivery.desk.store.close());

/** Subscribes these channels of a platform for an hour after the first one. */
async function subscribe(platform: string, channels: readonly string[], after = 0) {
  const { desk } = delivery;
  const [first] = await desk.store.subscriptions.inTenant(desk.at);
  for (const channel of channels) {
    const id = `${platform}-${channel}`;
    const nextRunAt = first!.nextRunAt + after;
    await desk.store.subscriptions.put({ ...first!, ...{ platform, channel, id, nextRunAt } });
  }
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);

describe("a run that takes minutes", () => {
  test("sends what falls due meanwhile, on a platform that was done long ago too", async () => {
    const { desk, channel, by } = delivery;
    const other = channelOf("other");
    await subscribe("test", names(200));
    await subscribe("other", ["x"]);
    await subscribe("other", ["y"], 60_000);
    const order: string[] = [];
    const noting = (platform: Platform, ms: number): Platform => ({
      ...platform,
      async post(place, ...rest) {
        desk.pass(ms);
        order.push(`${place.platform} ${place.channel}`);
        return await platform.post(place, ...rest);
      },
    });
    let alive = 0;
    desk.pass(HOUR);
    await deliverDue(
      {
        ...by,
        platforms: new Map([
          ["test", noting(channel.platform, 1_000)],
          ["other", noting(other.platform, 0)],
        ]),
        planned() {
          alive += 1;
        },
      },
      () => false,
    );
    expect(order).toHaveLength(203);
    const late = order.indexOf("other y");
    expect(order.indexOf("other x")).toBeLessThan(5);
    expect(late).toBeGreaterThan(60);
    expect(late).toBeLessThan(60 + 64 + 25);
    expect(alive).toBeGreaterThan(2);
  });

  test("says when the next post may be tried", async () => {
    const { desk, channel, beat } = delivery;
    expect(await beat()).toBeUndefined();
    channel.fail(new PostError("rate", "slow down", 7_000));
    desk.pass(HOUR);
    expect(await beat()).toBe(desk.now() + 7_000);
  });
});

describe("a stop", () => {
  /** A platform whose posts begin, and end when they are told. */
  const slow = () => {
    const { platform } = delivery.channel;
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const post: Platform["post"] = async (...what) => {
      begun.resolve();
      await end.promise;
      return await platform.post(...what);
    };
    return { platforms: new Map([["test", { ...platform, post }]]), begun, end };
  };

  test("lets what is on its way end, and begins nothing", async () => {
    const { desk, channel, by, beat } = delivery;
    await subscribe("test", names(100));
    const { platforms, begun, end } = slow();
    let stopped = false;
    desk.pass(HOUR);
    const run = deliverDue({ ...by, platforms }, () => stopped);
    await begun.promise;
    stopped = true;
    end.resolve();
    await run;
    const before = channel.posts.length;
    expect(before).toBe(1);
    await beat();
    expect(channel.posts).toHaveLength(101);
    expect(new Set(channel.posts.map(({ key }) => key)).size).toBe(101);
  });

  test("that can wait no longer gives back what is on its way, to be looked for once it must have ended", async () => {
    const { desk, channel, by, beat } = delivery;
    const { platforms, begun, end } = slow();
    const hurry = new AbortController();
    desk.pass(HOUR);
    const since = desk.now();
    const run = deliverDue({ ...by, platforms, hurry: hurry.signal }, () => hurry.signal.aborted);
    await begun.promise;
    hurry.abort();
    await run;
    desk.pass(9_999);
    await beat();
    expect(channel.posts).toEqual([]);
    desk.pass(1);
    await beat();
    expect(channel.posts).toMatchObject([{ progress: { earlier: { since, sure: true } } }]);
    end.resolve();
  });

  test.each([
    ["lets go of a try that was never begun", false],
    ["that can wait no longer lets go of a try that waits for its turn", true],
  ])("%s, which is not taken for one that may be out", async (_, hurried) => {
    const { desk, channel, by, beat } = delivery;
    await subscribe("test", ["general"]);
    channel.fail(new PostError("rate", "429", 5_000));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
    desk.pass(5_000);
    const { platforms, begun, end } = slow();
    const hurry = new AbortController();
    let stopped = false;
    const run = deliverDue({ ...by, platforms, hurry: hurry.signal }, () => stopped);
    await begun.promise;
    stopped = true;
    if (hurried) hurry.abort();
    else end.resolve();
    await run;
    const ids = (await desk.store.subscriptions.inTenant(desk.at)).map(({ id }) => id);
    const last = await Promise.all(ids.map((id) => desk.store.deliveries.last(desk.at, id, 1)));
    // Which of the two went first, their ids decide.
    const waiting = last.flat().filter(({ state, earlier }) => state === "due" && !earlier);
    expect(waiting).toMatchObject([{ attempts: 0, notBefore: desk.now() }]);
    end.resolve();
  });

  test("of a whole machine, from which others took over, sends no retry when it goes on", async () => {
    const { desk, channel, by, beat } = delivery;
    channel.fail(new PostError("rate", "429", 5_000));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
    desk.pass(5_000);
    const { deliveries } = desk.store;
    const claim: typeof deliveries.claim = async (...what) => {
      const claimed = await deliveries.claim(...what);
      if (claimed.length === 0) return claimed;
      desk.pass(61_000);
      await beat();
      return claimed;
    };
    await deliverDue(
      { ...by, store: { ...desk.store, deliveries: { ...deliveries, claim } } },
      () => false,
    );
    expect(channel.posts).toHaveLength(1);
  });
});

test("whoever counts is told how each try went, and how late", async () => {
  const { desk, channel, beat, events } = delivery;
  desk.pass(HOUR);
  channel.fail(new PostError("transient", "503"));
  await beat();
  desk.pass(HOUR);
  channel.fail(undefined);
  await beat();
  desk.pass(23 * HOUR);
  channel.fail(new PostError("payload", "too long"));
  await beat();
  desk.pass(24 * HOUR + 7 * HOUR);
  await beat();
  expect(events).toEqual([
    { platform: "test", result: "retry", late: false, lateMs: 0, fault: "transient" },
    { platform: "test", result: "sent", late: true, lateMs: HOUR },
    { platform: "test", result: "failed", late: false, lateMs: 0, fault: "payload" },
    { platform: "test", result: "skipped", late: true, lateMs: 7 * HOUR },
  ]);
});
