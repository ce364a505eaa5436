import { afterEach, expect, test } from "vitest";
import { type Stage, type StageOptions, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());
const set = async (options: StageOptions = {}) => {
  stage = await setStage(options);
  return stage;
};
const health = () => stage.platform.health();
const SOON = { timeout: 8_000 };

test.each(["http", "socket"] as const)("over %s it is ready once it has started", async (over) => {
  const { platform, bot } = await set({ over, started: false });
  expect(health()).toEqual({ ready: false, why: "Slack is not connected yet." });
  await platform.start(bot.host);
  expect(health()).toEqual({ ready: true });
  await platform.stop();
  expect(health()).toEqual({ ready: false, why: "I have left Slack." });
});

test("a token that is refused at the start is over, and one that could not be asked about is not", async () => {
  const { platform, bot, slack } = await set({ started: false });
  slack.faults.next("auth.test", { status: 503 });
  await platform.start(bot.host).catch(() => {});
  expect(health()).toEqual({
    ready: false,
    why: expect.stringContaining("Slack can't be reached"),
  });
  slack.faults.next("auth.test", { error: "invalid_auth" });
  await platform.start(bot.host).catch(() => {});
  expect(health()).toMatchObject({ over: true, why: expect.stringContaining("SLACK_BOT_TOKEN") });
});

test("an app token that Slack refuses for a while is tried on, and after an hour it is over", async () => {
  const { slack, pass } = await set({ over: "socket" });
  slack.faults.next("apps.connections.open", { error: "invalid_auth" }, 99);
  slack.socket.cut();
  await expect.poll(health, SOON).toMatchObject({
    ready: false,
    why: expect.stringContaining("SLACK_APP_TOKEN is not valid"),
  });
  expect(health()).not.toHaveProperty("over");
  pass(61 * 60_000);
  await expect.poll(health, SOON).toMatchObject({ over: true });
  const told = stage.log.filter(({ message }) =>
    message.startsWith("SLACK_APP_TOKEN is not valid"),
  );
  expect(told).toMatchObject([{ level: "error" }]);
}, 20_000);
