import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PostError, text } from "#chat";
import { shown } from "../desk.ts";
import { HOUR, openDelivery } from "./delivery.ts";

const MINUTE = 60_000;
let delivery: Awaited<ReturnType<typeof openDelivery>>;
beforeEach(async () => {
  delivery = await openDelivery();
});
afterEach(() => delivery.desk.store.close());

/** The bot may not write in the channel when the post is due. */
const stop = async (fault: "gone" | "forbidden" = "forbidden") => {
  const { desk, channel, beat } = delivery;
  channel.fail(new PostError(fault, "allow me Send Messages, then press Resume"));
  desk.pass(HOUR);
  await beat();
};
const later = async (ms = MINUTE) => {
  delivery.desk.pass(ms);
  await delivery.beat();
};
const more = async (changes: readonly object[]) => {
  const { desk } = delivery;
  const [first] = await desk.store.subscriptions.inTenant(desk.at);
  for (const [i, change] of changes.entries())
    await desk.store.subscriptions.put({
      ...{ ...first!, id: `0000000${i}`, createdAt: first!.createdAt + i + 1 },
      ...change,
    });
};

describe("a subscription that stops", () => {
  test.each(["gone", "forbidden"] as const)(
    "because its channel is %s is told to who subscribed, once, with the cure",
    async (fault) => {
      const { channel } = delivery;
      await stop(fault);
      for (let i = 0; i < 3; i += 1) await later();
      expect(channel.told).toMatchObject([{ to: { tenant: "lab", person: "ada" } }]);
      expect(shown(channel.told[0]!.reply).trim()).toBe(
        "I stopped posting papers in #general. Allow me Send Messages, then press Resume.",
      );
    },
  );

  test("goes on after one press on the notice", async () => {
    const { desk, channel } = delivery;
    await stop();
    await later();
    channel.fail(undefined);
    const said = await desk.press(channel.told[0]!.reply, "Resume");
    expect(said.summary).toContain("Resumed: the next post in #general is Wed 25 Nov, 09:00");
    await later(24 * HOUR);
    expect(channel.posts).toHaveLength(1);
    expect(channel.told).toHaveLength(1);
  });

  test("is told anew when it stops again", async () => {
    const { desk, channel } = delivery;
    await stop();
    await later();
    await desk.press(channel.told[0]!.reply, "Resume");
    await later(24 * HOUR);
    await later();
    expect(channel.told).toHaveLength(2);
    expect(channel.told[0]?.key).not.toBe(channel.told[1]?.key);
  });

  test("is not told when it was mended or paused meanwhile", async () => {
    const { desk, channel } = delivery;
    await stop();
    await desk.say("subscriptions resume");
    await later();
    expect(channel.told).toEqual([]);
  });

  test("is told by people who manage, to nobody else: a press of others does nothing", async () => {
    const { desk, channel } = delivery;
    await stop();
    await later();
    const said = await desk.press(channel.told[0]!.reply, "Resume", false);
    expect(said.problem).toBe("refused");
    expect(await delivery.last()).toContain("Stopped: allow me Send Messages");
  });
});

describe("subscriptions that stop together", () => {
  test("are one notice for each person and place, resumed by one press", async () => {
    const { desk, channel } = delivery;
    await more([{ channel: "b" }, { channel: "c" }, { by: "ben" }, { tenant: "other" }]);
    await stop();
    await later();
    const addressees = channel.told.map(({ to }) => `${to.tenant} ${to.person}`);
    expect(addressees.sort()).toEqual(["lab ada", "lab ben", "other ada"]);
    const { reply } = channel.told.find(({ to }) => `${to.tenant} ${to.person}` === "lab ada")!;
    expect(reply.summary).toContain("in #general, #b, #c. Allow me");
    channel.fail(undefined);
    await desk.press(reply, "Resume");
    await later(24 * HOUR);
    expect(channel.posts.map(({ place }) => place.channel).sort()).toEqual(["b", "c", "general"]);
  });

  test("of which some were removed meanwhile are resumed as far as they are there", async () => {
    const { desk, channel } = delivery;
    await more([{ channel: "b" }]);
    await stop();
    await later();
    const { reply } = channel.told[0]!;
    await desk.store.subscriptions.remove(desk.at, "00000000");
    expect((await desk.press(reply, "Resume")).summary).toContain("Resumed: the next post in #gen");
    await desk.say("subscriptions remove 1");
    expect((await desk.press(reply, "Resume")).summary).toContain("have been removed");
  });

  test("because the bot was removed are told with the reason", async () => {
    const { desk, channel } = delivery;
    await more([{ channel: "b" }]);
    await desk.bot.lost({ platform: "test", tenant: "lab" }, "I was removed: add me again");
    await later();
    expect(channel.told.map(({ reply }) => text(reply.summary))).toEqual([
      "I stopped posting papers in #general, #b. I was removed: add me again.",
    ]);
  });
});

describe("a notice that can't be given", () => {
  test.each([
    ["because it was limited, is given later, once", new PostError("rate", "wait", 60_000), 1],
    ["because nothing was reached, is given later, once", new PostError("transient", "down"), 1],
    ["without anybody knowing, is not given again", new Error("socket closed"), 0],
    ["because nobody takes it, is not given again", new PostError("forbidden", "closed"), 0],
  ])("%s", async (_, error, times) => {
    const { channel } = delivery;
    channel.deafen(error);
    await stop();
    await later();
    channel.deafen(undefined);
    for (let i = 0; i < 15; i += 1) await later();
    expect(channel.told).toHaveLength(times);
  });

  test("because the token is refused, is given once it is taken, and is not tried for everybody", async () => {
    const { channel } = delivery;
    const { tell } = channel.platform;
    let calls = 0;
    channel.platform.tell = async () => {
      calls += 1;
      throw new PostError("auth", "the token is refused", undefined, true);
    };
    await more(["ben", "cyd", "dan"].map((by) => ({ by })));
    await stop();
    for (let i = 0; i < 15; i += 1) await later();
    expect(calls).toBe(1);
    channel.platform.tell = tell;
    for (let i = 0; i < 20; i += 1) await later();
    expect(channel.told.map(({ to }) => to.person).sort()).toEqual(["ada", "ben", "cyd", "dan"]);
  });
});

test("telling many people, slowly, keeps no post waiting that falls due meanwhile", async () => {
  const { desk, channel, beat } = delivery;
  const people = Array.from({ length: 20 }, (_, i) => `p${i}`);
  await more(people.map((by) => ({ by, channel: by })));
  for (const by of people)
    await desk.store.subscriptions.disable({ ...desk.at, channel: by }, "no", 0);
  const { tell, post } = channel.platform;
  let before = 0;
  channel.platform.tell = async (...what) => {
    desk.pass(15_000);
    await tell(...what);
  };
  channel.platform.post = async (...what) => {
    before = channel.told.length;
    return await post(...what);
  };
  desk.pass(HOUR - 60_000);
  await beat();
  expect(channel.posts).toHaveLength(1);
  expect(before).toBeLessThan(8);
  expect(channel.told).toHaveLength(20);
});
