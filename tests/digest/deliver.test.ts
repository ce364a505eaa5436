import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PostError, type PostFault } from "#chat";
import { createComposer, createTrends, deliverDue } from "#digest";
import { createCatalogue, fileSource } from "#papers";
import { channelOf, openDesk, shown } from "../desk.ts";

const HOUR = 3_600_000;
let desk: Awaited<ReturnType<typeof openDesk>>;
let channel: ReturnType<typeof channelOf>;
let beat: () => Promise<void>;

beforeEach(async () => {
  desk = await openDesk("2026-11-24T07:00:00Z");
  channel = channelOf();
  const papers = createCatalogue();
  papers.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
  const { store, now, log } = desk;
  const trends = createTrends({ papers, snapshots: store.snapshots, now });
  const compose = createComposer({ ...store, papers, trends, now });
  const platforms = new Map([["test", channel.platform]]);
  beat = () => deliverDue({ store, platforms, compose, now, log }, () => false);
  await desk.say("subscribe time:09:00 days:daily count:3");
});
afterEach(() => desk.store.close());

const last = async () => shown(await desk.say("subscriptions"));

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
    if (posts === 0) expect(await last()).toContain("24 Nov skipped (I was not running");
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
    expect(await last()).toContain("24 Nov failed (the platform is down)");
  });

  test("whose outcome is unknown is never sent again", async () => {
    channel.fail(new Error("socket closed"));
    desk.pass(HOUR);
    await beat();
    channel.fail(undefined);
    desk.pass(HOUR);
    await beat();
    expect(channel.posts).toHaveLength(0);
    expect(await last()).toContain("24 Nov unknown (it may or may not have gone out)");
  });
});

test("a process never takes the posts of a platform that it does not run", async () => {
  const other = channelOf("elsewhere");
  const { store, now, log } = desk;
  const compose = () => Promise.reject(new Error("must not be asked"));
  desk.pass(HOUR);
  await deliverDue(
    { store, platforms: new Map([["elsewhere", other.platform]]), compose, now, log },
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
  expect(await last()).toContain("24 Nov skipped (no paper that I know fits");
  await desk.say("subscribe topics:zzzzzz empty:say");
  desk.pass(24 * HOUR);
  await beat();
  expect(channel.posts.map(({ reply }) => reply.summary)).toContain(
    "Nothing new for 25 Nov 2026: no paper that I know fits this channel's topics and filters.",
  );
});

describe("a preview", () => {
  const preview = () => desk.say("subscriptions preview 1");

  test("is the post to the letter, day after day", async () => {
    desk.pass(HOUR - 1);
    for (let day = 0; day < 3; day += 1) {
      const before = await preview();
      desk.pass(1);
      await beat();
      expect(channel.posts[day]?.reply).toEqual(before);
      desk.pass(24 * HOUR - 1);
    }
    expect(channel.posts).toHaveLength(3);
  });

  test("sends and records nothing", async () => {
    await preview();
    expect(channel.posts).toHaveLength(0);
    expect(await desk.store.deliveries.last(desk.at, "1", 5)).toEqual([]);
    expect(await last()).not.toContain("Last:");
  });

  test("of one that rests is of the day on which it would be resumed", async () => {
    await desk.say("subscriptions pause 1");
    desk.pass(9 * 24 * HOUR);
    expect((await preview()).summary).toContain("Papers for 3 Dec 2026");
  });

  test("of an empty day says that it would be left out, and why", async () => {
    desk.pass(1);
    await desk.say("subscribe least:100000 topics:topology");
    expect((await desk.say("subscriptions preview 2")).summary).toBe(
      "The next post would be left out: no paper that I know fits this channel's topics and filters.",
    );
  });
});

describe("a post holds", () => {
  const settings = async (words: string) => {
    await desk.say("subscriptions remove 1");
    await desk.say(`subscribe time:09:00 days:daily ${words}`);
    desk.pass(HOUR);
    await beat();
    return shown(channel.posts[0]!.reply);
  };

  test("as many papers as it was asked for, with at least so many upvotes", async () => {
    const post = await settings("count:10 least:17");
    const upvotes = [...post.matchAll(/(\d+) upvotes/g)].map(([, count]) => Number(count));
    expect(upvotes).toEqual([44, 38, 26, 17]);
  });

  test("only papers on its topics, and none on what it excludes", async () => {
    const post = await settings('count:10 topics:"topological data analysis, betti" exclude:muon');
    expect(post).toContain("Topology of Attention Maps");
    expect(post).not.toContain("Muon Collider");
    expect(post).toContain("Chosen on topological data analysis, betti.");
  });

  test("what people here voted for and saved first, and says so", async () => {
    await desk.say("upvote 2402.02005");
    await desk.say("save 2402.02005");
    const post = await settings("topics:topology count:3");
    expect(post).toContain("Ranked by upvotes and what is liked here.");
    expect(post.indexOf("Topology-Informed Graph Transformer")).toBeLessThan(
      post.indexOf("1 vote and 1 save here"),
    );
  });
});

test("a channel that heard everything within 30 days is told so, and hears it again after them", async () => {
  await desk.say("subscriptions remove 1");
  await desk.say('subscribe time:09:00 days:daily topics:"muon collider" empty:say');
  const said: string[] = [];
  desk.pass(HOUR);
  for (let day = 0; day < 32; day += 1) {
    await beat();
    desk.pass(24 * HOUR);
  }
  for (const { reply } of channel.posts) said.push(reply.summary);
  expect(said[0]).toContain("1 paper on muon collider");
  expect(said[1]).toBe(
    "Nothing new for 25 Nov 2026: every paper that fits was posted here within the last 30 days.",
  );
  expect(said.filter((one) => one.includes("1 paper on")).length).toBe(2);
});
