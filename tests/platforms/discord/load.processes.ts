import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { startDiscord } from "../../fakes/discord/index.ts";
import { end, newFolder, remove, startBot } from "../../running.ts";

/** Interactions at once, and rounds of them. */
const AT_ONCE = 50;
const ROUNDS = 4;

test("fifty interactions at once are all acknowledged long before Discord gives up", async () => {
  const folder = newFolder();
  const discord = await startDiscord({ rates: false, patience: 20_000 });
  const guild = discord.guild();
  const channel = guild.channel();
  const people = Array.from({ length: AT_ONCE }, (_, i) =>
    discord.person({ name: `Reader ${i}`, guild, channel }),
  );
  const bot = startBot(folder, [], { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api });
  await discord.until(() => (discord.commands().length > 0 ? true : undefined), "registration");
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    const asked = people.map((person, i) =>
      i % 2
        ? person.command("papers", "search", { query: `graph transformers ${i}` })
        : person.command("papers", "show", { paper: "2402.02005" }),
    );
    await Promise.all(
      asked.map(async (one) => {
        await one.first;
        took.push(performance.now() - from);
        await one.answered;
      }),
    );
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round(took[Math.floor(share * (took.length - 1))] ?? 0);
  process.stdout.write(
    `Discord, ${AT_ONCE} at once: first response p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
  );
  expect(took).toHaveLength(AT_ONCE * ROUNDS);
  expect(at(0.99)).toBeLessThan(1_500);
  expect(discord.refusals).toEqual([]);
  await end(bot);
  await discord.close();
  remove(folder);
}, 30_000);
