import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Call } from "#chat";
import type { Tampering } from "../../fakes/slack/index.ts";
import { hostOf } from "./hosts.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
let calls: readonly Call[];

beforeEach(async () => {
  const house = hostOf();
  calls = house.calls;
  stage = await setStage({ host: house.host });
});
afterEach(() => stage.close());

const FORM = "application/x-www-form-urlencoded";

describe("a request over HTTP never reaches a command", () => {
  const refused = async (how: Tampering) => {
    const ack = await stage.slack.person("ada").tampering(how).command("/papers", "hello").ack;
    expect(calls).toEqual([]);
    return ack.status;
  };

  test("with a signature of another secret", async () => {
    expect(await refused({ signature: "bad" })).toBe(401);
  });
  test("without a signature", async () => {
    expect(await refused({ signature: "missing" })).toBe(401);
  });
  test("with half a signature", async () => {
    expect(await refused({ signature: "cut" })).toBe(401);
  });
  test("when it is more than 5 minutes old", async () => {
    expect(await refused({ skew: -301 })).toBe(401);
  });
  test("when it is from more than 5 minutes ahead, rightly signed as it is", async () => {
    expect(await refused({ skew: 301 })).toBe(401);
  });
  test("when its content type is none of Slack's", async () => {
    expect(await refused({ contentType: "text/plain" })).toBe(415);
  });
  test("when its form is said to be JSON", async () => {
    expect(await refused({ contentType: "application/json" })).toBe(400);
  });
  test("when it is 5 MB long", async () => {
    expect(await refused({ padding: 5 * 1024 * 1024 })).toBe(413);
  });
  test("when it is no JSON at all", async () => {
    const sender = stage.slack.appAt(addressOf(stage));
    expect(await sender.post("payload=%7B", FORM)).toMatchObject({ status: 400 });
    expect(await sender.post("7", "application/json")).toMatchObject({ status: 400 });
    expect(calls).toEqual([]);
  });
  test("when it is no POST", async () => {
    const response = await fetch(addressOf(stage));
    expect(response.status).toBe(405);
  });
  test("when it only says to be Slack's check of the certificate", async () => {
    const body = new URLSearchParams({ ssl_check: "1", command: "/papers", text: "hello" });
    const response = await fetch(addressOf(stage), {
      method: "POST",
      body,
      headers: { "content-type": FORM },
    });
    expect(response.status).toBe(200);
    expect(calls).toEqual([]);
  });
});

test("the same bytes a second time are refused", async () => {
  const sender = stage.slack.appAt(addressOf(stage));
  await stage.slack.person("ada").command("/papers", "hello").answer;
  const [first] = sender.sent;
  expect(first?.ack.status).toBe(200);
  expect(await sender.replay(first!)).toMatchObject({ status: 401 });
  const { headers, body } = first!;
  const longer = { ...headers, "x-slack-signature": `${headers["x-slack-signature"]}=more` };
  const response = await fetch(addressOf(stage), { method: "POST", headers: longer, body });
  expect(response.status).toBe(401);
  expect(calls).toHaveLength(1);
});

test("what another process has received reaches no command a second time", async () => {
  const sender = stage.slack.appAt(addressOf(stage));
  await stage.slack.person("ada").command("/papers", "hello").answer;
  const [first] = sender.sent;
  const house = hostOf();
  const later = await setStage({ host: house.host, slack: stage.slack, store: stage.store });
  const url = addressOf(later);
  const response = await fetch(url, { method: "POST", headers: first!.headers, body: first!.body });
  expect(response.status).toBe(200);
  await later.platform.stop();
  await later.port?.close();
  expect([calls.length, house.calls]).toEqual([1, []]);
});

test("4 minutes off in either direction are let in, and so is a content type with a charset", async () => {
  const ada = stage.slack.person("ada");
  for (const how of [{ skew: -240 }, { skew: 240 }, { contentType: `${FORM}; charset=utf-8` }])
    expect(await ada.tampering(how).command("/papers", "hello").ack).toMatchObject({ status: 200 });
});

test("a new address is confirmed by its challenge, when it is signed", async () => {
  const sender = stage.slack.appAt(addressOf(stage));
  const body = JSON.stringify({ type: "url_verification", challenge: "c-1" });
  expect(await sender.post(body, "application/json")).toMatchObject({
    status: 200,
    body: { challenge: "c-1" },
  });
  expect(await sender.post(body, "application/json", { signature: "bad" })).toMatchObject({
    status: 401,
  });
});

test("the one port says of other paths that there is nothing", async () => {
  const response = await fetch(addressOf(stage).replace("/slack/events", "/nowhere"));
  expect([response.status, await response.text()]).toEqual([404, "There is nothing here.\n"]);
});

test("after the end requests are turned away", async () => {
  await stage.platform.stop();
  expect(await stage.slack.person("ada").command("/papers", "hello").ack).toMatchObject({
    status: 503,
  });
});

function addressOf({ port }: Stage): string {
  return `http://127.0.0.1:${port?.port}/slack/events`;
}
