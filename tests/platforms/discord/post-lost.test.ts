import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { markOf } from "../../../src/platforms/discord/mark.ts";
import { type Posts, REPLY, setPosts } from "./posts.ts";
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
    expect((await posts.faultOf(posts.send())).fault).toBe("transient");
    posts.clock.now += MINUTE;
    await posts.send();
    expect(posts.here()).toHaveLength(1);
    posts.clock.now += 60 * MINUTE;
    await posts.send();
    expect(posts.here()).toHaveLength(1);
  });

  test("is not sent again after a restart either", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send());
    const later = await stage.restart();
    posts.clock.now += 60 * MINUTE;
    const { message } = await later.platform.post(stage.at, REPLY, "delivery-1");
    expect(posts.here().map(({ id }) => id)).toEqual([message]);
  });

  test("is not mistaken for another one of the same day in the same channel", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "before" });
    await posts.faultOf(posts.send("delivery-1"));
    const { message } = await posts.send("delivery-2");
    posts.clock.now += 60 * MINUTE;
    expect((await posts.send("delivery-1")).message).not.toBe(message);
    expect(posts.here()).toHaveLength(2);
  });

  test("that went out as plain text, and whose reply was lost, is found by its words", async () => {
    stage.discord.faults.next("POST /channels/*/messages", {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await posts.faultOf(posts.send())).fault).toBe("transient");
    posts.clock.now += 60 * MINUTE;
    await posts.send();
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
    await posts.faultOf(posts.send("delivery-1"));
    posts.clock.now += 60 * MINUTE;
    await posts.send("delivery-1");
    expect(posts.here().filter(({ author }) => author.bot)).toHaveLength(1);
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send("delivery-2"));
    stage.channel.stored.clear();
    talk(1_000);
    posts.clock.now += 60 * MINUTE;
    const error = await posts.faultOf(posts.send("delivery-2"));
    expect([error.fault, error.message]).toEqual([
      "unknown",
      expect.stringContaining("so much was said"),
    ]);
  });

  test.each(["text", "forum"] as const)(
    "that may be out, in a %s channel that can't be looked into, is left alone and says why",
    async (type) => {
      const channel = stage.guild.channel({ type });
      stage.discord.faults.next("POST /channels/*/*", { reset: "after" });
      await posts.faultOf(posts.send("delivery-1", {}, channel.id));
      channel.denyBot("ReadMessageHistory");
      posts.clock.now += 60 * MINUTE;
      const error = await posts.faultOf(posts.send("delivery-1", {}, channel.id));
      expect(error.fault).toBe("unknown");
      expect(error.message).toContain("Read Message History");
    },
  );

  test("that may be out is looked for again later when Discord is down meanwhile", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send());
    posts.clock.now += 60 * MINUTE;
    stage.discord.faults.next("GET /channels/*/messages", { status: 503 });
    expect((await posts.faultOf(posts.send())).fault).toBe("transient");
    await posts.send();
    expect(posts.here()).toHaveLength(1);
  });

  test("that may be out is never tried again where that can't be written down", async () => {
    vi.spyOn(stage.store.tickets, "park").mockRejectedValue(new Error("disk full"));
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await posts.faultOf(posts.send())).fault).toBe("unknown");
    vi.spyOn(stage.store.tickets, "find").mockRejectedValue(new Error("locked"));
    expect(await posts.faultOf(posts.send("delivery-2"))).toMatchObject({
      fault: "transient",
      message: expect.stringContaining("my own notes"),
    });
    expect(posts.here()).toHaveLength(1);
  });

  test("in a forum is found instead of opened again", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    stage.discord.faults.next("POST /channels/*/threads", { reset: "after" });
    await posts.faultOf(posts.send("delivery-1", {}, forum.id));
    posts.clock.now += MINUTE;
    const { message } = await posts.send("delivery-1", {}, forum.id);
    expect(stage.guild.threads.map(({ id }) => id)).toEqual([message]);
  });

  test("in a forum, two posts of one name are told apart", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    stage.discord.faults.next("POST /channels/*/threads", { reset: "before" });
    await posts.faultOf(posts.send("delivery-1", {}, forum.id));
    const other = await posts.send("delivery-2", {}, forum.id);
    const own = await posts.send("delivery-1", {}, forum.id);
    expect(stage.guild.threads.map(({ id }) => id)).toEqual([other.message, own.message]);
  });

  test("an announcement whose reply was lost is published when it is found", async () => {
    const news = stage.guild.channel({ type: "announcement" });
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await posts.faultOf(posts.send("delivery-1", { publish: true }, news.id));
    posts.clock.now += 60 * MINUTE;
    await posts.send("delivery-1", { publish: true }, news.id);
    await posts.send("delivery-1", { publish: true }, news.id);
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
