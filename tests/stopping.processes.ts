import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test, vi } from "vitest";
import { MOST_IN_THREAD } from "#papers";
import { openStore } from "#store";
import { dueFolder } from "./due.ts";
import { startDiscord } from "./fakes/discord/index.ts";
import { read } from "./platforms/discord/stage.ts";
import { ask } from "./platforms/preview/visitor.ts";
import { newFolder, portOf, remove, startBot } from "./running.ts";

test("a SIGTERM while a command is answered lets the answer arrive, and the bot leaves with 0", async () => {
  const discord = await startDiscord({ rates: false, patience: 20_000 });
  const folder = newFolder();
  const guild = discord.guild();
  const ada = discord.person({ guild, channel: guild.channel() });
  const slow = Promise.withResolvers<void>();
  const path = "PATCH /webhooks/*/*/messages/@original";
  discord.faults.next(path, { until: slow.promise });
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api };
  const bot = startBot(folder, [], env);
  const port = await portOf(bot);
  await discord.until(() => (discord.commands().length > 0 ? true : undefined), "registration");
  const asked = ada.command("papers", "save", { paper: "2402.02005" });
  await discord.until(() => discord.calls(path)[0], "the answer on its way");
  bot.child.kill("SIGTERM");
  // It has closed its port: from here on it is ending.
  await vi.waitFor(() => expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow());
  slow.resolve();
  expect(read(await asked.answered)).toContain("Saved");
  expect(await bot.ended).toBe(0);
  await discord.close();
  remove(folder);
}, 30_000);

test("what was acknowledged while the bot was told to stop is in the database", async () => {
  const folder = newFolder();
  const bot = startBot(folder, [], {});
  const url = `http://127.0.0.1:${await portOf(bot)}`;
  const papers = ["2402.02005", "2401.17603", "2406.06642", "2207.14358", "2312.11109"];
  const saving = papers.map(async (paper, at) => {
    const line = `/papers save ${paper}`;
    const answer = ask(url, "say", { line, zone: "UTC" });
    if (at === 2) bot.child.kill("SIGTERM");
    const said = await answer.catch(() => undefined);
    return JSON.stringify(said?.answer ?? "").includes("Saved") ? [paper] : [];
  });
  const acknowledged = (await Promise.all(saving)).flat();
  expect(await bot.ended).toBe(0);
  const store = await openStore({ file: join(folder, "paperboy.db") });
  const rows = await store.tenants.export({ platform: "preview", tenant: "local" });
  const kept = JSON.stringify(rows.saves);
  await store.close();
  for (const paper of acknowledged) expect(kept).toContain(paper);
  remove(folder);
}, 30_000);

test.each([
  ["can't start", "dead-thread.ts"],
  ["never answers", "stuck-thread.ts"],
])(
  "a bot whose catalogue is in a thread that %s ends cleanly all the same, with nothing left open",
  async (_, entry) => {
    const folder = newFolder();
    const file = join(folder, "paperboy.db");
    const store = await openStore({ file });
    await store.papers.put(
      Array.from({ length: MOST_IN_THREAD + 1 }, (_, n) => ({
        ...{ key: `arxiv:2401.${10_000 + n}`, title: `Paper ${n} on Quokkas`, abstract: "" },
      })),
    );
    await store.close();
    const preload = new URL(`./papers/other-thread.mjs?entry=./${entry}`, import.meta.url);
    const bot = startBot(folder, [], { NODE_OPTIONS: `--import ${preload}` });
    await portOf(bot);
    bot.child.kill("SIGTERM");
    expect(await bot.ended).toBe(0);
    expect(readdirSync(folder)).toEqual([basename(file)]);
    remove(folder);
  },
  30_000,
);

test("a second SIGTERM ends a bot at once, with 1, and the ledger has what it was doing", async () => {
  const discord = await startDiscord({ rates: false, patience: 20_000 });
  const guild = discord.guild();
  const channel = guild.channel();
  const due = await dueFolder({ platform: "discord", tenant: guild.id, channel: channel.id });
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api };
  const path = "POST /channels/*/messages";
  discord.faults.next(path, { hang: "before" });
  const bot = startBot(due.folder, [], env);
  await discord.until(() => discord.calls(path)[0], "a post on its way");
  bot.child.kill("SIGTERM");
  // Signals that come at once may become one: the second is sent until the bot has ended.
  const again = setInterval(() => bot.child.kill("SIGTERM"), 100);
  const from = performance.now();
  expect(await bot.ended).toBe(1);
  clearInterval(again);
  expect(performance.now() - from).toBeLessThan(5_000);
  expect(bot.said.err).not.toMatch(/"level":(50|60)|^\s+at /m);
  // As of a bot that was killed: the next one looks for it once the lease is over.
  expect(await due.ledger()).toMatchObject({ state: "leased" });
  await discord.close();
  remove(due.folder);
}, 60_000);
