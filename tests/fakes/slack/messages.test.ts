import { expect, test } from "vitest";
import { BLOCKS_TOTAL, weigh } from "./index.ts";
import { raw } from "./raw.ts";
import { long, mrkdwn, plain, section } from "./samples.ts";
import { fakeSlack } from "./with-bolt.ts";

test("forms carry JSON in their fields, and what is no JSON is refused by its kind", async () => {
  const slack = await fakeSlack();
  const channel = "C0LABPAPERS";
  const post = async (args: object) =>
    (await raw(slack, "chat.postMessage", { channel, ...args }, { form: true })).body;
  expect(
    await post({ text: "x", blocks: [section(plain("x"))], unfurl_links: false }),
  ).toMatchObject({
    ok: true,
    message: { blocks: [{ type: "section", text: { text: "x", emoji: true } }] },
  });
  expect(slack.person("ada").newest()).toMatchObject({ unfurlLinks: false });
  expect(await post({ text: "x", blocks: "[" })).toMatchObject({ error: "invalid_blocks_format" });
  expect(await post({ text: "x", metadata: "{" })).toMatchObject({
    error: "invalid_metadata_format",
  });
  expect(await post({ text: "x", attachments: "-" })).toMatchObject({
    error: "invalid_attachments",
  });
});

test("refused blocks are named as Slack names them", async () => {
  const slack = await fakeSlack();
  const blocks = [section(mrkdwn(long(3001)))];
  const { body } = await raw(slack, "chat.postMessage", {
    channel: "C0LABPAPERS",
    text: "x",
    blocks,
  });
  const error = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]";
  expect(body).toEqual({
    ok: false,
    error: "invalid_blocks",
    errors: [error],
    response_metadata: { messages: [`[ERROR] ${error}`] },
  });
  expect(slack.told()).toBe(`chat.postMessage: invalid_blocks\n  [ERROR] ${error}`);
});

test("the weight of all blocks together has an end that response_urls do not have", async () => {
  const slack = await fakeSlack();
  const blocks = (last: number) => [
    ...Array(4).fill(section(mrkdwn(long(2875)))),
    section(mrkdwn(long(last))),
  ];
  const post = async (last: number) =>
    (
      await raw(slack, "chat.postMessage", {
        channel: "C0LABPAPERS",
        text: "x",
        blocks: blocks(last),
      })
    ).body;
  const left = BLOCKS_TOTAL - 4 * 3000 - 125;
  expect(weigh(blocks(left))).toBe(BLOCKS_TOTAL);
  expect(await post(left)).toMatchObject({ ok: true });
  expect(await post(left + 1)).toEqual({ ok: false, error: "msg_blocks_too_long" });
});

test("a message needs words; blocks alone pass, but we ask for a fallback", async () => {
  const slack = await fakeSlack();
  const channel = "C0LABPAPERS";
  const post = async (args: object) =>
    (await raw(slack, "chat.postMessage", { channel, ...args })).body;
  expect(await post({})).toEqual({ ok: false, error: "no_text" });
  expect(await post({ text: "", blocks: [] })).toEqual({ ok: false, error: "no_text" });
  expect(await post({ blocks: [section(plain("x"))] })).toMatchObject({ ok: true });
  expect(slack.refusals.at(-1)).toMatchObject({ error: "missing_text", ours: true });
  expect(await post({ text: long(40_001) })).toMatchObject({
    ok: true,
    warning: "message_truncated",
    response_metadata: { warnings: ["message_truncated"] },
  });
  expect(slack.person("ada").newest().text).toHaveLength(40_000);
});

test("metadata have a type and a payload, and history gives them back on request", async () => {
  const slack = await fakeSlack({ app: { scopes: ["chat:write", "channels:history"] } });
  const channel = "C0LABPAPERS";
  const post = async (metadata: unknown) =>
    (await raw(slack, "chat.postMessage", { channel, text: "x", metadata })).body;
  const good = { event_type: "delivery", event_payload: { id: "1" } };
  expect(await post(good)).toMatchObject({ ok: true });
  expect(await post({ event_type: "delivery" })).toMatchObject({
    error: "invalid_metadata_schema",
  });
  expect(await post("delivery")).toMatchObject({ error: "invalid_metadata_format" });
  const read = async (args: object) =>
    (await raw(slack, "conversations.history", { channel, ...args })).body;
  expect(await read({ include_all_metadata: true })).toMatchObject({
    messages: [{ metadata: good }],
  });
  expect(JSON.stringify(await read({}))).not.toContain("delivery");
});

