import { expect, test } from "vitest";
import { type FakeDiscord, startDiscord } from "../../fakes/discord/index.ts";
import { end, newFolder, type Running, remove, startBot } from "../../running.ts";
import { read } from "./stage.ts";

test("a bot that is killed between two presses goes on as if nothing had been", async () => {
  const folder = newFolder();
  const discord = await startDiscord({ rates: false, patience: 15_000 });
  const guild = discord.guild();
  const ben = discord.person({ name: "Ben", guild, channel: guild.channel() });
  const first = await started(folder, discord);
  // Too long for a button, so that its call waits in the database.
  const query = "graph transformers with positional encodings ".repeat(4);
  const page = await ben.command("papers", "search", { query }).answered;
  const second = await ben.press(page, "Next page").answered;
  await end(first);
  const later = await started(folder, discord, 2);
  expect(read(await ben.press(second, "Next page").answered)).toContain("page 3 of");
  expect(first.said.err + later.said.err).not.toContain(discord.token);
  expect(discord.refusals).toEqual([]);
  await end(later);
  await discord.close();
  remove(folder);
}, 30_000);

/** A bot that is ready for the nth time. */
async function started(folder: string, discord: FakeDiscord, times = 1): Promise<Running> {
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api };
  const bot = startBot(folder, [], env);
  const ready = () => discord.calls("GET /applications/*/commands")[times - 1];
  const registered = () => (ready()?.status && discord.commands().length > 0) || undefined;
  await discord.until(registered, `start ${times}`);
  return bot;
}
