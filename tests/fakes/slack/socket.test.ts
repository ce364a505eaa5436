import { App, SocketModeReceiver } from "@slack/bolt";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { FakeSlack } from "./index.ts";
import { raw } from "./raw.ts";
import { boltOverHttp, fakeSlack, towards } from "./with-bolt.ts";

/** How long a busy machine may take, in milliseconds. */
const SOON = { timeout: 4000 };

/** A Bolt app over a socket; it ends with the test. Bolt waits `patience` for pongs, and before it reconnects. */
async function boltOverSocket(slack: FakeSlack, patience = 5000) {
  const { logger, clientOptions } = towards(slack);
  const receiver = new SocketModeReceiver({
    appToken: slack.app.appToken,
    clientPingTimeout: patience,
    logger,
    installerOptions: { clientOptions },
  });
  const app = new App({
    token: slack.botToken,
    receiver,
    ...towards(slack),
    deferInitialization: true,
  });
  await app.init();
  await app.start();
  onTestFinished(async () => {
    const ended = new Promise((resolve) => receiver.client.once("disconnected", resolve));
    await app.stop();
    await ended;
  });
  return { app, receiver };
}

test("commands and events arrive over a socket as they do over HTTP", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverSocket(slack);
  app.command("/papers", ({ ack, command }) => ack(`You asked for ${command.text}`));
  app.event("app_mention", async ({ say }) => void (await say("Yes?")));
  const ada = slack.person("ada");
  const asked = ada.command("/papers", "search graphs");
  expect(await asked.ack).toMatchObject({
    status: 200,
    body: { text: "You asked for search graphs" },
  });
  expect(await asked.answer).toMatchObject({ onlyFor: ada.user.id });
  expect(await ada.mention("hello").answer).toMatchObject({ text: "Yes?" });
  expect(slack.socket.delivered).toMatchObject([
    { type: "slash_commands", connection: 0, ack: { ok: true } },
    { type: "events_api", connection: 0, ack: { ok: true } },
  ]);
  expect(slack.told()).toBe("");
});

test("each envelope goes to one of the connections", async () => {
  const slack = await fakeSlack();
  const heard: string[] = [];
  for (const name of ["one", "two"]) {
    const { app } = await boltOverSocket(slack);
    app.command("/papers", async ({ ack }) => {
      heard.push(name);
      await ack();
    });
  }
  await slack.socket.connected(2);
  for (let n = 0; n < 4; n++) await slack.person("ada").command("/papers").ack;
  expect(heard).toEqual(["one", "two", "one", "two"]);
  expect(await slack.socket.ping()).toBe(2);
});

test("an app that is told to reconnect does so", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverSocket(slack, 300);
  app.command("/papers", ({ ack }) => ack("still here"));
  for (const reason of ["warning", "refresh_requested"] as const) {
    const before = slack.calls.filter(({ method }) => method === "apps.connections.open").length;
    slack.socket.disconnect(reason);
    await expect.poll(() => slack.sent("apps.connections.open").length, SOON).toBe(before + 1);
    await slack.socket.connected();
    await expect.poll(() => slack.socket.open, SOON).toBe(1);
  }
  slack.socket.cut();
  await expect.poll(() => slack.sent("apps.connections.open").length, SOON).toBe(4);
  await slack.socket.connected();
  expect(await slack.person("ada").command("/papers").answer).toMatchObject({ text: "still here" });
});

test("a command nobody takes is not acknowledged; without a connection nobody is reached", async () => {
  const slack = await fakeSlack({ patience: 50 });
  const ada = slack.person("ada");
  expect(await ada.command("/papers").ack).toMatchObject({ ok: false, problem: "unreachable" });
  await boltOverSocket(slack);
  expect(await ada.command("/papers").ack).toMatchObject({ ok: false, problem: "timeout" });
});

test("only the app's own token opens a connection, and each ticket one", async () => {
  const slack = await fakeSlack();
  const open = async (token: string) =>
    (await raw(slack, "apps.connections.open", {}, { token })).body;
  expect(await open("xapp-made-up")).toEqual({ ok: false, error: "invalid_auth" });
  expect(await open(slack.botToken)).toEqual({ ok: false, error: "not_allowed_token_type" });
  const { url } = (await open(slack.app.appToken)) as { url?: string };
  const first = new WebSocket(url ?? "");
  expect(
    await new Promise((resolve) =>
      first.once("message", (data) => resolve(JSON.parse(String(data)))),
    ),
  ).toMatchObject({
    type: "hello",
    num_connections: 1,
    connection_info: { app_id: slack.app.id },
  });
  const second = new WebSocket(url ?? "");
  expect(await new Promise((resolve) => second.once("error", resolve))).toMatchObject({
    message: "Unexpected server response: 401",
  });
  first.terminate();
});

test("a test can change from HTTP to sockets and back", async () => {
  const slack = await fakeSlack();
  const { app: socketApp } = await boltOverSocket(slack);
  socketApp.command("/papers", ({ ack }) => ack("over a socket"));
  const { app, base } = await boltOverHttp(slack);
  app.command("/papers", ({ ack }) => ack("over HTTP"));
  const ada = slack.person("ada");
  expect(await ada.command("/papers").answer).toMatchObject({ text: "over HTTP" });
  slack.appOverSocket();
  expect(await ada.command("/papers").answer).toMatchObject({ text: "over a socket" });
  slack.appAt(`${base}/slack/events`);
  expect(await ada.command("/papers").answer).toMatchObject({ text: "over HTTP" });
});
