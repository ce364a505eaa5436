import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "#chat";
import { openStore, type Subscription } from "#store";
import { examineClock } from "../../src/doctor/clock.ts";
import { examineDisk } from "../../src/doctor/disk.ts";
import { examineNode } from "../../src/doctor/node.ts";
import { examinePort } from "../../src/doctor/port.ts";
import { startDiscord } from "../fakes/discord/index.ts";
import { startFakeSlack } from "../fakes/slack/index.ts";
import { SCOPES } from "../platforms/slack/stage.ts";
import { newFolder, remove, startBot } from "../running.ts";

let folder: string;
const ends: (() => unknown)[] = [];
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  remove(folder);
});

/** What the doctor says, by what it is about. */
async function examined(env: Readonly<Record<string, string>> = {}) {
  const { ended, said } = startBot(folder, ["--doctor", "--json"], { PORT: "0", ...env });
  const code = await ended;
  const { well, findings } = JSON.parse(said.out) as { well: boolean; findings: Finding[] };
  const of = (about: string) => findings.find((one) => one.about === about);
  return { code, well, findings, of, ...said };
}

/** Puts a subscription of each channel into the database. */
async function subscribe(platform: string, tenant: string, ...channels: readonly string[]) {
  const store = await openStore({ file: join(folder, "paperboy.db") });
  const times = { time: "09:00", zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7], nextRunAt: 4e12 };
  const rest = { count: 3, least: 0, empty: "skip", state: "enabled", by: "ada", createdAt: 1 };
  for (const channel of channels) {
    const one = { platform, tenant, channel, id: channel, ...times, ...rest };
    await store.subscriptions.put(one as Subscription);
  }
  await store.close();
}

async function fakeDiscord(settings: Parameters<typeof startDiscord>[0] = {}) {
  const discord = await startDiscord({ rates: false, ...settings });
  ends.push(() => discord.close());
  return { discord, env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api } };
}

describe("the doctor of a bot with nothing set up", () => {
  test("finds nothing ill, and says what is off", async () => {
    const { code, well, of } = await examined();
    expect([code, well]).toEqual([0, true]);
    expect(of("database")).toMatchObject({
      state: "well",
      said: expect.stringMatching(/SQLite.*can be written/),
    });
    for (const about of ["Discord", "Slack", "paper sources"]) expect(of(about)?.state).toBe("off");
  });

  test("looks at the disk also before its folder is made", async () => {
    const found = await examineDisk(join(folder, "not", "yet"));
    expect(found.said).toMatch(/MB are free for .*not\/yet\.$/);
  });

  test("prints for people as well, one line for each, and no colours into a file", async () => {
    const { ended, said } = startBot(folder, ["--doctor"], { PORT: "0" });
    expect(await ended).toBe(0);
    expect(said.out).toContain("ok   database: SQLite");
    expect(said.out.endsWith("Nothing is wrong.\n")).toBe(true);
  });

  test("names settings that can't be used with their cures, and exits with 1", async () => {
    const { code, of } = await examined({ PORT: "many", SLACK_BOT_TOKEN: "xoxb-1" });
    expect(code).toBe(1);
    expect(of("settings")?.cure).toMatch(/PORT must be[\s\S]*SLACK_BOT_TOKEN also needs/);
  });

  test("says what stops a database from opening", async () => {
    const { code, of } = await examined({ DATA_DIR: "/dev/null/data" });
    expect(code).toBe(1);
    expect(of("database")).toMatchObject({
      state: "ill",
      cure: expect.stringMatching(/set DATA_DIR/),
    });
  });
});

