import { afterEach, expect, test } from "vitest";
import { textOf } from "../../fakes/slack/index.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
afterEach(async () => {
  await stage.close();
});

const help = async () => textOf(await stage.slack.person("ada").command("/papers", "help").answer);

test.each(["warning", "refresh_requested"] as const)(
  "after Slack says %s the connection is made anew at once",
  async (reason) => {
    stage = await setStage({ over: "socket" });
    const { socket } = stage.slack;
    const from = performance.now();
    socket.disconnect(reason);
    await expect
      .poll(() => stage.slack.sent("apps.connections.open").length, { timeout: 4_000 })
      .toBe(2);
    await expect.poll(() => socket.open, { timeout: 4_000 }).toBe(1);
    expect(performance.now() - from).toBeLessThan(4_000);
    expect(await help()).toContain("search");
  },
);

test("a connection that is cut without a word is made anew, through failures of Slack's", async () => {
  stage = await setStage({ over: "socket" });
  const { slack } = stage;
  slack.faults.next("apps.connections.open", { status: 503 });
  slack.socket.cut();
  const health = () => stage.platform.health().ready;
  await expect.poll(health, { timeout: 8_000 }).toBe(false);
  await expect.poll(() => slack.sent("apps.connections.open").length, { timeout: 8_000 }).toBe(2);
  await expect.poll(() => slack.socket.open, { timeout: 8_000 }).toBe(1);
  await expect.poll(health, { timeout: 8_000 }).toBe(true);
  expect(await help()).toContain("search");
}, 15_000);

test("stopping while the connection is lost ends at once", async () => {
  stage = await setStage({ over: "socket" });
  const { slack } = stage;
  slack.faults.next("apps.connections.open", { status: 503 }, 100);
  slack.socket.cut();
  await expect
    .poll(() => stage.log.some(({ message }) => message.includes("trying again")))
    .toBe(true);
  await stage.platform.stop();
  expect(slack.socket.open).toBe(0);
});

test("stopping while Slack lets the next connection wait ends at once", async () => {
  stage = await setStage({ over: "socket" });
  const { slack } = stage;
  slack.faults.next("apps.connections.open", { hang: true });
  slack.socket.cut();
  await expect.poll(() => slack.faults.pending()).toBe(0);
  const from = performance.now();
  await stage.platform.stop();
  expect(performance.now() - from).toBeLessThan(1_000);
});

test("stopping while it still starts leaves no connection open", async () => {
  stage = await setStage({ over: "socket", started: false });
  const started = stage.platform.start(stage.bot.host);
  await stage.platform.stop();
  await started;
  await expect.poll(() => stage.slack.socket.open).toBe(0);
  expect(stage.slack.sent("apps.connections.open")).toHaveLength(1);
});

test("an event that is sent again is handled once", async () => {
  stage = await setStage({ over: "socket" });
  const { slack } = stage;
  const ada = slack.person("ada");
  await ada.mention("search graph").answer;
  const [first] = slack.events.sent;
  const again = {
    kind: "event",
    payload: first!.payload,
    retry: { num: 1, reason: "timeout" },
  } as const;
  expect(await slack.socket.send(again)).toMatchObject({ ok: true });
  await ada.mention("search transformers").answer;
  expect(slack.sent("chat.postMessage")).toHaveLength(2);
});

test("in Socket Mode no page is opened", async () => {
  stage = await setStage({ over: "socket" });
  expect([...stage.platform.routes.keys()]).toEqual([]);
});
