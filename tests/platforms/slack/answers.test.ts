import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createHost, erase, type Reply } from "#chat";
import { textOf } from "../../fakes/slack/index.ts";
import { forMany, install } from "./install.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const search = () => stage.slack.person("ada").command("/papers", "search graph");

describe("an answer that Slack does not take", () => {
  test("by a response_url that has run out is given in the channel", async () => {
    stage = await setStage();
    stage.slack.faults.next("response_url", { status: 404 });
    const asked = search();
    await asked.ack;
    const message = await asked.shows("graph");
    expect(textOf(message)).toContain("“graph”: ");
    expect(stage.slack.sent("chat.postMessage")).toMatchObject([{ unfurl_links: "false" }]);
  });

  test("because of its blocks is given as plain text", async () => {
    stage = await setStage();
    stage.slack.faults.next("response_url", { status: 400, body: "invalid_blocks" });
    const message = await search().answer;
    expect(message.blocks).toEqual([]);
    expect(message.text).toContain("Graph");
  });

  test("though it says so with HTTP 200 is given in another way", async () => {
    stage = await setStage();
    const body = '{"ok":false,"error":"invalid_arguments"}';
    stage.slack.faults.next("response_url", { status: 200, body });
    expect(await search().answer).toMatchObject({
      blocks: [],
      text: expect.stringMatching(/Graph/),
    });
    const pages = [
      { status: 200, body: '{"ok":false,"error":"used_url"}' },
      { html: true },
    ] as const;
    for (const fault of pages) {
      stage.slack.faults.next("response_url", fault);
      expect((await search().shows("graph")).blocks.length).toBeGreaterThan(1);
    }
  });

  test("because it is to slow down is given a moment later", async () => {
    stage = await setStage();
    stage.slack.faults.next("response_url", { status: 429, retryAfter: 0 });
    stage.slack.faults.next("chat.postMessage", { status: 429, retryAfter: 60 });
    expect(textOf(await search().answer)).toContain("graph");
    expect(stage.slack.faults.pending()).toBe(0);
  });

  test("in any way is a line in the log, and nothing breaks", async () => {
    stage = await setStage();
    stage.slack.faults.next("response_url", { reset: true });
    stage.slack.faults.next("chat.postMessage", { error: "not_in_channel" });
    await search().ack;
    await expect
      .poll(() => stage.log.map(({ message }) => message))
      .toContain("An answer could not be given");
    expect(textOf(await search().answer)).toContain("graph");
  });
});

test("a form that can't be opened any more is said so", async () => {
  stage = await setStage();
  const olga = stage.slack.person("olga");
  const told = await olga.command("/papers", SUBSCRIBE).answer;
  stage.slack.faults.next("views.open", { error: "expired_trigger_id" });
  expect(textOf(await olga.press(told, "Edit").answer)).toContain("press it again");
  stage.slack.faults.next("views.open", { error: "internal_error" });
  expect(textOf(await olga.press(told, "Edit").answer)).toMatch(/Sorry.*reference [0-9a-f]{8}/);
});

test("stopping waits for what is being answered", async () => {
  const gate = Promise.withResolvers<Reply>();
  const slow = erase<object, Record<never, never>>({
    ...{ name: "slow", about: "slow", seen: "everyone", options: {} },
    run: () => gate.promise,
  });
  const host = createHost({ commands: [slow], tools: {}, onFailure: () => {} });
  stage = await setStage({ host });
  const asked = stage.slack.person("ada").command("/papers", "slow");
  await asked.ack;
  let stopped = false;
  const stopping = stage.platform.stop().then(() => {
    stopped = true;
  });
  await setImmediate();
  expect(stopped).toBe(false);
  gate.resolve({ summary: "Done", blocks: [{ kind: "text", text: "Done" }] });
  await stopping;
  expect(textOf(await asked.answer)).toBe("Done");
});

test("many workspaces work over a socket too, with the pages to install on the port", async () => {
  stage = await setStage({ ...forMany(), over: "socket" });
  expect([...stage.platform.routes.keys()]).toEqual(["/slack/install", "/slack/oauth_redirect"]);
  await install(stage, stage.slack.lab);
  expect(textOf(await search().answer)).toContain("graph");
  expect(stage.refused()).toBe("");
});

test("an event that is sent again after a lost acknowledgement is handled once", async () => {
  stage = await setStage();
  const { slack, port } = stage;
  const sender = slack.appAt(`http://127.0.0.1:${port?.port}/slack/events`);
  await slack.person("ada").mention("search graph").answer;
  const [{ payload }] = slack.events.sent as [(typeof slack.events.sent)[number]];
  stage.pass(60_000);
  const again = { kind: "event", payload, retry: { num: 2, reason: "http_timeout" } } as const;
  expect(await sender.send(again)).toMatchObject({ status: 200 });
  await slack.person("ada").mention("search transformers").answer;
  expect(slack.sent("chat.postMessage")).toHaveLength(2);
});

test("what is nothing of Slack's is acknowledged and left alone", async () => {
  stage = await setStage();
  const sender = stage.slack.appAt(`http://127.0.0.1:${stage.port?.port}/slack/events`);
  for (const body of ['{"type":"strange"}', "{}", "[]", '{"type":"event_callback","event":{}}'])
    expect(await sender.post(body, "application/json")).toMatchObject({ status: 200 });
});
