import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { type FakeSlack, startFakeSlack } from "./index.ts";
import { raw } from "./raw.ts";
import { fakeSlack, towards } from "./with-bolt.ts";

const MESSAGE = { channel: "C0LABPAPERS", text: "x" };

/** The real client, without retries. */
function client(slack: FakeSlack) {
  const { logger, clientOptions } = towards(slack);
  return new WebClient(slack.botToken, {
    ...clientOptions,
    logger,
    timeout: 300,
    rejectRateLimitedCalls: true,
  });
}

test.each([
  ["an error of Slack's", { error: "internal_error" }, /internal_error/, 0],
  ["too many requests", { status: 429, retryAfter: 7 }, /rate-?limit/i, 0],
  ["too many requests without a hint", { status: 429 }, /Retry header/, 0],
  ["a server in trouble", { status: 503 }, /503/, 0],
  ["a web page", { html: true }, /Server Error/, 0],
  ["no answer", { hang: true }, /timeout/, 0],
  ["a cut connection", { reset: true }, /terminated|fetch failed|other side|reset/i, 0],
  ["a lost answer", { lost: "hang" }, /timeout/, 1],
  ["an answer cut off", { lost: "reset" }, /terminated|fetch failed|other side|reset/i, 1],
] as const)("%s happens once when ordered", async (_, fault, words, posted) => {
  const slack = await fakeSlack();
  slack.faults.next("chat.postMessage", fault);
  await expect(client(slack).chat.postMessage(MESSAGE)).rejects.toThrow(words);
  expect(slack.person("ada").messages()).toHaveLength(posted);
  expect(await client(slack).chat.postMessage(MESSAGE)).toMatchObject({ ok: true });
  expect(slack.faults.pending()).toBe(0);
});

test("faults come as often and in the order that they were ordered in, for their method alone", async () => {
  const slack = await fakeSlack();
  slack.faults.next("chat.postMessage", { error: "first" }, 2);
  slack.faults.next("*", { error: "any" });
  const post = async () => (await raw(slack, "chat.postMessage", MESSAGE)).body;
  expect(await post()).toMatchObject({ error: "first" });
  expect((await raw(slack, "auth.test", {})).body).toMatchObject({ error: "any" });
  expect(await post()).toMatchObject({ error: "first" });
  expect(await post()).toMatchObject({ ok: true });
});

test("a response_url can fail as well", async () => {
  const slack = await fakeSlack();
  slack.faults.next("response_url", { status: 500 });
  expect((await fetch(`${slack.url}/response/any`, { method: "POST" })).status).toBe(500);
  expect((await fetch(`${slack.url}/response/any`, { method: "POST" })).status).toBe(404);
});

test("a channel takes one message a second when rates count", async () => {
  let now = 1_000_000;
  const slack = await fakeSlack({ now: () => now, rates: true });
  const post = (channel = "C0LABPAPERS") => raw(slack, "chat.postMessage", { channel, text: "x" });
  expect((await post()).status).toBe(200);
  const refused = await post();
  expect(refused).toMatchObject({ status: 429, body: { ok: false, error: "ratelimited" } });
  expect(refused.headers.get("retry-after")).toBe("1");
  expect((await post("C0LABGENERAL")).status).toBe(200);
  now += 1000;
  expect((await post()).status).toBe(200);
  slack.rates.on = false;
  expect((await post()).status).toBe(200);
});

test("methods have their tiers, each workspace its own", async () => {
  let now = 1_000_000;
  const slack = await fakeSlack({ now: () => now, rates: true, app: { scopes: ["users:read"] } });
  const club = slack.world.addWorkspace({ name: "Club" });
  const other = slack.tokens.issue(club).value;
  const ask = async (token: string, user: string) =>
    (await raw(slack, "users.info", { user }, { token })).status;
  for (let n = 0; n < 100; n++) expect(await ask(slack.botToken, "U0LABADA")).toBe(200);
  expect(await ask(slack.botToken, "U0LABADA")).toBe(429);
  expect(await ask(other, "U0CLUBADA")).toBe(200);
  now += 60_000;
  expect(await ask(slack.botToken, "U0LABADA")).toBe(200);
});

test("a commercial app outside the Marketplace reads history once a minute, fifteen messages at a time", async () => {
  const slack = await fakeSlack({
    rates: true,
    now: () => 1_000_000,
    app: { scopes: ["channels:history"], distribution: "commercial" },
  });
  for (let n = 0; n < 20; n++) slack.person("ada").say(`${n}`);
  const read = () => raw(slack, "conversations.history", { channel: "C0LABPAPERS", limit: 100 });
  const { body } = await read();
  expect(body).toMatchObject({ has_more: true, messages: { length: 15 } });
  expect((await read()).status).toBe(429);
});

test("a file is announced, sent and shared", async () => {
  const slack = await fakeSlack({ app: { scopes: ["files:write"] } });
  await client(slack).filesUploadV2({
    channel_id: "C0LABPAPERS",
    filename: "papers.bib",
    title: "Papers",
    content: "@article{a}",
    initial_comment: "Here they are",
  });
  const { files, text } = slack.person("ada").newest();
  expect(text).toBe("Here they are");
  const file = slack.files.all.get(files[0] ?? "");
  expect(file).toMatchObject({ name: "papers.bib", title: "Papers", state: "complete" });
  expect(String(file?.bytes)).toBe("@article{a}");
  expect(slack.told()).toBe("");
});

test("a fake ends with everything that hangs on it", async () => {
  const slack = await startFakeSlack();
  slack.faults.next("auth.test", { hang: true });
  const hanging = raw(slack, "auth.test", {});
  await expect.poll(() => slack.faults.pending(), { timeout: 4000 }).toBe(0);
  await Promise.all([slack.close(), expect(hanging).rejects.toThrow()]);
  await expect(raw(slack, "auth.test", {})).rejects.toThrow("fetch failed");
});
