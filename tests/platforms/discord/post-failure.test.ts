import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Posts, setPosts } from "./posts.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;
let posts: Posts;
beforeEach(async () => {
  posts = await setPosts();
  stage = posts.stage;
});
afterEach(() => stage.close());

describe("why it failed", () => {
  test.each([
    [
      "an unknown channel",
      { status: 404, body: { code: 10003, message: "" } },
      "gone",
      "choose another channel",
    ],
    ["no access", { status: 403, body: { code: 50001, message: "" } }, "forbidden", "View Channel"],
    [
      "no permission",
      { status: 403, body: { code: 50013, message: "" } },
      "forbidden",
      "Send Messages",
    ],
    [
      "a locked thread",
      { status: 400, body: { code: 50083, message: "" } },
      "forbidden",
      "open it again",
    ],
    [
      "a forum without a tag for the bot",
      { status: 400, body: { code: 40067, message: "" } },
      "forbidden",
      "add one for everybody",
    ],
    ["a tag that is gone", { status: 404, body: { code: 10087, message: "" } }, "transient", "tag"],
    [
      "a block by Cloudflare",
      { status: 403, body: { code: 40333, message: "" } },
      "transient",
      "overloaded",
    ],
    ["AutoMod", { status: 400, body: { code: 200000, message: "" } }, "payload", "exempt me"],
    ["a refused token", { status: 401 }, "auth", "DISCORD_TOKEN"],
    [
      "slow mode",
      {
        status: 429,
        body: { code: 20016, message: "", retry_after: 1 },
        headers: { "retry-after": "7" },
      },
      "rate",
      "wait",
    ],
    ["an outage", { status: 503 }, "unclear", "Discord failed"],
    ["a web page", { html: 502 }, "unclear", "Discord failed"],
    ["a web page that forbids, as a proxy has it", { html: 403 }, "transient", "in between"],
    ["a web page that finds nothing", { html: 404 }, "transient", "in between"],
    ["a web page that understands nothing", { html: 400 }, "transient", "in between"],
    ["a web page that says that all is well", { html: 200 }, "unclear", "could not be reached"],
    ["a cut line", { reset: "before" } as const, "unclear", "could not be reached"],
    [
      "another refusal",
      { status: 400, body: { code: 50000, message: "" } },
      "payload",
      "code 50000",
    ],
  ])("%s", async (_, fault, kind, cure) => {
    stage.discord.faults.next("POST /channels/*/messages", fault, 2);
    const error = await posts.faultOf(posts.send());
    expect(error.fault).toBe(kind);
    expect(error.message).toContain(cure);
    expect(posts.here()).toHaveLength(0);
  });

  test("a rate limit says how long, and is not waited for", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { rateLimit: 40 });
    expect(await posts.faultOf(posts.send())).toMatchObject({
      fault: "rate",
      retryAfter: expect.closeTo(40_000, -3),
    });
  });

  test("a rate limit without a time is waited for all the same", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { status: 429, body: "slow down" });
    expect(await posts.faultOf(posts.send())).toMatchObject({ fault: "rate", retryAfter: 1_000 });
  });

  test("after a refused token the next post is tried with it again", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { status: 401 });
    await posts.faultOf(posts.send());
    await posts.send();
    expect(posts.here()).toHaveLength(1);
  });

  test("a Discord that can't be reached was sent nothing", async () => {
    await stage.discord.close();
    expect((await posts.faultOf(posts.send())).fault).toBe("transient");
  });

  test("a database that can't be written to leaves a post that is certain not to be out", async () => {
    const { store, platform, at } = stage;
    vi.spyOn(store.tickets, "park").mockRejectedValueOnce(new Error("disk full"));
    const next = { command: "search", input: { query: "graph ".repeat(100) } };
    const actions = [{ kind: "button" as const, label: "More", next }];
    const reply = { summary: "Papers", blocks: [{ kind: "actions" as const, actions }] };
    const error = await posts.faultOf(platform.post(at, reply, "delivery-1"));
    expect(error).toMatchObject({ fault: "transient" });
    await platform.post(at, reply, "delivery-1");
    expect(posts.here()).toHaveLength(1);
  });

  test("what a channel is costs one request, and none where it is not asked", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    await posts.send("delivery-1");
    expect(stage.discord.calls("GET /channels/*")).toHaveLength(0);
    await posts.send("delivery-2", {}, forum.id);
    await posts.send("delivery-3", {}, forum.id);
    expect(stage.discord.calls("GET /channels/*")).toHaveLength(1);
    stage.discord.faults.next("POST /channels/*/threads", { status: 503 });
    await posts.faultOf(posts.send("delivery-4", {}, forum.id));
    await posts.send("delivery-5", {}, forum.id);
    expect(stage.discord.calls("GET /channels/*")).toHaveLength(2);
  });

  test("one request is one try: retries belong to the ledger", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { status: 500 }, 5);
    await posts.faultOf(posts.send());
    expect(stage.discord.calls("POST /channels/*/messages")).toHaveLength(1);
  });
});
