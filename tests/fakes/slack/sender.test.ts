import { expect, test } from "vitest";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

test("Bolt takes what is signed rightly and nothing else", async () => {
  const slack = await fakeSlack();
  const { app, sender } = await boltOverHttp(slack);
  app.command("/papers", ({ ack }) => ack());
  const ada = slack.person("ada");
  const status = async (how: Parameters<typeof ada.tampering>[0]) =>
    (await ada.tampering(how).command("/papers").ack).status;
  expect(await status({})).toBe(200);
  expect(await status({ signature: "bad" })).toBe(401);
  expect(await status({ signature: "cut" })).toBe(401);
  expect(await status({ signature: "missing" })).toBe(401);
  expect(await status({ skew: -400 })).toBe(401);
  // Bolt looks at old timestamps alone: one of tomorrow passes.
  expect(await status({ skew: 86_400 })).toBe(200);
  expect(await status({ padding: 5 * 1024 * 1024 })).toBe(413);
  expect(await status({ contentType: "application/x-www-form-urlencoded; charset=utf-8" })).toBe(
    400,
  );
  expect(sender.sent).toHaveLength(8);
});

test("Slack's own questions are answered: whether the address is right, whether TLS works", async () => {
  const slack = await fakeSlack();
  const { sender } = await boltOverHttp(slack);
  const question = JSON.stringify({ type: "url_verification", challenge: "abc" });
  expect(await sender.post(question, "application/json")).toMatchObject({
    status: 200,
    body: { challenge: "abc" },
  });
  const form = "application/x-www-form-urlencoded";
  expect((await sender.post("ssl_check=1", form, { signature: "missing" })).status).toBe(200);
});

test("the same bytes can be sent again", async () => {
  const slack = await fakeSlack();
  const { app, sender } = await boltOverHttp(slack);
  let times = 0;
  app.command("/papers", async ({ ack }) => {
    times += 1;
    await ack();
  });
  await slack.person("ada").command("/papers", "search a & b").ack;
  const [sent] = sender.sent;
  expect(sent?.body).toContain("text=search+a+%26+b");
  expect(await sender.replay(sent!)).toMatchObject({ status: 200 });
  expect(times).toBe(2);
});

test("an app that answers too late has not answered", async () => {
  const slack = await fakeSlack({ patience: 50 });
  await boltOverHttp(slack);
  const asked = slack.person("ada").command("/unknown");
  expect(await asked.ack).toMatchObject({ status: 0, ok: false, problem: "timeout" });
});

test("an app that is not there can't be reached", async () => {
  const slack = await fakeSlack();
  slack.appAt("http://127.0.0.1:1/slack/events");
  const asked = slack.person("ada").command("/papers");
  expect(await asked.ack).toMatchObject({ status: 0, ok: false, problem: "unreachable" });
  await expect(asked.answer).rejects.toThrow("unreachable");
});

test("an event that is not taken comes again at once, after a minute and after five more", async () => {
  let now = Date.now();
  const slack = await fakeSlack({
    now: () => now,
    signedAt: Date.now,
    app: { scopes: ["channels:read"] },
  });
  const { app, sender } = await boltOverHttp(slack, { extendedErrorHandler: true });
  app.error(async () => {});
  const tries: unknown[] = [];
  app.event("channel_archive", async ({ body, context }) => {
    tries.push([body.event_id, context.retryNum, context.retryReason]);
  });
  const event = { type: "channel_archive", channel: "C0LABPAPERS", user: "U0LABADA" };
  const ada = slack.person("ada");
  expect((await ada.tampering({ signature: "bad" }).event(event).ack).status).toBe(401);
  expect(await slack.events.deliverDue()).toMatchObject([{ status: 200 }]);
  expect(await slack.events.deliverDue()).toEqual([]);
  const id = slack.events.sent[0]?.payload;
  expect(tries).toEqual([[(id as { event_id?: string })?.event_id, 1, "http_error"]]);

  slack.appAt("http://127.0.0.1:1/");
  await ada.event(event).ack;
  const due = async () => (await slack.events.deliverDue()).length;
  expect([await due(), await due()]).toEqual([1, 0]);
  now += 60_000;
  expect([await due(), await due()]).toEqual([1, 0]);
  now += 300_000;
  expect([await due(), await due()]).toEqual([1, 0]);
  now += 3_600_000;
  expect(await due()).toBe(0);
  expect(slack.events.sent[1]?.acks).toHaveLength(4);
  expect(sender.sent.at(-1)?.headers).toMatchObject({ "x-slack-retry-num": "1" });
});
