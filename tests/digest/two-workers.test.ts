import { expect, test } from "vitest";
import { type Delivering, deliverDue } from "#digest";
import { DUE, openLight } from "./light.ts";

test("two workers that post in one channel at once give it no paper twice", async () => {
  const { store, channel, subscription, by } = await openLight({ count: 2 });
  const ids = [subscription.id, "0000000b"];
  await store.subscriptions.put({ ...subscription, id: "0000000b" });
  const ready = Promise.withResolvers<void>();
  let looking = 0;
  const compose: Delivering["compose"] = async (one) => {
    const posted = await store.deliveries.postedIn(one, one.channel, 0);
    looking += 1;
    if (looking === 2) ready.resolve();
    await ready.promise;
    const papers = ["a", "b", "c", "d"].filter((key) => !posted.has(key)).slice(0, one.count);
    return { kind: "post", papers, reply: { summary: papers.join(), blocks: [] } };
  };
  const worker = (): Delivering => ({
    ...{
      ...by,
      compose,
      now: () => DUE,
      paused: new Map([
        ["test", 0],
        ["test lab", 0],
      ]),
    },
    store: {
      ...store,
      deliveries: {
        ...store.deliveries,
        claim: (now, lease, _, platforms) => store.deliveries.claim(now, lease, 1, platforms),
      },
    },
  });
  await Promise.all([worker(), worker()].map((one) => deliverDue(one, () => false)));
  const last = await Promise.all(ids.map((id) => store.deliveries.last(subscription, id, 1)));
  expect(last.flat().map(({ state }) => state)).toEqual(["sent", "sent"]);
  expect(last.flatMap(([one]) => one?.papers ?? []).sort()).toEqual(["a", "b", "c", "d"]);
  expect(channel.posts).toHaveLength(2);
  await store.close();
});
