import { expect, test } from "vitest";
import { call, fake, login, post } from "../stage.ts";

const NOON = Date.UTC(2026, 0, 1, 12);
const MESSAGES = "POST /channels/*/messages";

test("a status is answered as often as asked for, and nothing is carried out", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  discord.faults.next(MESSAGES, { status: 503 }, 2);
  expect(discord.faults.pending).toBe(2);
  expect((await post(discord, channel)).status).toBe(503);
  expect((await post(discord, channel)).status).toBe(503);
  expect((await post(discord, channel)).status).toBe(200);
  expect(channel.messages).toHaveLength(1);
  expect(discord.faults.pending).toBe(0);
});

test("faults come in the order they were asked for, each to the routes it fits", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  discord.faults.next(MESSAGES, { status: 500 });
  discord.faults.next("* /**", { status: 502 });
  expect((await call(discord, "GET /users/@me")).status).toBe(502);
  expect((await post(discord, channel)).status).toBe(500);
  const end = discord.faults.always("GET /users/*", { status: 504 });
  expect((await call(discord, "GET /users/@me")).status).toBe(504);
  end();
  expect((await call(discord, "GET /users/@me")).status).toBe(200);
});

test("a 429 carries its header and its scope, or no header", async () => {
  const discord = await fake();
  discord.faults.next("GET /**", { rateLimit: 3, scope: "global" });
  discord.faults.next("GET /**", { rateLimit: 3, scope: "shared", header: false });
  const loud = await call(discord, "GET /users/@me");
  expect(loud).toMatchObject({ status: 429, body: { retry_after: 3, global: true } });
  expect(loud.headers.get("retry-after")).toBe("3");
  const odd = await call(discord, "GET /users/@me");
  expect(odd.headers.get("retry-after")).toBeNull();
  expect(odd.headers.get("x-ratelimit-scope")).toBe("shared");
});

test("a web page stands where JSON should", async () => {
  const discord = await fake();
  discord.faults.next("GET /**", { html: 502 });
  const response = await fetch(`${discord.api}/v10/gateway`);
  expect(response.status).toBe(502);
  expect(await response.text()).toContain("<!DOCTYPE html>");
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("a connection is cut %s the message is accepted", async (reset, written) => {
  const discord = await fake();
  const channel = discord.guild().channel();
  discord.faults.next(MESSAGES, { reset });
  await expect(post(discord, channel)).rejects.toThrow("fetch failed");
  expect(channel.messages).toHaveLength(written);
  expect(discord.calls(MESSAGES)).toMatchObject([{ status: undefined }]);
});

test("a message is accepted and its answer lost", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  discord.faults.next(MESSAGES, { status: 500, accepted: true });
  expect((await post(discord, channel)).status).toBe(500);
  expect(channel.messages).toHaveLength(1);
});

test("an answer that never comes ends with the fake", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  discord.faults.next(MESSAGES, { hang: "after" });
  const waiting = post(discord, channel);
  const lost = expect(waiting).rejects.toThrow("fetch failed");
  await discord.until(() => channel.messages[0], "The message");
  await discord.close();
  await lost;
});

test("a request waits for what the test says", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const gate = Promise.withResolvers<void>();
  discord.faults.next(MESSAGES, { until: gate.promise });
  const waiting = post(discord, channel);
  await discord.until(() => discord.calls(MESSAGES)[0], "The request");
  expect(channel.messages).toEqual([]);
  gate.resolve();
  expect((await waiting).status).toBe(200);
});

test("an answer comes late", async () => {
  const discord = await fake({ now: () => NOON });
  const channel = discord.guild().channel();
  discord.faults.next(MESSAGES, { slow: 20 });
  const waiting = post(discord, channel);
  await discord.until(() => channel.messages[0], "The message");
  expect(discord.calls(MESSAGES)).toMatchObject([{ status: undefined }]);
  expect((await waiting).status).toBe(200);
});

test("the real client sends a message again after a 503: the second is a double", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const client = await login(discord);
  const here = client.channels.cache.get(channel.id);
  if (!here?.isSendable()) throw new Error("no text channel");
  discord.faults.next(MESSAGES, { status: 503, accepted: true });
  await here.send("a");
  expect(channel.messages).toHaveLength(2);
  discord.faults.next(MESSAGES, { status: 503, accepted: true });
  await here.send({ content: "b", nonce: "n", enforceNonce: true });
  expect(channel.messages.map(({ content }) => content)).toEqual(["a", "a", "b"]);
});
