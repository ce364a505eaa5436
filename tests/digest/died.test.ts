import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, openDelivery } from "./delivery.ts";

type Delivery = Awaited<ReturnType<typeof openDelivery>>;
let desk: Delivery["desk"];
let channel: Delivery["channel"];
let beat: Delivery["beat"];
let last: Delivery["last"];

beforeEach(async () => {
  ({ desk, channel, beat, last } = await openDelivery());
});
afterEach(() => desk.store.close());

describe("a process that dies while it sends", () => {
  /** Dies once: what it was doing never ends, and nothing more comes of it. */
  const die = async (afterFirst = false) => {
    const { post } = channel.platform;
    const begun = Promise.withResolvers<void>();
    channel.platform.post = async (_place, _reply, _key, _manner, progress) => {
      channel.platform.post = post;
      if (afterFirst) await progress?.keep(0, "m-of-the-dead");
      begun.resolve();
      return await new Promise<never>(() => {});
    };
    void beat();
    await begun.promise;
  };

  test("leaves a post that the next one goes on with, once, minutes later", async () => {
    desk.pass(HOUR);
    const since = desk.now();
    await die();
    await beat();
    expect(channel.posts).toHaveLength(0);
    desk.pass(61_000);
    await beat();
    expect(channel.posts).toHaveLength(1);
    expect(channel.posts[0]?.progress).toMatchObject({
      ...{ earlier: { since, sure: true }, parts: [] },
    });
    expect(await last()).toContain("24 Nov sent, 3 papers");
  });

  test("after a message of it was out leaves word of that message", async () => {
    desk.pass(HOUR);
    await die(true);
    desk.pass(61_000);
    await beat();
    expect(channel.posts).toMatchObject([{ progress: { parts: ["m-of-the-dead"] } }]);
  });

  test("leaves the very words that it was sending, whatever was learnt and changed since", async () => {
    desk.pass(HOUR);
    const first = await desk.say("subscriptions preview 1");
    await die();
    desk.pass(61_000);
    for (const paper of ["2402.02005", "2307.12194"]) await desk.say(`upvote ${paper}`);
    await desk.say("subscribe time:09:00 days:daily count:1");
    await beat();
    expect(JSON.stringify(channel.posts[0]?.reply)).toBe(JSON.stringify(first));
  });

  test("before it sent anything leaves a post like any other", async () => {
    desk.pass(HOUR);
    const [subscription] = await desk.store.subscriptions.inTenant(desk.at);
    const { nextRunAt: dueAt } = subscription!;
    await desk.store.deliveries.plan({
      ...{ subscription: subscription!, day: "2026-11-24", state: "due" },
      ...{ dueAt, nextRunAt: dueAt + 24 * HOUR },
    });
    await desk.store.deliveries.claim(desk.now(), 60_000, 1, ["test"]);
    desk.pass(61_000);
    await beat();
    expect(channel.posts).toMatchObject([{ progress: { parts: [] } }]);
    expect(channel.posts[0]?.progress).not.toHaveProperty("earlier");
  });

  test("and is found out only when it is too late leaves a post that nobody can tell of", async () => {
    desk.pass(HOUR);
    await die();
    desk.pass(7 * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov may not have arrived (I was not running");
  });

  test("after the first message was out leaves a post that counts as sent, however late it is", async () => {
    desk.pass(HOUR);
    await die(true);
    desk.pass(7 * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov sent, 3 papers");
  });
});

describe("a post that comes late", () => {
  test.each([
    ["a minute, is sent as it is", 60_000, undefined],
    ["an hour, is looked for first: an older copy of the ledger knows nothing of it", HOUR, false],
  ])("%s", async (_, late, sure) => {
    desk.pass(HOUR);
    const since = desk.now();
    desk.pass(late);
    await beat();
    const earlier = sure === undefined ? undefined : { since, sure };
    expect(channel.posts[0]?.progress?.earlier).toEqual(earlier);
  });

  test("has the key that it would have had in time", async () => {
    const other = await openDelivery();
    for (const [one, late] of [
      [{ desk, beat }, 0],
      [other, 3 * HOUR],
    ] as const) {
      const [subscription] = await one.desk.store.subscriptions.inTenant(one.desk.at);
      await one.desk.store.subscriptions.remove(one.desk.at, subscription!.id);
      await one.desk.store.subscriptions.put({ ...subscription!, id: "0000000a" });
      one.desk.pass(HOUR + late);
      await one.beat();
    }
    expect(other.channel.posts[0]?.key).toBe(channel.posts[0]?.key);
    await other.desk.store.close();
  });
});
