import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type FakeDiscord, startDiscord } from "./fakes/discord/index.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { end, newFolder, type Running, remove, startBot } from "./running.ts";

const PATIENCE = 60_000;

let server: Postgres;
let discord: FakeDiscord;
let folder: string;
let url: string;
let running: Running[];
/** The most sessions that the gateway had at a time. */
let most: number;
let watching: NodeJS.Timeout;

beforeAll(async () => {
  server = await startPostgres();
}, PATIENCE);
afterAll(() => server.stop());

beforeEach(async () => {
  [folder, running, most] = [newFolder(), [], 0];
  discord = await startDiscord({ rates: false, patience: PATIENCE });
  url = await server.database();
  watching = setInterval(() => {
    most = Math.max(most, discord.gateway.connected);
  }, 2);
});
afterEach(async () => {
  clearInterval(watching);
  for (const bot of running) await end(bot);
  await discord.close();
  remove(folder);
});

function start(role: "all" | "gateway"): Running {
  const bot = startBot(folder, ["--role", role], {
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
    ...{ DATABASE_URL: url, PORT: "0" },
  });
  running.push(bot);
  return bot;
}

const on = (logins: number) =>
  discord.until(() => {
    const { connected, identifies } = discord.gateway;
    return (connected === 1 && identifies.length === logins) || undefined;
  }, `login ${logins}`);
const stands = ({ said }: Running) =>
  vi.waitFor(() => expect(said.err).toContain("I stand by"), PATIENCE);

async function answered(): Promise<void> {
  const guild = discord.guild();
  const ben = discord.person({ guild, channel: guild.channel() });
  const page = await ben.command("papers", "search", { query: "graph transformers" }).answered;
  expect(page.components?.length).toBeGreaterThan(0);
}

test.each(["gateway", "all"] as const)(
  "of two processes of role %s one is on the gateway, and the other is there within seconds of its end",
  async (role) => {
    const first = start(role);
    await on(1);
    const second = start(role);
    await stands(second);
    await answered();
    const killed = Date.now();
    await end(first);
    await on(2);
    const took = Date.now() - killed;
    process.stdout.write(`Taken over after ${(took / 1000).toFixed(1)} s\n`);
    await answered();
    expect(most).toBe(1);
    expect(discord.refusals).toEqual([]);
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
  },
  PATIENCE * 2,
);

test(
  "a process whose lock is lost with its server leaves the gateway, and one is back once the server is",
  async () => {
    const first = start("gateway");
    await on(1);
    const second = start("gateway");
    await stands(second);
    await server.kill();
    await discord.until(() => discord.gateway.sockets === 0 || undefined, "the end of the session");
    await server.start();
    await on(2);
    await answered();
    expect(most).toBe(1);
    expect(first.said.err + second.said.err).toContain("I may no longer be on Discord's gateway");
    expect(first.child.exitCode ?? second.child.exitCode).toBeNull();
  },
  PATIENCE * 2,
);
