import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CANARIES, type Canaries, dumpOf, found, SECRET_NAMES } from "./canaries.ts";
import { startDiscord } from "./fakes/discord/index.ts";
import { startHuggingFace } from "./fakes/huggingface/index.ts";
import { startFakeSlack } from "./fakes/slack/index.ts";
import { SCOPES } from "./platforms/slack/stage.ts";
import { end, newFolder, portOf, type Running, remove, startBot } from "./running.ts";

/** Pages that a bot shows without being asked by a platform. */
const PAGES = [
  ...["/", "/healthz", "/readyz", "/metrics", "/feed.xml", "/feed.json?window=month"],
  ...["/slack/install", "/slack/oauth_redirect?code=bad&state=bad", "/slack/events"],
];

let folder: string;
let data: string;
const running: Running[] = [];
beforeEach(() => {
  folder = newFolder();
  data = join(folder, "data");
  mkdirSync(data);
});
afterEach(async () => {
  for (const bot of running.splice(0)) await end(bot);
  remove(folder);
});

const start = (env: Readonly<Record<string, string>>, args: readonly string[] = []): Running => {
  const bot = startBot(data, args, { LOG_LEVEL: "trace", ...env });
  running.push(bot);
  return bot;
};

/** The settings with every canary in a file of its own. */
function inFiles(canaries: Canaries): Record<string, string> {
  return Object.fromEntries(
    Object.entries(canaries).map(([name, value]) => {
      const path = join(folder, name);
      writeFileSync(path, `${value}\n`);
      return [`${name}_FILE`, path];
    }),
  );
}

/** Everything that a bot has said, shown and written. */
async function placesOf(bot: Running, port?: number): Promise<Record<string, string>> {
  const pages = port === undefined ? [] : PAGES;
  const shown = await Promise.all(
    pages.map(async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
      const head = JSON.stringify([...response.headers]);
      return [path, `${head}\n${await response.text()}`] as const;
    }),
  );
  const { out, err } = bot.said;
  return { stdout: out, stderr: err, data: dumpOf(data), ...Object.fromEntries(shown) };
}

test("there is a canary for every secret setting", () => {
  expect(Object.keys(CANARIES).toSorted()).toEqual(SECRET_NAMES.toSorted());
});

test("the search finds a canary in every disguise", () => {
  const { HF_TOKEN = "", SECRET_KEY = "", DATABASE_URL = "" } = CANARIES;
  const hidden = [
    `at ${HF_TOKEN}!`,
    SECRET_KEY.split(",")[1] ?? "",
    Buffer.from(`${HF_TOKEN}:x`).toString("base64"),
    `?u=${encodeURIComponent(DATABASE_URL)}`,
    new URL(DATABASE_URL).password,
  ];
  for (const text of hidden) expect(found({ text }, CANARIES)).not.toEqual([]);
  expect(found({ text: "nothing of it" }, CANARIES)).toEqual([]);
});

