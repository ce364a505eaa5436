import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./postgres.ts";
import { end, newFolder, remove, startBot } from "./running.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

test("the bot outlives its server, says so in two lines, and ends cleanly", async () => {
  const folder = newFolder();
  const url = await server.database();
  const bot = startBot(folder, [], { DATABASE_URL: url });
  const says = async (words: string) => {
    while (!bot.said.err.includes(words)) {
      if (bot.child.exitCode !== null) throw new Error(bot.said.err);
      await sleep(10);
    }
  };
  try {
    await says("serving the console's daily post here");
    expect(await server.sql("select count(*) > 100 as many from papers", url)).toEqual([
      { many: true },
    ]);
    await server.kill();
    await says("PostgreSQL can't be reached");
    await server.start();
    await says("PostgreSQL answers again");
    bot.child.kill("SIGTERM");
    expect(await bot.ended).toBe(0);
    expect(bot.said.err).not.toContain(new URL(url).password);
  } finally {
    await end(bot);
    remove(folder);
  }
}, 60_000);
