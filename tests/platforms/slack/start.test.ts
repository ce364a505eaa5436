import { afterEach, describe, expect, test } from "vitest";
import { PlatformError } from "#chat";
import { openStore } from "#store";
import { type FakeSlack, startFakeSlack } from "../../fakes/slack/index.ts";
import { SCOPES, type StageOptions, setStage } from "./stage.ts";

let slack: FakeSlack;
afterEach(() => slack.close());

/** The sentence with which the platform refuses to start. */
async function sentence(
  options: StageOptions,
  app: Partial<FakeSlack["app"]> = {},
  faults: Readonly<Record<string, string>> = {},
): Promise<string> {
  slack = await startFakeSlack({ app: { scopes: SCOPES, ...app } });
  for (const [method, error] of Object.entries(faults)) slack.faults.next(method, { error });
  const store = await openStore({ file: ":memory:" });
  const error = await setStage({ ...options, slack, store }).then(
    () => undefined,
    (why: unknown) => why,
  );
  await store.close();
  expect(error).toBeInstanceOf(PlatformError);
  return (error as PlatformError).message;
}

describe("the platform does not start, and says in one sentence why", () => {
  test("with a wrong bot token", async () => {
    expect(await sentence({ config: { botToken: "xoxb-wrong" } })).toMatch(
      /SLACK_BOT_TOKEN is not valid.*OAuth & Permissions/,
    );
  });

  test("with a bot token that lacks scopes, which it names", async () => {
    const scopes = SCOPES.filter((scope) => !/users:read|links/.test(scope));
    expect(await sentence({}, { scopes })).toMatch(
      /lacks the scopes links:read, links:write, users:read.*manifest/,
    );
  });

  test("with a wrong app token", async () => {
    const config = { appToken: "xapp-wrong" };
    expect(await sentence({ over: "socket", config })).toMatch(/SLACK_APP_TOKEN is not valid/);
  });

  test("with a bot token in the place of the app token", async () => {
    slack = await startFakeSlack({ app: { scopes: SCOPES } });
    const token = slack.botToken;
    await slack.close();
    expect(await sentence({ over: "socket", config: { appToken: token } })).toMatch(
      /not an app-level token/,
    );
  });

  test("with an app token that lacks its scope", async () => {
    const faults = { "apps.connections.open": "missing_scope" };
    expect(await sentence({ over: "socket" }, {}, faults)).toMatch(
      /lacks the scope connections:write/,
    );
  });

  test("when Slack can't be reached", async () => {
    expect(await sentence({ config: { apiUrl: "http://127.0.0.1:9/api/" } })).toMatch(
      /can't be reached/,
    );
  });
});
