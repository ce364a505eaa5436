import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeDiscord, startDiscord } from "./fakes/discord/index.ts";
import { read } from "./platforms/discord/stage.ts";
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
    });
    expect(await ended).toBe(1);
    const [line, ...more] = said.err.trim().split("\n");
    expect(JSON.parse(line ?? "")).toMatchObject({
      msg: expect.stringMatching(/^Discord refuses the token: copy a fresh one/),
    });
    expect(more).toEqual([]);
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
