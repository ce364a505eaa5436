import { afterEach, describe, expect, test } from "vitest";
import { PostError, type Reply } from "#chat";
import { type FaultOnDemand, textOf } from "../../fakes/slack/index.ts";
import { SCOPES, type Stage, type StageOptions, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const DIGEST: Reply = {
  summary: "Two papers & more",
  blocks: [
    { kind: "heading", text: "Today" },
    {
      kind: "card",
      title: "First",
      url: "https://arxiv.org/abs/2402.02005",
      body: "About the first.",
    },
    {
      kind: "card",
      title: "Second",
      url: "https://arxiv.org/abs/2307.12194",
      body: "About the second.",
    },
  ],
};

const HISTORY: StageOptions = {
  config: { history: true },
  fake: { app: { scopes: [...SCOPES, "channels:history", "groups:history"] } },
};

const posted = () => stage.slack.person("ada").messages();
const failure = async (promise: Promise<unknown>): Promise<PostError> => {
  const error = await promise.then(
    () => undefined,
    (why: unknown) => why,
  );
  expect(error).toBeInstanceOf(PostError);
  return error as PostError;
};

describe("a post", () => {
  test("carries its delivery's id, unfolds no link and says where it is", async () => {
    stage = await setStage();
    const { message } = await stage.post(DIGEST, "delivery-1");
    const [post] = posted();
    expect(post).toMatchObject({
      ts: message,
      text: "Two papers &amp; more",
      metadata: { event_type: "paperboy_delivery", event_payload: { id: "delivery-1" } },
      unfurlLinks: false,
      unfurlMedia: false,
    });
    expect(stage.refused()).toBe("");
  });

  test("with a thread has its papers in detail below it", async () => {
    stage = await setStage();
    const { message } = await stage.post(DIGEST, "delivery-1", { thread: true });
    const [main, ...details] = posted();
    expect(main?.threadTs).toBeUndefined();
    expect(details.length).toBeGreaterThan(0);
    for (const detail of details)
      expect(detail).toMatchObject({ threadTs: message, unfurlLinks: false, unfurlMedia: false });
    expect(details.map(textOf).join()).toContain("About the second.");
    expect(stage.refused()).toBe("");
  });

  test("with a thread keeps to one message a second", async () => {
    stage = await setStage({ fake: { rates: true } });
    const from = stage.now();
    await stage.post(DIGEST, "delivery-1", { thread: true });
    expect(posted().map(textOf).join()).toContain("About the second.");
    expect(stage.now() - from).toBe(1_000);
  });

  test("with a thread does not wait for a Slack that limits it for minutes", async () => {
    stage = await setStage();
    const from = stage.now();
    stage.slack.faults.next("chat.postMessage", { status: 200, body: '{"ok":true,"ts":"1.1"}' });
    stage.slack.faults.next("chat.postMessage", { status: 429, retryAfter: 6 });
    await stage.post(DIGEST, "delivery-1", { thread: true });
    expect(stage.now()).toBe(from);
    expect(stage.log.some(({ message }) => message.includes("could not be completed"))).toBe(true);
  });

  test("counts as sent when its thread fails", async () => {
    stage = await setStage();
    const sent = stage.post(DIGEST, "delivery-1", { thread: true });
    stage.slack.faults.next("chat.postMessage", { status: 200, body: '{"ok":true,"ts":"1.1"}' });
    stage.slack.faults.next("chat.postMessage", { error: "internal_error" });
    await expect(sent).resolves.toBeDefined();
    expect(stage.log.some(({ message }) => message.includes("thread"))).toBe(true);
  });

  test("mentions the user group that was chosen, and no role of another platform", async () => {
    stage = await setStage();
    await stage.post(DIGEST, "delivery-1", { mention: "S012GROUP" });
    await stage.post(DIGEST, "delivery-2", { mention: "!here> <@U1" });
    const [first, second] = posted();
    expect(first?.text).toMatch(/^<!subteam\^S012GROUP> /);
    expect(JSON.stringify(first?.blocks)).toContain('"usergroup_id":"S012GROUP"');
    expect(JSON.stringify(second)).not.toMatch(/usergroup|subteam|!here/);
    expect(stage.refused()).toBe("");
  });

  test("goes to a public channel without an invitation", async () => {
    stage = await setStage();
    await stage.post(DIGEST, "delivery-1", {}, stage.slack.lab.channel("random").id);
    expect(stage.refused()).toBe("");
  });

  test("of the same key at the same time is one post", async () => {
    stage = await setStage();
    await Promise.all([stage.post(DIGEST, "key"), stage.post(DIGEST, "key")]);
    expect(posted()).toHaveLength(1);
  });
});

describe("a failed post is classed, with its cure", () => {
  const CASES: readonly (readonly [string, FaultOnDemand, PostError["fault"], RegExp])[] = [
    ["a channel that is no more", { error: "channel_not_found" }, "gone", /\/invite @paperboy/],
    ["an archived channel", { error: "is_archived" }, "gone", /archived/],
    ["a channel that it is not in", { error: "not_in_channel" }, "forbidden", /\/invite @paperboy/],
    ["a channel for a few", { error: "restricted_action" }, "forbidden", /admin/],
    [
      "a scope that is missing",
      { error: "missing_scope", more: { needed: "chat:write.public" } },
      "forbidden",
      /chat:write\.public.*manifest/,
    ],
    ["a token that was revoked", { error: "token_revoked" }, "auth", /install me anew/],
    ["a token that is wrong", { error: "invalid_auth" }, "auth", /install me anew/],
    ["a limit without a time", { error: "ratelimited" }, "rate", /slow down/],
    ["a Slack that is busy", { error: "service_unavailable" }, "transient", /try again/],
    ["an error that nobody knows", { error: "some_new_error" }, "transient", /some_new_error/],
    ["a fault within Slack", { error: "internal_error" }, "unknown", /not sent again/],
    ["HTTP 503", { status: 503 }, "unknown", /not sent again/],
    ["a web page in place of an answer", { html: true }, "unknown", /not sent again/],
    ["a connection that is cut", { reset: true }, "unknown", /not sent again/],
    ["an answer that is lost", { lost: "reset" }, "unknown", /not sent again/],
  ];
  test.each(CASES)("%s", async (_, fault, expected, cure) => {
    stage = await setStage();
    stage.slack.faults.next("chat.postMessage", fault);
    const error = await failure(stage.post(DIGEST, "key"));
    expect(error.fault).toBe(expected);
    expect(error.message).toMatch(cure);
    expect(stage.slack.sent("chat.postMessage").length).toBeLessThanOrEqual(1);
  });

  test("a rate limit says how long to wait", async () => {
    stage = await setStage();
    stage.slack.faults.next("chat.postMessage", { status: 429, retryAfter: 7 });
    expect(await failure(stage.post(DIGEST, "key"))).toMatchObject({
      fault: "rate",
      retryAfter: 7_000,
    });
    stage.slack.faults.next("chat.postMessage", { status: 429 });
    expect(await failure(stage.post(DIGEST, "key"))).toMatchObject({
      fault: "rate",
      retryAfter: 30_000,
    });
  });

  test("a Slack that can't be reached was sent nothing", async () => {
    stage = await setStage();
    await stage.slack.close();
    expect((await failure(stage.post(DIGEST, "key"))).fault).toBe("transient");
  });

  test("blocks that Slack can't read go out once more as plain text", async () => {
    stage = await setStage();
    stage.slack.faults.next("chat.postMessage", { error: "invalid_blocks" });
    await stage.post(DIGEST, "key");
    const [post] = posted();
    expect(post).toMatchObject({ blocks: [], metadata: { event_payload: { id: "key" } } });
    expect(post?.text).toContain("Second");
    stage.slack.faults.next("chat.postMessage", { error: "invalid_blocks" }, 2);
    expect((await failure(stage.post(DIGEST, "other"))).fault).toBe("payload");
  });

  test("another workspace's post waits for its own token", async () => {
    stage = await setStage();
    const place = { platform: "slack", tenant: "T0OTHER", channel: "C1" };
    expect((await failure(stage.platform.post(place, DIGEST, "key"))).fault).toBe("auth");
  });

  test("after the end nothing is sent", async () => {
    stage = await setStage();
    await stage.platform.stop();
    expect((await failure(stage.post(DIGEST, "key"))).fault).toBe("transient");
  });
});

describe("where the channel may be looked into", () => {
  test("a post whose answer was lost is found, and counts as sent", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("chat.postMessage", { lost: "reset" });
    const { message } = await stage.post(DIGEST, "key");
    expect(posted().map(({ ts }) => ts)).toEqual([message]);
  });

  test("a post that Slack lost is tried again, and never twice", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("chat.postMessage", { status: 503 });
    expect((await failure(stage.post(DIGEST, "key"))).fault).toBe("transient");
    await stage.post(DIGEST, "key");
    expect(posted()).toHaveLength(1);
  });

  test("another process finds what this one has sent", async () => {
    stage = await setStage(HISTORY);
    const { message } = await stage.post(DIGEST, "key");
    const later = await setStage({ ...HISTORY, slack: stage.slack, store: stage.store });
    expect(await later.post(DIGEST, "key")).toEqual({ message });
    expect(posted()).toHaveLength(1);
    await later.platform.stop();
  });

  test("what another app says of itself is no post of ours", async () => {
    stage = await setStage(HISTORY);
    const { lab, world } = stage.slack;
    const metadata = { event_type: "other_app", event_payload: { id: "key" } };
    world.post(lab, lab.channel("papers"), { text: "Mine", metadata }, { by: "person" });
    await stage.post(DIGEST, "key");
    expect(stage.slack.sent("chat.postMessage")).toHaveLength(1);
    const oldest = String((stage.now() - 7 * 60 * 60_000) / 1000);
    expect(stage.slack.sent("conversations.history")).toMatchObject([{ oldest }]);
  });

  test("a busy channel is read over several pages", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("chat.postMessage", { lost: "reset" });
    const ada = stage.slack.person("ada");
    const { message } = await stage.post(DIGEST, "key");
    for (let i = 0; i < 250; i++) ada.say(`Chat ${i}`);
    const later = await setStage({ ...HISTORY, slack: stage.slack, store: stage.store });
    expect(await later.post(DIGEST, "key")).toEqual({ message });
    await later.platform.stop();
  });

  test("a look that fails leaves a lost post unknown", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("conversations.history", { error: "not_in_channel" }, 2);
    stage.slack.faults.next("chat.postMessage", { lost: "reset" });
    expect((await failure(stage.post(DIGEST, "key"))).fault).toBe("unknown");
  });
});
