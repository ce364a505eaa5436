import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startDiscord } from "./fakes/discord/index.ts";
import { end, newFolder, portOf, type Running, remove, startBot } from "./running.ts";

let folder: string;
const running: Running[] = [];
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const bot of running.splice(0)) await end(bot);
  remove(folder);
});
const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const bot = startBot(folder, args, env);
  running.push(bot);
  return bot;
};
const ended = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const bot = start(args, env);
  return [await bot.ended, bot.said.out, bot.said.err] as const;
};

test("with no platform and no terminal the bot opens its port, and ends when it is told to", async () => {
  const bot = start([]);
  const port = await portOf(bot);
  const env = { PORT: String(port) };
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  await vi.waitFor(async () => expect((await get("/readyz")).status).toBe(200), 5_000);
  expect((await get("/healthz")).status).toBe(200);
  expect(await (await get("/metrics")).text()).toMatch(/^paperboy_due_lag_seconds 0$/m);
  expect(await (await get("/feed.xml?window=month&topic=graph")).text()).toContain("<entry>");
  expect(await ended(["--healthcheck"], env)).toEqual([0, "", ""]);
  // One command has no port, so that it is in nobody's way.
  const [code, out] = await ended(["search", "graph", "transformers"], env);
  expect([code, out]).toEqual([0, expect.stringContaining("graph")]);
  expect(await ended([], env)).toEqual([
    1,
    "",
    `127.0.0.1:${port} is taken by another program: set PORT to another number, or end that program.\n`,
  ]);
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toBe(0);
  const [, , why] = await ended(["--healthcheck"], env);
  expect(why).toMatch(/^Paperboy does not answer: .*ECONNREFUSED.*\n$/);
}, 30_000);

test("a bot that has only Discord says what is wrong with it, and ends with 1 when its token is reset", async () => {
  const discord = await startDiscord({ rates: false, patience: 15_000 });
  const mend = discord.faults.always("GET /gateway/bot", { status: 503 });
  const bot = start([], { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api });
  const env = { PORT: String(await portOf(bot)) };
  await vi.waitFor(() => expect(bot.said.err).toContain("Discord can't be reached"), 10_000);
  const sentence = "Discord can't be reached: I try again and again.\n";
  expect(await ended(["--healthcheck"], env)).toEqual([1, "", sentence]);
  expect(await ended(["--healthcheck", "--alive"], env)).toEqual([0, "", ""]);
  mend();
  await discord.until(() => (discord.commands().length > 0 ? true : undefined), "registration");
  discord.faults.always("GET /gateway/bot", { status: 401 });
  discord.gateway.close(4004);
  expect(await bot.ended).toBe(1);
  expect(bot.said.err).toContain("copy a fresh one");
  expect(bot.said.err).toContain("No platform is left");
  expect(bot.said.err).not.toContain(discord.token);
  await discord.close();
}, 30_000);

test("a port that is chosen by chance can't be asked", async () => {
  const [code, , why] = await ended(["--healthcheck"]);
  expect([code, why]).toEqual([1, expect.stringContaining("PORT is 0")]);
});
