import { afterEach, describe, expect, test, vi } from "vitest";
import { PostError, type Reply } from "#chat";
import { type FaultOnDemand, type Message, textOf } from "../../fakes/slack/index.ts";
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

const papers = () => stage.slack.lab.channel("papers").id;
/** Another try of the post, after one of which nobody knows how it ended. */
const again = (at = stage, { sure = true } = {}) =>
  at.platform.post(
    { platform: "slack", tenant: at.slack.lab.id, channel: papers() },
    ...([DIGEST, "key", {}] as const),
    { earlier: { since: at.now(), sure }, parts: [], keep: async () => {} },
  );
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
  test("that can't be written down first is certain not to be out", async () => {
    stage = await setStage();
    vi.spyOn(stage.store.tickets, "park").mockRejectedValueOnce(new Error("disk full"));
    const next = { command: "search", input: { query: "graph ".repeat(400) } };
    const actions = [{ kind: "button" as const, label: "More", next }];
    const reply: Reply = { summary: "Papers", blocks: [{ kind: "actions", actions }] };
    expect((await failure(stage.post(reply, "delivery-1"))).fault).toBe("transient");
    await stage.post(reply, "delivery-1");
    expect(posted()).toHaveLength(1);
  });

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

  test("counts as sent when its thread is refused", async () => {
    stage = await setStage();
    stage.slack.faults.next("chat.postMessage", { status: 200, body: '{"ok":true,"ts":"1.1"}' });
    stage.slack.faults.next("chat.postMessage", { error: "restricted_action" });
    await expect(stage.post(DIGEST, "delivery-1", { thread: true })).resolves.toBeDefined();
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
    ["a fault within Slack", { error: "internal_error" }, "unclear", /did not say/],
    ["HTTP 503", { status: 503 }, "unclear", /did not say/],
    ["a web page in place of an answer", { html: true }, "unclear", /did not say/],
    ["a connection that is cut", { reset: true }, "unclear", /did not say/],
    ["an answer that is lost", { lost: "reset" }, "unclear", /did not say/],
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
  test("a post whose answer was lost is found by the next try", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("chat.postMessage", { lost: "reset" });
    expect((await failure(stage.post(DIGEST, "key"))).fault).toBe("unclear");
    const { message } = await again();
    expect(posted().map(({ ts }) => ts)).toEqual([message]);
  });

  test("a post that Slack lost is sent by the next try", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("chat.postMessage", { status: 503 });
    expect((await failure(stage.post(DIGEST, "key"))).fault).toBe("unclear");
    await again();
    expect(posted()).toHaveLength(1);
  });

  test("another process finds what this one has sent", async () => {
    stage = await setStage(HISTORY);
    const { message } = await stage.post(DIGEST, "key");
    expect(stage.slack.sent("conversations.history")).toEqual([]);
    const later = await setStage({ ...HISTORY, slack: stage.slack, store: stage.store });
    expect(await again(later)).toEqual({ message });
    expect(posted()).toHaveLength(1);
    await later.platform.stop();
  });

  test("a post that is only possibly out is found, and sent where nothing can be seen", async () => {
    stage = await setStage(HISTORY);
    const { message } = await stage.post(DIGEST, "key");
    const later = await setStage({ ...HISTORY, slack: stage.slack, store: stage.store });
    expect(await again(later, { sure: false })).toEqual({ message });
    const blind = await setStage({ slack: stage.slack, store: stage.store });
    await again(blind, { sure: false });
    expect(posted()).toHaveLength(2);
    await later.platform.stop();
    await blind.platform.stop();
  });

  test("what another app says of itself is no post of ours", async () => {
    stage = await setStage(HISTORY);
    const { lab, world } = stage.slack;
    const metadata = { event_type: "other_app", event_payload: { id: "key" } };
    world.post(lab, lab.channel("papers"), { text: "Mine", metadata }, { by: "person" });
    await again();
    expect(stage.slack.sent("chat.postMessage")).toHaveLength(1);
    const oldest = String((stage.now() - 5 * 60_000) / 1000);
    expect(stage.slack.sent("conversations.history")).toMatchObject([{ oldest }]);
  });

  test("a busy channel is read over several pages", async () => {
    stage = await setStage(HISTORY);
    const ada = stage.slack.person("ada");
    stage.slack.faults.next("chat.postMessage", { lost: "reset" });
    await failure(stage.post(DIGEST, "key"));
    const [post] = posted();
    for (let i = 0; i < 250; i++) ada.say(`Chat ${i}`);
    expect(await again()).toEqual({ message: post?.ts });
  });

  test("a channel that can't be looked into leaves a lost post unknown, and says what to do", async () => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("conversations.history", { error: "not_in_channel" });
    const error = await failure(again());
    expect([error.fault, error.message]).toEqual(["unknown", expect.stringContaining("invite me")]);
    expect(stage.slack.sent("chat.postMessage")).toEqual([]);
  });

  test.each<[string, FaultOnDemand, PostError["fault"]]>([
    ["limits us", { status: 429, retryAfter: 3 }, "rate"],
    ["is down", { status: 503 }, "transient"],
    ["does not know us any more", { error: "invalid_auth" }, "auth"],
  ])("a look that fails because Slack %s is made again later", async (_, fault, expected) => {
    stage = await setStage(HISTORY);
    stage.slack.faults.next("conversations.history", fault);
    expect((await failure(again())).fault).toBe(expected);
    expect(stage.slack.sent("chat.postMessage")).toEqual([]);
  });
});

