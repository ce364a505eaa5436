import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PostError } from "#chat";
import { deliverDue } from "#digest";
import { HOUR, openDelivery } from "./delivery.ts";

let delivery: Awaited<ReturnType<typeof openDelivery>>;
beforeEach(async () => {
  delivery = await openDelivery();
});
afterEach(() => delivery.desk.store.close());

/** Subscribes these channels besides the first one, for the same hour. */
async function subscribe(tenant: string, channels: readonly string[], topics?: string) {
  const { desk } = delivery;
  const [first] = await desk.store.subscriptions.inTenant(desk.at);
  for (const channel of channels) {
    const id = `${tenant}-${channel}-${topics ?? "all"}`;
    await desk.store.subscriptions.put({
      ...first!,
      id,
      tenant,
      channel,
      ...(topics && { topics }),
    });
  }
}

test("posts to many channels go out beside each other, those to one channel in turn", async () => {
  const { desk, channel, beat } = delivery;
  await subscribe("lab", ["b", "c", "d", "e"]);
  await subscribe("lab", ["b", "c"], "graph transformers");
  const post = channel.platform.post;
  const under = new Set<string>();
  let most = 0;
  channel.platform.post = async (place, ...rest) => {
    expect(under.has(place.channel)).toBe(false);
    under.add(place.channel);
    most = Math.max(most, under.size);
    await new Promise((resolve) => setImmediate(resolve));
    under.delete(place.channel);
    return post(place, ...rest);
  };
  desk.pass(HOUR);
  await beat();
  expect(channel.posts).toHaveLength(7);
  expect(most).toBeGreaterThan(2);
  for (const name of ["b", "c"]) {
    const titles = channel.posts
      .filter(({ place }) => place.channel === name)
      .flatMap(({ reply }) => reply.blocks)
      .flatMap((block) => (block.kind === "card" ? [String(block.title)] : []));
    expect(new Set(titles).size).toBe(titles.length);
  }
  expect(desk.failures).toEqual([]);
});

describe("after weeks away", () => {
  const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
  /** How often others have their turn during a beat. */
  const turnsDuring = async (work: () => Promise<unknown>) => {
    let turns = 0;
    let over = false;
    const others = () => {
      turns += 1;
      if (!over) setImmediate(others);
    };
    setImmediate(others);
    await work();
    over = true;
    return turns;
  };

  test("nothing else has to wait until all that was missed is written down", async () => {
    const { desk, beat } = delivery;
    await subscribe("lab", names);
    desk.pass(20 * 24 * HOUR);
    // Some 570 posts were missed.
    expect(await turnsDuring(beat)).toBeGreaterThan(8);
    expect((await desk.store.info()).deliveries.skipped).toBeGreaterThan(500);
  });

  test("nothing else has to wait until what a platform without a token left behind is given up", async () => {
    const { desk, by, beat } = delivery;
    await subscribe("lab", names);
    for (let day = 0; day < 10; day += 1) {
      desk.pass(day === 0 ? HOUR : 24 * HOUR);
      await deliverDue({ ...by, platforms: new Map() }, () => false);
    }
    desk.pass(7 * HOUR);
    // Some 410 posts are due, and all of them too late.
    expect(await turnsDuring(beat)).toBeGreaterThan(6);
    expect((await desk.store.info()).deliveries).toMatchObject({ due: 0, sent: 0 });
  });
});

describe("a refused token", () => {
  const channels = Array.from({ length: 30 }, (_, i) => `c${i}`);
  const callsWith = async (everywhere: boolean) => {
    const { desk, channel, beat } = delivery;
    await subscribe("lab", channels);
    await subscribe("other", channels);
    const calls: string[] = [];
    channel.platform.post = async ({ tenant }) => {
      calls.push(tenant);
      if (everywhere || tenant === "lab")
        throw new PostError("auth", "the token is refused", undefined, everywhere);
      return {};
    };
    desk.pass(HOUR);
    await beat();
    await beat();
    return calls;
  };

  test("that all share is tried by a handful of posts, and not again for half an hour", async () => {
    const calls = await callsWith(true);
    expect(calls.length).toBeLessThan(10);
    delivery.desk.pass(HOUR / 2 + 1000);
    const before = calls.length;
    await delivery.beat();
    expect(calls.length).toBeGreaterThan(before);
    expect(calls.length).toBeLessThan(20);
  });

  test("of one workspace stops nothing in another", async () => {
    const calls = await callsWith(false);
    expect(calls.filter((tenant) => tenant === "other")).toHaveLength(30);
    expect(calls.filter((tenant) => tenant === "lab").length).toBeLessThan(10);
  });

  test("of which nobody can tell, since no answer comes, keeps the posts waiting for one of them alone", async () => {
    const { desk, channel, beat } = delivery;
    await subscribe("lab", channels);
    let under = 0;
    let most = 0;
    channel.platform.post = async () => {
      under += 1;
      most = Math.max(most, under);
      for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
      under -= 1;
      throw new PostError("unclear", "no answer");
    };
    desk.pass(HOUR);
    await beat();
    expect(most).toBeGreaterThan(20);
  });

  test("once mended costs no post of the day", async () => {
    const { desk, channel, beat } = delivery;
    await callsWith(true);
    const posted: string[] = [];
    channel.platform.post = async (place) => {
      posted.push(`${place.tenant} ${place.channel}`);
      return {};
    };
    desk.pass(HOUR);
    await beat();
    expect(new Set(posted).size).toBe(61);
    expect(posted).toHaveLength(61);
  });
});
