import { expect, onTestFinished, test } from "vitest";
import { dueFolder } from "../../due.ts";
import { startDiscord } from "../../fakes/discord/index.ts";
import { end, remove, startBot } from "../../running.ts";

/** A bot whose post is due, on a Discord of its own. */
async function setStage() {
  const discord = await startDiscord({ rates: false, patience: 20_000 });
  const guild = discord.guild();
  const channel = guild.channel();
  const due = await dueFolder({ platform: "discord", tenant: guild.id, channel: channel.id });
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api };
  onTestFinished(async () => {
    await discord.close();
    remove(due.folder);
  });
  return {
    ...{ discord, channel, due },
    start() {
      const bot = startBot(due.folder, [], env);
      onTestFinished(() => end(bot));
      return bot;
    },
    /** Once a post has arrived at Discord, whatever becomes of it. */
    sending: (count = 1) =>
      discord.until(
        () => discord.calls("POST /channels/*/messages")[count - 1],
        `post ${count} on its way`,
      ),
  };
}

test("a SIGTERM during a slow post lets it end, and the bot leaves with 0", async () => {
  const { discord, channel, due, start, sending } = await setStage();
  const slow = Promise.withResolvers<void>();
  discord.faults.next("POST /channels/*/messages", { until: slow.promise });
  const bot = start();
  await sending();
  bot.child.kill("SIGTERM");
  setTimeout(slow.resolve, 1_000);
  expect(await bot.ended).toBe(0);
  expect(channel.messages).toHaveLength(1);
  expect(await due.ledger()).toMatchObject({ state: "sent", message: channel.messages[0]?.id });
}, 30_000);

test("a SIGTERM during a post that never ends leaves with 0 within 10 s, and the next bot finds it", async () => {
  const { discord, channel, due, start, sending } = await setStage();
  discord.faults.next("POST /channels/*/messages", { hang: "after" });
  const bot = start();
  await sending();
  const from = performance.now();
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toBe(0);
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(await due.ledger()).toMatchObject({ state: "due" });
  start();
  await expect.poll(due.ledger, { timeout: 20_000 }).toMatchObject({ state: "sent" });
  expect(channel.messages).toHaveLength(1);
  expect((await due.ledger())?.message).toBe(channel.messages[0]?.id);
}, 60_000);
