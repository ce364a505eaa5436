import { MessageFlags } from "discord.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PostError, type Reply } from "#chat";
import { markOf } from "../../../src/platforms/discord/mark.ts";
import { read, type Setting, type Stage, setStage } from "./stage.ts";

const REPLY: Reply = {
  summary: "Papers for 24 Nov 2026: 1 paper",
  blocks: [
    { kind: "heading", text: "Papers for 24 Nov 2026" },
    {
      kind: "card",
      title: "Graph Transformers",
      url: "https://arxiv.org/abs/2402.02005",
      actions: [
        {
          kind: "button",
          label: "Save",
          next: { command: "save", input: { paper: "2402.02005" } },
        },
      ],
    },
  ],
};

const MINUTE = 60_000;
let stage: Stage;
let clock: { now: number };
const set = async (setting: Setting = {}) => {
  clock = { now: Date.parse("2026-11-24T08:00:00Z") };
  stage = await setStage({ start: false, clock, ...setting });
};
beforeEach(() => set());
afterEach(() => stage.close());

const post = (key = "delivery-1", manner = {}, channel = stage.channel.id) =>
  stage.platform.post({ ...stage.at, channel }, REPLY, key, manner);
const here = (channel = stage.channel) =>
  [...channel.stored.values()].map(({ message }) => message);
const published = (news: Stage["channel"]) =>
  here(news).map(({ flags }) => Boolean(Number(flags) & MessageFlags.Crossposted));
const faultOf = async (posting: Promise<unknown>) => {
  const error = await posting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PostError)) throw new Error(`No PostError: ${String(error)}`);
  return error;
};

describe("a post", () => {
  test("goes out without the gateway, silently, pinging nobody", async () => {
    const { message } = await post();
    expect(stage.discord.gateway.identifies).toEqual([]);
    const [sent] = here();
    expect(sent?.id).toBe(message);
    expect(sent?.flags).toBe(MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2);
    expect(sent).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
    expect(read(sent!)).toContain("Graph Transformers");
    expect(stage.discord.refusals).toEqual([]);
  });

  test("rings and mentions a role when a manager chose so", async () => {
    const role = stage.guild.role("readers");
    await post("delivery-1", { loud: true, mention: role.id });
    const [sent] = here();
    expect(Number(sent?.flags) & MessageFlags.SuppressNotifications).toBe(0);
    expect(sent?.mention_roles).toEqual([role.id]);
  });

  test("is sent once, however often its key is tried", async () => {
    const first = await post();
    clock.now += MINUTE;
    expect(await post()).toEqual(first);
    expect(here()).toHaveLength(1);
    await post("delivery-2");
    expect(here()).toHaveLength(2);
  });

  test("whose reply was lost is not sent again, minutes or an hour later", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await faultOf(post())).fault).toBe("transient");
    clock.now += MINUTE;
    await post();
    expect(here()).toHaveLength(1);
    clock.now += 60 * MINUTE;
    await post();
    expect(here()).toHaveLength(1);
  });

  test("whose reply was lost is not sent again after a restart either", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await faultOf(post());
    const later = await stage.restart();
    clock.now += 60 * MINUTE;
    const { message } = await later.platform.post(stage.at, REPLY, "delivery-1");
    expect(here().map(({ id }) => id)).toEqual([message]);
  });

  test("is not mistaken for another one of the same day in the same channel", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "before" });
    await faultOf(post("delivery-1"));
    const { message } = await post("delivery-2");
    clock.now += 60 * MINUTE;
    expect((await post("delivery-1")).message).not.toBe(message);
    expect(here()).toHaveLength(2);
  });

  test("that went out as plain text, and whose reply was lost, is found by its words", async () => {
    stage.discord.faults.next("POST /channels/*/messages", {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await faultOf(post())).fault).toBe("transient");
    clock.now += 60 * MINUTE;
    await post();
    expect(here()).toHaveLength(1);
  });

  test("is found below a hundred messages and more, and given up where thousands were said", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "before" });
    await faultOf(post("delivery-1"));
    const talk = (count: number) => {
      for (let i = 0; i < count; i += 1) stage.ben.say(`Message ${i}`);
    };
    talk(250);
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await faultOf(post("delivery-1"));
    clock.now += 60 * MINUTE;
    await post("delivery-1");
    expect(here().filter(({ author }) => author.bot)).toHaveLength(1);
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await faultOf(post("delivery-2"));
    stage.channel.stored.clear();
    talk(1_000);
    clock.now += 60 * MINUTE;
    const error = await faultOf(post("delivery-2"));
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
      await faultOf(post("delivery-1", {}, channel.id));
      channel.denyBot("ReadMessageHistory");
      clock.now += 60 * MINUTE;
      const error = await faultOf(post("delivery-1", {}, channel.id));
      expect(error.fault).toBe("unknown");
      expect(error.message).toContain("Read Message History");
    },
  );

  test("that may be out is looked for again later when Discord is down meanwhile", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await faultOf(post());
    clock.now += 60 * MINUTE;
    stage.discord.faults.next("GET /channels/*/messages", { status: 503 });
    expect((await faultOf(post())).fault).toBe("transient");
    await post();
    expect(here()).toHaveLength(1);
  });

  test("that may be out is never tried again where that can't be written down", async () => {
    vi.spyOn(stage.store.tickets, "park").mockRejectedValue(new Error("disk full"));
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    expect((await faultOf(post())).fault).toBe("unknown");
    vi.spyOn(stage.store.tickets, "find").mockRejectedValue(new Error("locked"));
    expect(await faultOf(post("delivery-2"))).toMatchObject({
      fault: "transient",
      message: expect.stringContaining("my own notes"),
    });
    expect(here()).toHaveLength(1);
  });

  test("that Discord can't read goes out as plain text", async () => {
    stage.discord.faults.next("POST /channels/*/messages", {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    await post();
    const [sent] = here();
    expect(sent?.content).toContain("Graph Transformers");
    expect(stage.lines.map(({ message }) => message)).toContain(
      "Discord could not read a post; sending its text alone",
    );
  });
});

