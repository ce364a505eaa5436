import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type FakeDiscord, startDiscord } from "./fakes/discord/index.ts";
import { checkManifest, textOf as slackText, startFakeSlack } from "./fakes/slack/index.ts";
import { read } from "./platforms/discord/stage.ts";
import { SCOPES } from "./platforms/slack/stage.ts";
import { end, newFolder, type Running, remove, startBot } from "./running.ts";

let folder: string;
let discord: FakeDiscord;
const running: Running[] = [];

beforeEach(async () => {
  folder = newFolder();
  discord = await startDiscord({ rates: false, patience: 15_000 });
});
afterEach(async () => {
  for (const bot of running.splice(0)) await end(bot);
  await discord.close();
  remove(folder);
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const bot = startBot(folder, args, { DISCORD_API_URL: discord.api, ...env });
  running.push(bot);
  return bot;
}

/** What the log says as a warning or worse. */
function complaintsIn(log: string): readonly string[] {
  const lines = log
    .trim()
    .split("\n")
    .map((line): { level: number; msg: string } => JSON.parse(line));
  return lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);
}

describe("started with Discord's token, the bot", () => {
  test("answers there until it is told to stop, and ends cleanly", async () => {
    const guild = discord.guild();
    const ada = discord.person({ guild, channel: guild.channel() });
    const { child, said, ended } = start([], { DISCORD_TOKEN: discord.token });
    await discord.until(() => (discord.commands().length > 0 ? true : undefined), "registration");
    const answer = await ada.command("papers", "search", { query: "graf transformer" }).answered;
    expect(read(answer)).toContain("graph transformer");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(said.out).toBe("");
    expect(said.err).not.toContain(discord.token);
    expect(said.err).toContain("client_id=");
    expect(discord.refusals).toEqual([]);
  }, 20_000);

  test("says in one sentence that the token is refused, and exits with 1", async () => {
    const { said, ended } = start([], {
      DISCORD_TOKEN: "QUFBQUFBQUFBQQ.wrong1.0123456789012345678901234567",
      LOG_LEVEL: "warn",
    });
    expect(await ended).toBe(1);
    expect(complaintsIn(said.err)).toEqual([
      expect.stringMatching(/^Discord refuses the token: copy a fresh one/),
    ]);
    expect(said.err).not.toContain("wrong1");
  }, 20_000);
});

describe("npm run register", () => {
  test("tells the difference, registers, and finds nothing to do the second time", async () => {
    const env = { DISCORD_TOKEN: discord.token };
    const dry = start(["--register", "--dry-run"], env);
    expect(await dry.ended).toBe(0);
    expect(dry.said.out).toContain("+ papers › search › query: required true");
    expect(discord.commands()).toEqual([]);
    const first = start(["--register"], env);
    expect(await first.ended).toBe(0);
    expect(first.said.out).toContain("registered for /papers in every server");
    const second = start(["--register"], env);
    expect(await second.ended).toBe(0);
    expect(second.said.out).toBe("No change for /papers in every server.\n");
  }, 20_000);

  test("without a token says what to do", async () => {
    const { said, ended } = start(["--register"]);
    expect(await ended).toBe(1);
    expect(said.err).toBe("DISCORD_TOKEN is not set: put it into .env first.\n");
  }, 20_000);
});

describe("npm run manifest", () => {
  test("prints the link that makes the app, and the manifest that Slack reads", async () => {
    const { said, ended } = start(["--manifest"]);
    expect(await ended).toBe(0);
    const [, link = "", json = ""] =
      /(https:\/\/api\.slack\.com\/apps\?new_app=1\S+)\n\n(\{.*\})/s.exec(said.out) ?? [];
    const manifest: unknown = JSON.parse(json);
    expect(checkManifest(manifest)).toEqual([]);
    expect(JSON.parse(new URL(link).searchParams.get("manifest_json") ?? "")).toEqual(manifest);
    expect(manifest).toMatchObject({ settings: { socket_mode_enabled: true } });
  });

  test("for HTTP and many workspaces it names the addresses, and refuses one that Slack can't call", async () => {
    const many = start(["--manifest", "--many", "--url", "https://bot.example.org"]);
    expect(await many.ended).toBe(0);
    expect(many.said.out).toContain('"https://bot.example.org/slack/events"');
    expect(many.said.out).toContain('"https://bot.example.org/slack/oauth_redirect"');
    const url = ["--url", "https://bot.example.org"];
    const overSocket = start(["--manifest", "--many", "--socket", ...url]);
    expect(await overSocket.ended).toBe(0);
    expect(overSocket.said.out).toContain('"https://bot.example.org/slack/oauth_redirect"');
    expect(overSocket.said.out).not.toContain("https://bot.example.org/slack/events");
    const wrong = start(["--manifest", "--url", "ftp://x"]);
    expect(await wrong.ended).toBe(1);
    expect(wrong.said.err).toMatch(/https/);
  });
});

describe("started with Slack's tokens, the bot", () => {
  test("answers over its one port until it is told to stop", async () => {
    const slack = await startFakeSlack({ patience: 15_000, app: { scopes: SCOPES } });
    const bot = start([], {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      PORT: "0",
    });
    const port = await vi.waitFor(
      () => {
        const [, found] = /"port":(\d+)/.exec(bot.said.err) ?? [];
        if (found === undefined || !bot.said.err.includes("On Slack over HTTP"))
          throw new Error(bot.said.err);
        return found;
      },
      { timeout: 15_000 },
    );
    slack.appAt(`http://127.0.0.1:${port}/slack/events`);
    const asked = slack.person("ada").command("/papers", "search graf transformer");
    expect(slackText(await asked.answer)).toContain("graph transformer");
    bot.child.kill("SIGTERM");
    expect(await bot.ended).toBe(0);
    expect(bot.said.err).not.toContain(slack.botToken);
    expect(slack.told()).toBe("");
    await slack.close();
  });

  test("waits for a Slack that is down, and is there when it is back", async () => {
    const slack = await startFakeSlack({ patience: 15_000, app: { scopes: SCOPES } });
    slack.faults.next("auth.test", { status: 503 });
    const bot = start([], {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      PORT: "0",
    });
    await vi.waitFor(() => expect(bot.said.err).toContain("On Slack over HTTP"), {
      timeout: 15_000,
    });
    expect(bot.said.err).toContain("Slack can't be reached");
    expect(bot.said.err).toContain("I try again in 1 s.");
    await slack.close();
  });

  test("says in one sentence which token is refused, and exits with 1", async () => {
    const slack = await startFakeSlack();
    const env = {
      SLACK_BOT_TOKEN: "xoxb-wrong",
      SLACK_APP_TOKEN: "xapp-1-A-1-x",
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: "warn",
    };
    const { said, ended } = start([], env);
    expect(await ended).toBe(1);
    expect(complaintsIn(said.err)).toEqual([expect.stringContaining("SLACK_BOT_TOKEN")]);
    await slack.close();
  });
});

test("a port that is taken is one sentence with its cure", async () => {
  const slack = await startFakeSlack();
  const { said, ended } = start([], {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    PORT: new URL(slack.url).port,
  });
  expect(await ended).toBe(1);
  expect(said.err).toContain("is taken by another program: set PORT to another number");
  await slack.close();
});
