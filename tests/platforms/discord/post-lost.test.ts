import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markOf } from "../../../src/platforms/discord/mark.ts";
import { type Kept, type Posts, REPLY, setPosts } from "./posts.ts";
import type { Stage } from "./stage.ts";

const MINUTE = 60_000;
let stage: Stage;
let posts: Posts;
beforeEach(async () => {
  posts = await setPosts();
  stage = posts.stage;
});
afterEach(() => stage.close());

describe("a post whose reply was lost", () => {
  test("is not sent again, minutes or an hour later", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await posts.faultOf(posts.send())).fault).toBe("unclear");
    posts.clock.now += MINUTE;
    await posts.again();
    expect(posts.here()).toHaveLength(1);
    posts.clock.now += 60 * MINUTE;
    await posts.again();
    expect(posts.here()).toHaveLength(1);
  });

  test("is not sent again after a restart either", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send());
    const since = posts.clock.now;
    const later = await stage.restart();
    posts.clock.now += 60 * MINUTE;
    const { message } = await later.platform.post(stage.at, REPLY, "delivery-1", undefined, {
      ...{ earlier: { since, sure: true }, parts: [], keep: async () => {} },
    });
    expect(posts.here().map(({ id }) => id)).toEqual([message]);
  });

  test("is not mistaken for another one of the same day in the same channel", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "before" });
    await posts.faultOf(posts.send("delivery-1"));
    const { message } = await posts.send("delivery-2");
    posts.clock.now += 60 * MINUTE;
    expect((await posts.again("delivery-1")).message).not.toBe(message);
    expect(posts.here()).toHaveLength(2);
  });

  test("that went out as plain text, and whose reply was lost, is found by its words", async () => {
    stage.discord.faults.next("POST /channels/*/messages", {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await posts.faultOf(posts.send())).fault).toBe("unclear");
    posts.clock.now += 60 * MINUTE;
    await posts.again();
    expect(posts.here()).toHaveLength(1);
  });

  test("is found below a hundred messages and more, and given up where thousands were said", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "before" });
    await posts.faultOf(posts.send("delivery-1"));
    const talk = (count: number) => {
      for (let i = 0; i < count; i += 1) stage.ben.say(`Message ${i}`);
    };
    talk(250);
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.again("delivery-1"));
    posts.clock.now += 60 * MINUTE;
    await posts.again("delivery-1");
    expect(posts.here().filter(({ author }) => author.bot)).toHaveLength(1);
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send("delivery-2"));
    stage.channel.stored.clear();
    talk(1_000);
    posts.clock.now += 60 * MINUTE;
    const error = await posts.faultOf(posts.again("delivery-2"));
    expect([error.fault, error.message]).toEqual([
      "unknown",
      expect.stringContaining("so much was said"),
    ]);
  });

  test.each(["text", "forum"] as const)(
    "that may be out, in a %s channel that can't be looked into, is left alone and says why",
    async (type) => {
      const channel = stage.guild.channel({ type });
      const what = type === "forum" ? "threads" : "messages";
      stage.discord.faults.next(`POST /channels/*/${what}`, { reset: "after" });
      await posts.faultOf(posts.send("delivery-1", {}, channel.id));
      channel.denyBot("ReadMessageHistory");
      posts.clock.now += 60 * MINUTE;
      const error = await posts.faultOf(posts.again("delivery-1", {}, channel.id));
      expect(error.fault).toBe("unknown");
      expect(error.message).toContain("Read Message History");
    },
  );

  test("that may be out is looked for again later when Discord is down meanwhile", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send());
    posts.clock.now += 60 * MINUTE;
    stage.discord.faults.next("GET /channels/*/messages", { status: 503 });
    expect((await posts.faultOf(posts.again())).fault).toBe("transient");
    await posts.again();
    expect(posts.here()).toHaveLength(1);
  });

  test("that is only possible is looked for, and sent where nothing can be seen", async () => {
    const { platform, at, channel } = stage;
    const earlier = { since: posts.clock.now, sure: false };
    const late = () =>
      platform.post(at, REPLY, "delivery-1", {}, { earlier, parts: [], keep: async () => {} });
    const { message } = await posts.send();
    posts.clock.now += 60 * MINUTE;
    expect(await late()).toEqual({ message });
    channel.denyBot("ReadMessageHistory");
    await late();
    expect(posts.here()).toHaveLength(2);
  });

  test("whose message is known is not looked for: what came after it is gone on with", async () => {
    const kept: Kept = [];
    stage.discord.faults.next("POST /channels/*/messages/*/threads", { status: 503 });
    const fault = await posts.faultOf(posts.again("delivery-1", { thread: true }, undefined, kept));
    expect([fault.fault, kept]).toEqual(["transient", [posts.here()[0]?.id]]);
    posts.clock.now += 60 * MINUTE;
    await posts.again("delivery-1", { thread: true }, undefined, kept);
    expect([posts.here().length, stage.guild.threads.length]).toEqual([1, 1]);
    expect(stage.discord.calls("GET /channels/*/messages")).toHaveLength(0);
  });

  test("in a forum is found instead of opened again", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    stage.discord.faults.next("POST /channels/*/threads", { reset: "after" });
    await posts.faultOf(posts.send("delivery-1", {}, forum.id));
    posts.clock.now += MINUTE;
    const { message } = await posts.again("delivery-1", {}, forum.id);
    expect(stage.guild.threads.map(({ id }) => id)).toEqual([message]);
  });

  test("in a forum, two posts of one name are told apart", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    stage.discord.faults.next("POST /channels/*/threads", { reset: "before" });
    await posts.faultOf(posts.send("delivery-1", {}, forum.id));
    const other = await posts.send("delivery-2", {}, forum.id);
    const own = await posts.again("delivery-1", {}, forum.id);
    expect(stage.guild.threads.map(({ id }) => id)).toEqual([other.message, own.message]);
  });

  test("an announcement whose reply was lost is published when it is found", async () => {
    const news = stage.guild.channel({ type: "announcement" });
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send("delivery-1", { publish: true }, news.id));
    posts.clock.now += 60 * MINUTE;
    await posts.again("delivery-1", { publish: true }, news.id);
    await posts.again("delivery-1", { publish: true }, news.id);
    expect(posts.published(news)).toEqual([true]);
    expect(stage.lines.map(({ message }) => message)).toEqual(["Discord took no post"]);
  });
});

test("posts are marked with numbers that Discord takes and does not give out itself", () => {
  const marks = Array.from({ length: 5_000 }, (_, i) => markOf(`delivery-${i}`));
  expect(new Set(marks).size).toBe(marks.length);
  expect(Math.min(...marks)).toBeGreaterThan(40);
  expect(Math.max(...marks)).toBeLessThan(2 ** 31);
});