describe("nothing that is secret is ever seen", () => {
  test("where settings are refused: none is of its shape, or each is given twice", async () => {
    const wrong = Object.fromEntries(
      Object.entries(CANARIES).map(([name, value]) => [name, `${value.slice(1)} canary`]),
    );
    const shapeless = start(wrong);
    expect(await shapeless.ended).toBe(1);
    expect(shapeless.said.err).toContain("DISCORD_TOKEN must be");
    expect(found(await placesOf(shapeless), { ...wrong, ...CANARIES })).toEqual([]);
    const twice = start({ ...CANARIES, ...inFiles(CANARIES) });
    expect(await twice.ended).toBe(1);
    expect(twice.said.err).toContain("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set");
    expect(found(await placesOf(twice), CANARIES)).toEqual([]);
  });

  test("where Discord, Slack and PostgreSQL refuse what is right by its shape", async () => {
    const discord = await startDiscord({ rates: false });
    const slack = await startFakeSlack();
    const { DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SECRET_KEY } = CANARIES;
    const given = { DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SECRET_KEY } as Canaries;
    const fakes = { DISCORD_API_URL: discord.api, SLACK_API_URL: slack.apiUrl };
    const bot = start({ ...inFiles(given), ...fakes });
    const doctor = start({ ...given, ...fakes }, ["--doctor", "--json"]);
    const { DATABASE_URL = "" } = CANARIES;
    const lost = start(inFiles({ DATABASE_URL }));
    const ends = await Promise.all([bot.ended, doctor.ended, lost.ended]);
    expect(ends).toEqual([1, 1, 1]);
    expect(bot.said.err).toContain("Discord refuses the token");
    expect(bot.said.err).toContain("SLACK_BOT_TOKEN is not valid");
    expect(doctor.said.out).toContain("DISCORD_TOKEN");
    expect(found(await placesOf(bot), given)).toEqual([]);
    expect(found(await placesOf(doctor), given)).toEqual([]);
    expect(lost.said.err).toContain("127.0.0.1:9");
    expect(found(await placesOf(lost), CANARIES)).toEqual([]);
    await Promise.all([discord.close(), slack.close()]);
  }, 40_000);

  test("where everything fails that can fail, and strangers try what they may", async () => {
    const { DISCORD_TOKEN: token = "", SLACK_SIGNING_SECRET: signingSecret = "" } = CANARIES;
    const { HF_TOKEN = "", SECRET_KEY = "" } = CANARIES;
    const discord = await startDiscord({ rates: false, patience: 15_000, token });
    const slack = await startFakeSlack({
      patience: 15_000,
      app: { scopes: SCOPES, signingSecret },
    });
    const hub = await startHuggingFace(Date.now);
    const secrets: Canaries = {
      ...{ DISCORD_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, HF_TOKEN, SECRET_KEY },
      SLACK_BOT_TOKEN: slack.botToken,
    };
    const all = JSON.stringify(secrets);
    // What answers in the services' place says back whatever it was sent.
    hub.break({ status: 401, body: `{"error": ${JSON.stringify(all)}}` });
    discord.faults.next("GET /gateway/bot", { status: 500, body: { message: all } }, 4);
    slack.faults.next("auth.test", { status: 503, body: all });
    const bot = start({
      ...secrets,
      ...{ DISCORD_API_URL: discord.api, SLACK_API_URL: slack.apiUrl },
      ...{ SOURCES: "huggingface", HF_API_URL: hub.apiUrl },
      // Something of a library's that breaks outside of everything we guard.
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(BREAKS)}`,
    });
    const port = await portOf(bot);
    await vi.waitFor(() => expect(bot.said.err).toContain("On Slack over HTTP"), 10_000);
    await discord.until(() => (discord.commands().length > 0 ? true : undefined), "registration");
    const sender = slack.appAt(`http://127.0.0.1:${port}/slack/events`);
    const guild = discord.guild();
    const ada = discord.person({ guild, channel: guild.channel(), permissions: ["ManageGuild"] });
    const said = [token, slack.botToken, "x"];
    discord.faults.next(
      "PATCH /webhooks/**",
      { status: 400, body: { message: all, code: 50035 } },
      2,
    );
    slack.faults.next("response_url", { status: 500, body: all });
    await Promise.allSettled([
      ...said.map((query) => ada.command("papers", "search", { query }).first),
      ...said.map((paper) => ada.command("papers", "show", { paper }).first),
      ada.command("papers", "subscribe", { zone: token }).first,
      slack.person("ada").command("/papers", `show ${slack.botToken}`).ack,
      slack.person("ada").tampering({ signature: "bad" }).command("/papers", token).ack,
      sender.post(all, "application/json", { signature: "cut" }),
      fetch(`http://127.0.0.1:${port}/${encodeURIComponent(all)}`, {
        headers: { authorization: `Bearer ${token}`, cookie: `t=${signingSecret}` },
      }),
    ]);
    discord.gateway.drop();
    await vi.waitFor(() => expect(bot.said.err).toContain("Connected to Discord again"), 10_000);
    const places = await placesOf(bot, port);
    expect(found(places, secrets)).toEqual([]);
    const { "/metrics": metrics, data: dumped } = places;
    expect(metrics).toContain("paperboy_command_seconds_count");
    expect(dumped).toContain("SQLite format 3");
    bot.child.kill("SIGUSR2");
    expect(await bot.ended).toBe(1);
    expect(bot.said.err).toContain("Something broke that never should");
    expect(found(await placesOf(bot), secrets)).toEqual([]);
    await Promise.all([discord.close(), slack.close(), hub.close()]);
  }, 40_000);

  test("where many workspaces install the app", async () => {
    const names = [
      "SLACK_CLIENT_SECRET",
      "SLACK_STATE_SECRET",
      "SLACK_SIGNING_SECRET",
      "SECRET_KEY",
    ];
    const secrets = Object.fromEntries(names.map((name) => [name, CANARIES[name] ?? ""]));
    const { SLACK_CLIENT_SECRET: clientSecret = "", SLACK_SIGNING_SECRET: signingSecret = "" } =
      secrets;
    const slack = await startFakeSlack({
      ...{ installed: false, patience: 15_000 },
      app: {
        clientSecret,
        signingSecret,
        redirectUrls: ["https://bot.example/slack/oauth_redirect"],
      },
    });
    const bot = start({
      ...inFiles(secrets),
      ...{ SLACK_CLIENT_ID: slack.app.clientId, SLACK_API_URL: slack.apiUrl },
    });
    const port = await portOf(bot);
    await vi.waitFor(() => expect(bot.said.err).toContain("On Slack over HTTP"), 10_000);
    const at = (path: string) => `http://127.0.0.1:${port}${path}`;
    const manual = { redirect: "manual" } as const;
    slack.installs.next({ workspace: slack.lab });
    const begun = await fetch(at("/slack/install"), manual);
    const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
    const asked = await fetch(begun.headers.get("location") ?? "", manual);
    const { pathname, search } = new URL(asked.headers.get("location") ?? "");
    slack.faults.next("oauth.v2.access", { error: "invalid_client_id", more: { secrets } });
    await fetch(at(pathname + search), { headers: { cookie } });
    const done = await fetch(at(pathname + search), { headers: { cookie } });
    const given = { ...secrets, SLACK_BOT_TOKEN: slack.botToken };
    expect([await done.text(), given.SLACK_BOT_TOKEN]).toEqual([
      expect.stringContaining("I am installed"),
      expect.stringMatching(/^xoxb-/),
    ]);
    expect(found(await placesOf(bot, port), given)).toEqual([]);
    await slack.close();
  }, 30_000);
});

/** Breaks, when it is told to, with every secret in its words. */
const BREAKS = `process.on("SIGUSR2", () => {
  const { DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, HF_TOKEN, SECRET_KEY } = process.env;
  const cause = new Error("with " + JSON.stringify({ SECRET_KEY, HF_TOKEN }));
  Promise.reject(Object.assign(
    new Error("at https://x.invalid/?t=" + encodeURIComponent(DISCORD_TOKEN), { cause }),
    { headers: { authorization: "Bearer " + SLACK_BOT_TOKEN }, body: SLACK_SIGNING_SECRET },
  ));
});`;