describe("on Discord, the doctor", () => {
  test("finds each channel that the bot may not post in, and names the permission", async () => {
    const { discord, env } = await fakeDiscord();
    const guild = discord.guild();
    const [open, silent, hidden] = [guild.channel(), guild.channel(), guild.channel()];
    silent.denyBot("SendMessages");
    hidden.denyBot("ViewChannel");
    const ids = [open.id, silent.id, hidden.id, "100000000000000009"];
    await subscribe("discord", guild.id, ...ids);
    const { code, of } = await examined(env);
    expect(code).toBe(1);
    expect(of(`Discord channel ${open.id}`)?.state).toBe("well");
    expect(of(`Discord channel ${silent.id}`)?.cure).toContain("Send Messages");
    expect(of(`Discord channel ${hidden.id}`)?.cure).toContain("View Channel");
    expect(of("Discord channel 100000000000000009")?.cure).toContain("gone");
    expect(of("Discord commands")).toMatchObject({
      state: "beware",
      cure: expect.stringMatching(/npm run register/),
    });
    expect(discord.calls("PUT /applications/*/commands")).toEqual([]);
  });

  test("says that the token is refused, and never what it is", async () => {
    const { discord, env } = await fakeDiscord();
    const bad = `${discord.token.slice(0, -4)}AAAA`;
    const { code, of, out, err } = await examined({ ...env, DISCORD_TOKEN: bad });
    expect(code).toBe(1);
    expect(of("Discord")?.cure).toContain("copy a fresh one");
    expect(out + err).not.toContain(bad);
  });

  test("warns when few logins are left", async () => {
    const { env } = await fakeDiscord({ sessionStarts: { remaining: 3 } });
    const { code, of } = await examined(env);
    expect(of("Discord logins")).toMatchObject({
      state: "beware",
      said: expect.stringMatching(/^3 of 1000/),
    });
    expect(code).toBe(0);
  });
});

describe("on Slack, the doctor", () => {
  const stand = async (scopes = SCOPES) => {
    const slack = await startFakeSlack({ app: { scopes } });
    ends.push(() => slack.close());
    const env = {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_API_URL: slack.apiUrl,
    };
    return { slack, env };
  };

  test("finds the private channel that the bot is not in", async () => {
    const { slack, env } = await stand();
    const [open, secret] = ["papers", "secret"].map(
      (channel) => slack.person("ada", { channel }).channel.id,
    );
    await subscribe("slack", slack.lab.id, `${open}`, `${secret}`);
    const { code, of } = await examined(env);
    expect(code).toBe(1);
    expect(of("Slack")?.state).toBe("well");
    expect(of("Slack socket")?.state).toBe("well");
    expect(of(`Slack channel ${open}`)?.state).toBe("well");
    expect(of(`Slack channel ${secret}`)?.cure).toContain("/invite @");
  });

  test("names the scopes that are missing", async () => {
    const { env } = await stand(SCOPES.filter((scope) => scope !== "users:read"));
    const { of } = await examined(env);
    expect(of("Slack")).toMatchObject({ state: "ill", cure: expect.stringMatching(/users:read/) });
  });
});

describe("this machine", () => {
  test("may have a clock that Slack would not believe", async () => {
    const server = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ends.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const states = [0, 60_000, -10 * 60_000].map(async (off) => {
      const { state } = await examineClock([url], () => Date.now() + off);
      return state;
    });
    expect(await Promise.all(states)).toEqual(["well", "beware", "ill"]);
  });

  test("may have its port taken, by another program or by the bot itself", async () => {
    let alive = false;
    const server = createServer((_, response) => response.writeHead(alive ? 200 : 404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ends.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await examinePort("127.0.0.1", port)).toMatchObject({
      state: "ill",
      cure: expect.stringMatching(/Set PORT/),
    });
    alive = true;
    expect(await examinePort("127.0.0.1", port)).toMatchObject({ state: "well" });
    expect(await examinePort("127.0.0.1", 0)).toMatchObject({ state: "well" });
    expect(await examinePort("203.0.113.9", 3000)).toMatchObject({ state: "ill" });
  });

  test("may have a Node that is too old, or zones of years ago", () => {
    const now = Date.parse("2026-11-24");
    const states = (node: string, tz: string) =>
      examineNode({ node, tz }, now).map((one) => one.state);
    expect(states("24.21.0", "2026c")).toEqual(["well", "well"]);
    expect(states("20.20.2", "2023a")).toEqual(["ill", "beware"]);
  });
});
