import { afterEach, expect } from "vitest";
import { platformContract } from "../../contracts/platform.ts";
import { type FakeSlack, startFakeSlack } from "../../fakes/slack/index.ts";
import { slackDriver } from "./driver.ts";
import { SCOPES } from "./stage.ts";

const fakes: FakeSlack[] = [];

afterEach(async () => {
  for (const slack of fakes.splice(0)) {
    expect(slack.told()).toBe("");
    await slack.close();
  }
});

for (const over of ["http", "socket"] as const)
  platformContract(`Slack over ${over}`, async (host) => {
    const now = () => Date.parse("2026-11-24T07:00:00Z");
    const slack = await startFakeSlack({ now, app: { scopes: SCOPES } });
    fakes.push(slack);
    return slackDriver(host, { over, slack });
  });
