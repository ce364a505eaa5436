import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PostError, type PostFault } from "#chat";
import { deliverDue } from "#digest";
import { channelOf } from "../desk.ts";
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

/** The last deliveries of the one subscription there is. */
const deliveries = async () => {
  const [{ id } = { id: "" }] = await desk.store.subscriptions.inTenant(desk.at);
  return await desk.store.deliveries.last(desk.at, id, 5);
};

/** The papers of the nth post, by the keys that its buttons carry. */
const keysOf = (n: number) =>
  (channel.posts[n]?.reply.blocks ?? []).flatMap((block) =>
    block.kind === "card"
      ? (block.actions ?? []).flatMap((one) =>
          one.kind === "button" && one.label === "Save" ? Object.values(one.next.input) : [],
        )
      : [],
  );

test("nothing is posted before its hour, and one post at it, however often the heart beats", async () => {
  await beat();
  expect(channel.posts).toHaveLength(0);
  desk.pass(HOUR);
  await beat();
  await beat();
  expect(channel.posts).toHaveLength(1);
  expect(channel.posts[0]?.reply.summary).toBe("Papers for 24 Nov 2026: 3 papers");
  expect(await last()).toContain("24 Nov sent, 3 papers");
});

test("no paper comes twice within 30 days", async () => {
  desk.pass(HOUR);
  for (let day = 0; day < 10; day += 1) {
    await beat();
    desk.pass(24 * HOUR);
  }
  const titles = channel.posts.flatMap(({ reply }) =>
    reply.blocks.flatMap((block) => (block.kind === "card" ? [String(block.title)] : [])),
  );
  expect(titles).toHaveLength(30);
  expect(new Set(titles).size).toBe(30);
});

describe("after a downtime", () => {
  test.each([
    ["of five hours the post comes late", 5, 1],
    ["of seven hours it is left out", 7.5, 0],
    ["of three days and one hour only the newest comes", 73, 1],
  ])("%s", async (_name, hours, posts) => {
    desk.pass(HOUR + hours * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(posts);
    if (posts === 0) expect(await last()).toContain("24 Nov left out (I was not running");
  });
});

describe("a failure", () => {
  test.each<[PostFault, string]>([
    ["gone", "Stopped: no such channel"],
    ["forbidden", "Stopped: no such channel"],
  ])("of class %s stops the subscription and keeps it", async (fault, words) => {
    channel.fail(new PostError(fault, "no such channel"));
    desk.pass(HOUR);
    await beat();
    expect(await last()).toContain(words);
    channel.fail(undefined);
    desk.pass(24 * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    await desk.say("subscriptions resume");
    desk.pass(24 * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(1);
  });

  test("that passes is tried again with the same key", async () => {
    channel.fail(new PostError("transient", "503"));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
    await beat();
    expect(channel.posts).toHaveLength(0);
    desk.pass(5_000);
    await beat();
    expect(channel.posts).toHaveLength(1);
  });

  test("of a rate limit waits as long as it was told", async () => {
    channel.fail(new PostError("rate", "slow down", 90_000));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
    desk.pass(89_000);
    await beat();
    expect(channel.posts).toHaveLength(0);
    desk.pass(1_000);
    await beat();
    expect(channel.posts).toHaveLength(1);
  });

  test("that never ends is given up with the grace window", async () => {
    channel.fail(new PostError("transient", "the platform is down"));
    desk.pass(HOUR);
    for (let i = 0; i < 30; i += 1) {
      await beat();
      desk.pass(HOUR / 4);
    }
    channel.fail(undefined);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov not sent (the platform is down)");
  });

  test("that nobody knows the end of is tried again, and the platform told since when to look", async () => {
    channel.fail(new Error("socket closed"));
    desk.pass(HOUR);
    await beat();
    const since = desk.now();
    channel.fail(undefined);
    desk.pass(5_000);
    await beat();
    expect(channel.posts[0]?.progress).toMatchObject({ earlier: { since, sure: true } });
    expect(await last()).toContain("24 Nov sent, 3 papers");
  });

  test("of which the platform can't tell whether it is out is left alone, and its papers too", async () => {
    channel.fail(new PostError("unknown", "I can't look into the channel"));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
    desk.pass(HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov may not have arrived (I can't look into the channel)");
    const papers = (await deliveries())[0]?.papers ?? [];
    desk.pass(23 * HOUR);
    await beat();
    expect(papers).toHaveLength(3);
    expect(keysOf(0).filter((key) => papers.includes(String(key)))).toEqual([]);
  });
});

describe("a post that waits for its next try", () => {
  beforeEach(async () => {
    channel.fail(new PostError("transient", "503"));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
  });

  test("is left out once its subscription is paused", async () => {
    await desk.say("subscriptions pause 1");
    desk.pass(HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov left out (the subscription was paused or removed)");
  });

  test("is left out when the bot comes back too late for it", async () => {
    desk.pass(7 * HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov left out (I was not running");
  });
});

test("a post that takes its time is not given up by another process meanwhile", async () => {
  const { store, now, log } = desk;
  const other = channelOf();
  const post = channel.platform.post;
  channel.platform.post = async (...what) => {
    desk.pass(30_000);
    const platforms = new Map([["test", other.platform]]);
    const compose = () => Promise.reject(new Error("must not be asked"));
    await deliverDue({ store, platforms, compose, now, log, paused: new Map() }, () => false);
    return post(...what);
  };
  desk.pass(HOUR);
  await beat();
  expect([channel.posts.length, other.posts.length]).toEqual([1, 0]);
  expect(desk.failures).toEqual([]);
  expect(await last()).toContain("24 Nov sent, 3 papers");
});

test("a process never takes the posts of a platform that it does not run", async () => {
  const other = channelOf("elsewhere");
  const { store, now, log } = desk;
  const compose = () => Promise.reject(new Error("must not be asked"));
  desk.pass(HOUR);
  await deliverDue(
    {
      store,
      platforms: new Map([["elsewhere", other.platform]]),
      compose,
      now,
      log,
      paused: new Map(),
    },
    () => false,
  );
  await beat();
  expect(channel.posts).toHaveLength(1);
});

test("an empty day is skipped with its reason, or said, as the channel chose", async () => {
  await desk.say("subscribe topics:zzzzzz days:daily");
  desk.pass(HOUR);
  await beat();
  expect(channel.posts).toHaveLength(1);
  expect(await last()).toContain("24 Nov left out (no paper that I know fits");
  await desk.say("subscribe topics:zzzzzz empty:say");
  desk.pass(24 * HOUR);
  await beat();
  expect(channel.posts.map(({ reply }) => reply.summary)).toContain(
    "Nothing new for 25 Nov 2026: no paper that I know fits what this channel wants (on zzzzzz).",
  );
});
