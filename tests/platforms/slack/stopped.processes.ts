import { expect, onTestFinished, test } from "vitest";
import { dueFolder } from "../../due.ts";
import { startFakeSlack } from "../../fakes/slack/index.ts";
import { end, remove, startBot } from "../../running.ts";
import { SCOPES } from "./stage.ts";

/** A bot whose post, with a thread, is due, on a Slack of its own. */
async function setStage() {
  const scopes = [...SCOPES, "channels:history", "groups:history"];
  const slack = await startFakeSlack({ app: { scopes } });
  const channel = slack.lab.channel("papers");
  const place = { platform: "slack", tenant: slack.lab.id, channel: channel.id };
  const due = await dueFolder(place, { thread: true });
  const env = {
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.app.appToken },
    ...{ SLACK_API_URL: slack.apiUrl, SLACK_HISTORY: "on" },
  };
  onTestFinished(async () => {
    await slack.close();
    remove(due.folder);
  });
  return {
    ...{ slack, channel, due },
    start() {
      const bot = startBot(due.folder, [], env);
      onTestFinished(() => end(bot));
      return bot;
    },
    /** Once so many posts have arrived at Slack, whatever becomes of them. */
    sending: (count: number) =>
      expect
        .poll(() => slack.sent("chat.postMessage").length, { timeout: 20_000 })
        .toBeGreaterThanOrEqual(count),
  };
}

test("a SIGTERM during a slow post lets it end, with its thread, and the bot leaves with 0", async () => {
  const { slack, channel, due, start } = await setStage();
  const [arrived, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  slack.faults.next("chat.postMessage", { until: slow.promise, met: arrived.resolve });
  const bot = start();
  await arrived.promise;
  bot.child.kill("SIGTERM");
  setTimeout(slow.resolve, 1_000);
  expect(await bot.ended).toBe(0);
  const [post, ...details] = channel.messages;
  expect(details.length).toBeGreaterThan(0);
  expect(new Set(details.map(({ threadTs }) => threadTs))).toEqual(new Set([post?.ts]));
  expect(await due.ledger()).toMatchObject({ state: "sent", message: post?.ts });
}, 30_000);

test("a SIGTERM while a message never ends leaves with 0 within 10 s, and the next bot goes on from there", async () => {
  const { slack, channel, due, start, sending } = await setStage();
  // The post goes out; the first message of its thread does too, but Slack never says so.
  slack.faults.next("chat.postMessage", { until: Promise.resolve() });
  slack.faults.next("chat.postMessage", { lost: "hang" });
  const bot = start();
  await sending(2);
  const from = performance.now();
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toBe(0);
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(await due.ledger()).toMatchObject({ state: "due" });
  start();
  await expect.poll(due.ledger, { timeout: 20_000 }).toMatchObject({ state: "sent" });
  const texts = channel.messages.map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThan(1);
}, 60_000);
