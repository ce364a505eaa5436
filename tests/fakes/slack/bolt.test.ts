import { App, LogLevel } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from "./index.ts";

type BoltApp = InstanceType<typeof App>;

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test("a slash command goes out signed, is acknowledged, and its answers are seen", async () => {
  const { slack, app } = await http();
  app.command("/papers", async ({ ack, command, respond, client }) => {
    await ack();
    await respond({ text: `You asked for ${command.text}` });
    await client.chat.postMessage({ channel: command.channel_id, text: "Everybody hears this" });
  });
  const asked = slack.person("ada").command("/papers", "search graphs");
  expect(await asked.ack).toMatchObject({ status: 200, ok: true });
  expect(await asked.answer).toMatchObject({
    text: "You asked for search graphs",
    onlyFor: "U0LABADA",
  });
  expect((await asked.shows("Everybody")).onlyFor).toBeUndefined();
  expect(slack.told()).toBe("");
});

async function http(options: FakeSlackOptions = {}): Promise<{ slack: FakeSlack; app: BoltApp }> {
  const slack = await startFakeSlack(options);
  ends.push(() => slack.close());
  const app = new App({
    token: slack.botToken,
    signingSecret: slack.app.signingSecret,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  ends.push(() => app.stop());
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No address.");
  slack.appAt(`http://127.0.0.1:${address.port}/slack/events`);
  return { slack, app };
}