test("posts are marked with numbers that Discord takes and does not give out itself", () => {
  const marks = Array.from({ length: 5_000 }, (_, i) => markOf(`delivery-${i}`));
  expect(new Set(marks).size).toBe(marks.length);
  expect(Math.min(...marks)).toBeGreaterThan(40);
  expect(Math.max(...marks)).toBeLessThan(2 ** 31);
});

describe("where it goes", () => {
  test("in a forum, each post is a thread of its own, with a tag where one is needed", async () => {
    const forum = stage.guild.channel({ type: "forum", tags: ["papers"], requireTag: true });
    const { message } = await post("delivery-1", {}, forum.id);
    const [thread] = stage.guild.threads;
    expect(thread).toMatchObject({ id: message, name: "Papers for 24 Nov 2026: 1 paper" });
    expect(thread?.thread?.appliedTags).toHaveLength(1);
    expect(read(here(thread)[0]!)).toContain("Graph Transformers");
  });

  test("in a forum, a thread whose reply was lost is found instead of opened again", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    stage.discord.faults.next("POST /channels/*/threads", { reset: "after" });
    await faultOf(post("delivery-1", {}, forum.id));
    clock.now += MINUTE;
    const { message } = await post("delivery-1", {}, forum.id);
    expect(stage.guild.threads.map(({ id }) => id)).toEqual([message]);
  });

  test("in a forum, two posts of one name are told apart", async () => {
    const forum = stage.guild.channel({ type: "forum" });
    stage.discord.faults.next("POST /channels/*/threads", { reset: "before" });
    await faultOf(post("delivery-1", {}, forum.id));
    const other = await post("delivery-2", {}, forum.id);
    const own = await post("delivery-1", {}, forum.id);
    expect(stage.guild.threads.map(({ id }) => id)).toEqual([other.message, own.message]);
  });

  test("in a thread it stands among the other messages", async () => {
    const thread = stage.guild.thread(stage.channel);
    await post("delivery-1", { thread: true }, thread.id);
    expect(here(thread)).toHaveLength(1);
  });

  test("an announcement is published when chosen, and a refusal to publish undoes nothing", async () => {
    const news = stage.guild.channel({ type: "announcement" });
    await post("delivery-1", { publish: true }, news.id);
    stage.discord.faults.next("POST /channels/*/messages/*/crosspost", { rateLimit: 3600 });
    await post("delivery-2", { publish: true }, news.id);
    expect(published(news)).toEqual([true, false]);
    expect(stage.lines.at(-1)?.message).toBe("A post went out but could not be published");
  });

  test("an announcement whose reply was lost is published when it is found", async () => {
    const news = stage.guild.channel({ type: "announcement" });
    stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
    await faultOf(post("delivery-1", { publish: true }, news.id));
    clock.now += 60 * MINUTE;
    await post("delivery-1", { publish: true }, news.id);
    expect(published(news)).toEqual([true]);
  });

  test("a thread to talk in is opened below it when chosen, once", async () => {
    await post("delivery-1", { thread: true });
    await post("delivery-1", { thread: true });
    expect(stage.guild.threads.map(({ name }) => name)).toEqual([
      "Papers for 24 Nov 2026: 1 paper",
    ]);
  });

  test("a thread that can't be opened undoes nothing", async () => {
    stage.discord.faults.next("POST /channels/*/messages/*/threads", {
      status: 403,
      body: { code: 50013, message: "Missing Permissions" },
    });
    await post("delivery-1", { thread: true });
    expect(here()).toHaveLength(1);
  });
});

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
    ["an outage", { status: 503 }, "transient", "Discord failed"],
    ["a web page", { html: 502 }, "transient", "Discord failed"],
    ["a web page that says that all is well", { html: 200 }, "transient", "could not be reached"],
    ["a cut line", { reset: "before" } as const, "transient", "could not be reached"],
    [
      "another refusal",
      { status: 400, body: { code: 50000, message: "" } },
      "payload",
      "code 50000",
    ],
  ])("%s", async (_, fault, kind, cure) => {
    stage.discord.faults.next("POST /channels/*/messages", fault, 2);
    const error = await faultOf(post());
    expect(error.fault).toBe(kind);
    expect(error.message).toContain(cure);
    expect(here()).toHaveLength(0);
  });

  test("a rate limit says how long, and is not waited for", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { rateLimit: 40 });
    expect(await faultOf(post())).toMatchObject({
      fault: "rate",
      retryAfter: expect.closeTo(40_000, -3),
    });
  });

  test("a rate limit without a time is waited for all the same", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { status: 429, body: "slow down" });
    expect(await faultOf(post())).toMatchObject({ fault: "rate", retryAfter: 1_000 });
  });

  test("after a refused token the next post is tried with it again", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { status: 401 });
    await faultOf(post());
    await post();
    expect(here()).toHaveLength(1);
  });

  test("after a failure the channel is asked for again, since it may be another kind now", async () => {
    await post("delivery-1");
    await post("delivery-2");
    expect(stage.discord.calls("GET /channels/*")).toHaveLength(1);
    stage.discord.faults.next("POST /channels/*/messages", { status: 503 });
    await faultOf(post("delivery-3"));
    await post("delivery-3");
    expect(stage.discord.calls("GET /channels/*")).toHaveLength(2);
  });

  test("one request is one try: retries belong to the ledger", async () => {
    stage.discord.faults.next("POST /channels/*/messages", { status: 500 }, 5);
    await faultOf(post());
    expect(stage.discord.calls("POST /channels/*/messages")).toHaveLength(1);
  });
});
