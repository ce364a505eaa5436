import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { shown } from "../desk.ts";
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

describe("a preview", () => {
  const preview = () => desk.say("subscriptions preview 1");

  test("is the post to the byte, day after day", async () => {
    desk.pass(HOUR - 1);
    for (let day = 0; day < 3; day += 1) {
      const before = await preview();
      desk.pass(1);
      await beat();
      expect(JSON.stringify(channel.posts[day]?.reply)).toBe(JSON.stringify(before));
      desk.pass(24 * HOUR - 1);
    }
    expect(channel.posts).toHaveLength(3);
  });

  test("says in which manner it goes out, and the post holds what the preview said the threshold is", async () => {
    await desk.say("subscribe time:09:00 days:daily count:3 least:17 thread");
    const { as, ...before } = await preview();
    expect(as).toEqual({ thread: true });
    expect(shown(before)).toContain("Chosen with at least 17 upvotes.");
    desk.pass(HOUR);
    await beat();
    expect(JSON.stringify(channel.posts[0]?.reply)).toBe(JSON.stringify(before));
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
      "The next post would be left out: no paper that I know fits what this channel wants (on topology, with at least 100,000 upvotes). A paper is on a topic when search finds it with every word of the topic.",
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
    expect(post).toContain("Chosen with at least 17 upvotes.");
    const upvotes = [...post.matchAll(/· (\d+) upvotes/g)].map(([, count]) => Number(count));
    expect(upvotes).toEqual([44, 38, 26, 17]);
  });

  test("only papers on its topics, and none on what it excludes", async () => {
    const post = await settings('count:10 topics:"topological data analysis, betti" exclude:muon');
    expect(post).toContain("Topology of Attention Maps");
    expect(post).not.toContain("Muon Collider");
    expect(post).toContain("Chosen on topological data analysis, betti, without muon.");
  });

  test("what people here voted for and saved first, and says so", async () => {
    await desk.say("upvote 2402.02005");
    await desk.say("save 2402.02005");
    const post = await settings("topics:topology count:3");
    expect(post).toContain("ranked by votes and saves here, then newest first.");
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