test("history has pages and ends, and threads stay below their messages", async () => {
  const slack = await fakeSlack({ app: { scopes: ["chat:write", "channels:history"] } });
  const channel = "C0LABPAPERS";
  const ada = slack.person("ada");
  const first = ada.say("one");
  ada.say("one and a half", { thread: first.ts });
  ada.say("two");
  const third = ada.say("three");
  const read = async (method: string, args: object) =>
    (await raw(slack, `conversations.${method}`, { channel, ...args })).body;
  const page = await read("history", { limit: 2 });
  expect(page).toMatchObject({ has_more: true, messages: [{ text: "three" }, { text: "two" }] });
  const { response_metadata: metadata } = page as { response_metadata?: { next_cursor: string } };
  const next = await read("history", { limit: 2, cursor: metadata?.next_cursor });
  expect(next).toMatchObject({ has_more: false, messages: [{ text: "one", reply_count: 1 }] });
  const replies = await read("replies", { ts: first.ts });
  expect(replies).toMatchObject({ messages: [{ text: "one" }, { text: "one and a half" }] });
  expect(await read("history", { oldest: third.ts })).toMatchObject({ messages: [] });
  expect(await read("history", { oldest: third.ts, inclusive: true })).toMatchObject({
    messages: [{ text: "three" }],
  });
});

test("only the app's own lasting messages can be changed; text alone takes the blocks away", async () => {
  const slack = await fakeSlack();
  const channel = "C0LABPAPERS";
  const ada = slack.person("ada");
  const theirs = ada.say("hello");
  await raw(slack, "chat.postMessage", { channel, text: "x", blocks: [section(plain("x"))] });
  const { ts } = ada.newest();
  const change = async (args: object) =>
    (await raw(slack, "chat.update", { channel, ...args })).body;
  expect(await change({ ts, text: "y" })).toMatchObject({ ok: true, ts, text: "y" });
  expect(ada.newest()).toMatchObject({ text: "y", blocks: [] });
  expect(await change({ ts: theirs.ts, text: "y" })).toMatchObject({
    error: "cant_update_message",
  });
  expect(await change({ ts: "1.2", text: "y" })).toMatchObject({ error: "message_not_found" });
  await raw(slack, "chat.postEphemeral", { channel, user: ada.user.id, text: "psst" });
  expect(await change({ ts: ada.newest().ts, text: "y" })).toMatchObject({
    error: "message_not_found",
  });
  expect((await raw(slack, "chat.delete", { channel, ts })).body).toMatchObject({ ok: true });
  expect(
    slack
      .person("ben")
      .messages()
      .map(({ text }) => text),
  ).toEqual(["hello"]);
});

test("threads hang on messages that are there, one below another", async () => {
  const slack = await fakeSlack();
  const channel = "C0LABPAPERS";
  const root = slack.person("ada").say("root");
  const post = async (thread_ts: string) =>
    (await raw(slack, "chat.postMessage", { channel, text: "x", thread_ts })).body;
  expect(await post(root.ts)).toMatchObject({ ok: true, message: { thread_ts: root.ts } });
  expect(await post("1.2")).toMatchObject({ error: "thread_not_found" });
  const reply = slack.person("ada").newest();
  expect(await post(reply.ts)).toMatchObject({ error: "cannot_reply_to_message" });
});

test("what one person alone is shown needs that person to be there", async () => {
  const slack = await fakeSlack();
  const post = async (user: string) =>
    (await raw(slack, "chat.postEphemeral", { channel: "C0LABTEAM", user, text: "x" })).body;
  expect(await post("U0LABADA")).toMatchObject({ ok: true });
  expect(await post("U0LABBEN")).toMatchObject({ error: "user_not_in_channel" });
  expect(await post("U0NOBODY")).toMatchObject({ error: "user_not_found" });
});
