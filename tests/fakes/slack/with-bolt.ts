import { App, type AppOptions, type Logger, LogLevel } from "@slack/bolt";
import { onTestFinished } from "vitest";
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from "./index.ts";

/** A fake that ends with the test. */
export async function fakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

/** Tests provoke what Bolt would complain of. */
const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** The options that point Bolt at a fake. */
export function towards(slack: FakeSlack) {
  return {
    logger: SILENT,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  };
}

/** A Bolt app over HTTP that the fake sends to; both end with the test. */
export async function boltOverHttp(slack: FakeSlack, options: AppOptions = {}) {
  const app = new App({
    ...(options.installationStore || options.authorize ? {} : { token: slack.botToken }),
    signingSecret: slack.app.signingSecret,
    ...towards(slack),
    deferInitialization: true,
    ...options,
  });
  await app.init();
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => void (await app.stop()));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("Bolt listens nowhere.");
  const base = `http://127.0.0.1:${address.port}`;
  const sender = slack.appAt(`${base}/slack/events`);
  return { app, base, sender };
}