describe("without a look", () => {
  test("a post that may be out is never sent again, and one that is only possible is", async () => {
    stage = await setStage();
    expect((await failure(again())).fault).toBe("unknown");
    expect(posted()).toEqual([]);
    await again(stage, { sure: false });
    expect(posted()).toHaveLength(1);
  });
});

describe("a thread below a post", () => {
  const details = () => posted().filter(({ threadTs }) => threadTs !== undefined);
  const partOf = ({ metadata }: Message) =>
    (metadata as { event_payload?: { part?: number } }).event_payload?.part;
  /** A post of so many messages that it needs several for its details. */
  const LONG: Reply = {
    summary: "Ten papers",
    blocks: Array.from({ length: 10 }, (_, i) => ({
      ...{ kind: "card", title: `Paper ${i}`, body: `About ${i}. `.repeat(300) },
    })),
  } as Reply;
  /** One try, which goes on from what was kept and keeps what it does. */
  const trial = (kept: (string | null)[], sure = false) =>
    stage.platform.post(
      { platform: "slack", tenant: stage.slack.lab.id, channel: papers() },
      ...([LONG, "key", { thread: true }] as const),
      {
        ...(sure && { earlier: { since: stage.now(), sure } }),
        parts: [...kept],
        keep: async (part, message) => void kept.splice(part, 1, message),
      },
    );

  test("goes on where an earlier try ended, and repeats no message", async () => {
    stage = await setStage();
    const kept: (string | null)[] = [];
    stage.slack.faults.next("chat.postMessage", { status: 200, body: '{"ok":true,"ts":"1.1"}' });
    stage.slack.faults.next("chat.postMessage", { status: 429, retryAfter: 60 });
    expect(await failure(trial(kept))).toMatchObject({ fault: "rate", retryAfter: 60_000 });
    expect(kept).toEqual(["1.1", null]);
    kept[0] = (await stage.post(LONG, "main")).message!;
    kept.length = 1;
    await trial(kept);
    expect(details().length).toBeGreaterThan(2);
    expect(kept.slice(1)).toEqual(details().map(({ ts }) => ts));
    expect(details().map(partOf)).toEqual(kept.slice(1).map((_, i) => i + 1));
  });

  test("of which a message may be out is looked into where that is possible", async () => {
    stage = await setStage(HISTORY);
    const kept: (string | null)[] = [];
    await trial(kept);
    const before = details().map(({ ts }) => ts);
    const later = await setStage({ ...HISTORY, slack: stage.slack, store: stage.store });
    const first = stage;
    stage = later;
    kept.splice(2, kept.length, null);
    await trial(kept, true);
    expect(kept.slice(1, 3)).toEqual(before.slice(0, 2));
    expect(details().filter((one) => partOf(one) === 2)).toHaveLength(1);
    await first.platform.stop();
  });

  test("of which a message may be out is finished without it where nothing can be seen", async () => {
    stage = await setStage();
    const { message } = await stage.post(LONG, "main");
    const kept = [message!, null];
    await trial(kept, true);
    const parts = details().map(partOf);
    expect(parts).toEqual(parts.map((_, i) => i + 2));
    expect(parts.length).toBeGreaterThan(1);
    expect(kept.slice(0, 2)).toEqual([message, null]);
  });
});

test("a Slack that limits hundreds of posts is left alone, by other processes too", async () => {
  stage = await setStage();
  const { slack, store } = stage;
  slack.faults.always("chat.postMessage", () => ({ status: 429, retryAfter: 1 }));
  for (let i = 0; i < 700; i += 50)
    await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => stage.post(DIGEST, `delivery-${i + n}`)),
    );
  const other = await setStage({ slack, store });
  const before = slack.sent("chat.postMessage").length;
  for (const one of [stage, other])
    expect(await failure(one.post(DIGEST, "another"))).toMatchObject({
      fault: "rate",
      retryAfter: 600_000,
    });
  expect(slack.sent("chat.postMessage")).toHaveLength(before);
  await other.platform.stop();
});
