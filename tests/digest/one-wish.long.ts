import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Compose, createComposer, createTrends } from "#digest";
import { type Catalogue, createCatalogue, fileSource, type TrendAsk } from "#papers";
import { openStore, type Store, type Subscription } from "#store";
import { shown } from "../desk.ts";

const NOW = Date.parse("2026-11-24T08:00:00Z");
const DAY = "2026-11-24";

let store: Store;
let compose: Compose;
let asked: Omit<TrendAsk, "now">[];

beforeEach(async () => {
  store = await openStore({ file: ":memory:" });
  const papers: Catalogue = createCatalogue();
  await papers.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
  asked = [];
  const counted: Catalogue = {
    ...papers,
    trending: (ask) => {
      asked.push(ask);
      return papers.trending(ask);
    },
  };
  const now = () => NOW;
  const trends = createTrends({ papers: counted, snapshots: store.snapshots, now });
  compose = createComposer({ ...store, trends, now });
});
afterEach(() => store.close());

const channelOf = (n: number, special: Partial<Subscription> = {}): Subscription => ({
  ...{ platform: "test", tenant: `t${n % 500}`, channel: `c${n}`, id: `s${n}`, by: "ada" },
  ...{ time: "09:00", zone: "Europe/Berlin", days: [1, 2, 3, 4, 5], count: 5, least: 0 },
  ...{ empty: "skip", state: "enabled", createdAt: NOW, nextRunAt: NOW, ...special },
});
const postIn = async (channel: Subscription) => {
  const composed = await compose(channel, DAY);
  if (composed.kind !== "post") throw new Error(composed.reason);
  return composed;
};

describe("five thousand channels that wish the same", () => {
  const channels = Array.from({ length: 5_000 }, (_, n) => channelOf(n));

  test("cost the catalogue one question, and get one post", async () => {
    const posts = await Promise.all(channels.map(postIn));
    expect(asked).toHaveLength(1);
    expect(new Set(posts.map((post) => JSON.stringify(post))).size).toBe(1);
    expect(posts[0]?.papers).toHaveLength(5);
  }, 60_000);

  test("get what they had not, and what their own people like, without another question", async () => {
    const plain = await postIn(channelOf(9_999));
    const [first = ""] = plain.papers;
    const liked = "arxiv:2402.02005";
    expect(plain.papers).not.toContain(liked);
    for (const person of ["ada", "ben", "cyd", "dan"])
      await store.votes.cast({ platform: "test", tenant: "t7" }, person, liked, NOW);
    const had = await store.deliveries.plan({
      ...{ subscription: await put(channelOf(42)), day: "2026-11-20", state: "due" },
      ...{ dueAt: NOW - 1, nextRunAt: NOW + 1 },
    });
    await store.deliveries.settle(had!.id, { state: "sent", papers: [first], at: NOW - 1 });

    const posts = await Promise.all(channels.slice(0, 600).map(postIn));
    expect(asked).toHaveLength(1);
    for (const [n, { papers, reply }] of posts.entries()) {
      if (n === 42) expect(papers).toEqual([...plain.papers.slice(1), expect.any(String)]);
      else if (n % 500 !== 7) expect(papers).toEqual(plain.papers);
      else expect([papers[2], shown(reply)]).toEqual([liked, expect.stringContaining("4 votes")]);
    }
  });
});

test("channels ask the catalogue once for each of what they wish, however many papers they want", async () => {
  const wishes = [
    {},
    { topics: "topology" },
    { topics: "topology", exclude: "graph" },
    { least: 9 },
  ];
  const channels = wishes.flatMap((wish) =>
    [1, 5, 10].map((count, n) => channelOf(n, { ...wish, count })),
  );
  for (const channel of channels) await postIn(channel);
  expect(asked.map(({ topic, exclude, least }) => ({ topic, exclude, least }))).toEqual([
    { least: 0 },
    { topic: "topology", least: 0 },
    { topic: "topology", exclude: "graph", least: 0 },
    { least: 9 },
  ]);
});

async function put(subscription: Subscription): Promise<Subscription> {
  await store.subscriptions.put(subscription);
  return subscription;
}
