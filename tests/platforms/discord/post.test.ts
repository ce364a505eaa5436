import { MessageFlags } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Posts, setPosts } from "./posts.ts";
import { read, type Stage } from "./stage.ts";

const MINUTE = 60_000;
let stage: Stage;
let posts: Posts;
beforeEach(async () => {
  posts = await setPosts();
  stage = posts.stage;
});
afterEach(() => stage.close());

describe("a post", () => {
  test("goes out without the gateway, silently, pinging nobody", async () => {
    const { message } = await posts.send();
    expect(stage.discord.gateway.identifies).toEqual([]);
    const [sent] = posts.here();
    expect(sent?.id).toBe(message);
    expect(sent?.flags).toBe(MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2);
    expect(sent).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
    expect(read(sent!)).toContain("Graph Transformers");
    expect(stage.discord.refusals).toEqual([]);
  });

  test("rings and mentions a role when a manager chose so", async () => {
    const role = stage.guild.role("readers");
    await posts.send("delivery-1", { loud: true, mention: role.id });
    const [sent] = posts.here();
    expect(Number(sent?.flags) & MessageFlags.SuppressNotifications).toBe(0);
    expect(sent?.mention_roles).toEqual([role.id]);
  });

  test("is sent once, however often its key is tried", async () => {
    const first = await posts.send();
    posts.clock.now += MINUTE;
    expect(await posts.send()).toEqual(first);
    expect(posts.here()).toHaveLength(1);
    await posts.send("delivery-2");
    expect(posts.here()).toHaveLength(2);
  });

  test("that Discord can't read goes out as plain text", async () => {
    stage.discord.faults.next("POST /channels/*/messages", {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    await posts.send();
    const [sent] = posts.here();
    expect(sent?.content).toContain("Graph Transformers");
    expect(stage.lines.map(({ message }) => message)).toContain(
      "Discord could not read a post; sending its text alone",
    );
  });
});

describe("where it goes", () => {
  test("in a forum, each post is a thread of its own, with a tag where one is needed", async () => {
    const forum = stage.guild.channel({ type: "forum", tags: ["papers"], requireTag: true });
    const { message } = await posts.send("delivery-1", {}, forum.id);
    const [thread] = stage.guild.threads;
    expect(thread).toMatchObject({ id: message, name: "Papers for 24 Nov 2026: 1 paper" });
    expect(thread?.thread?.appliedTags).toHaveLength(1);
    expect(read(posts.here(thread)[0]!)).toContain("Graph Transformers");
  });

  test("in a thread it stands among the other messages", async () => {
    const thread = stage.guild.thread(stage.channel);
    await posts.send("delivery-1", { thread: true }, thread.id);
    expect(posts.here(thread)).toHaveLength(1);
    expect(stage.lines).toEqual([]);
  });

  test("an announcement is published when chosen, and a refusal to publish undoes nothing", async () => {
    const news = stage.guild.channel({ type: "announcement" });
    await posts.send("delivery-1", { publish: true }, news.id);
    stage.discord.faults.next("POST /channels/*/messages/*/crosspost", { rateLimit: 3600 });
    await posts.send("delivery-2", { publish: true }, news.id);
    expect(posts.published(news)).toEqual([true, false]);
    expect(stage.lines.at(-1)?.message).toBe("A post went out but it could not be published");
  });

  test("a thread to talk in is opened below it when chosen, once", async () => {
    await posts.send("delivery-1", { thread: true });
    await posts.send("delivery-1", { thread: true });
    expect(stage.guild.threads.map(({ name }) => name)).toEqual([
      "Papers for 24 Nov 2026: 1 paper",
    ]);
  });

  test("a thread that can't be opened undoes nothing", async () => {
    stage.discord.faults.next("POST /channels/*/messages/*/threads", {
      status: 403,
      body: { code: 50013, message: "Missing Permissions" },
    });
    await posts.send("delivery-1", { thread: true });
    expect(posts.here()).toHaveLength(1);
  });
});
