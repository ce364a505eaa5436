import { afterEach, expect, test, vi } from "vitest";
import { type Setting, type Stage, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());
const set = async (setting: Setting = {}) => {
  stage = await setStage(setting);
  return stage;
};
const health = () => stage.platform.health();
const errors = () => stage.lines.filter(({ level }) => level === "error");
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 8_000 });

test("before it is started, while it waits and after it has logged in it says how it is", async () => {
  const { discord, platform, bot } = await set({ start: false });
  expect(health()).toEqual({ ready: false, why: "Discord is not connected yet." });
  const mend = discord.faults.always("GET /gateway/bot", { status: 503 });
  const started = platform.start(bot.host);
  await soon(() =>
    expect(health()).toEqual({
      ready: false,
      why: "Discord can't be reached: I try again and again.",
    }),
  );
  mend();
  await started;
  expect(health()).toEqual({ ready: true });
});

test("a login that is refused is over, with the cure", async () => {
  const { discord, platform, bot } = await set({ start: false });
  discord.faults.next("GET /gateway/bot", { status: 401 });
  await platform.start(bot.host).catch(() => {});
  expect(health()).toMatchObject({ ready: false, over: true });
  expect(health()).toMatchObject({ why: expect.stringContaining("DISCORD_TOKEN") });
});

test("a connection that is cut is not ready until it is taken up again", async () => {
  const { discord, ben } = await set();
  discord.gateway.drop();
  await soon(() => expect(health()).toMatchObject({ why: expect.stringContaining("hung up") }));
  await soon(() => expect(health()).toEqual({ ready: true }));
  expect((await ben.command("papers", "help").answered).id).toBeTruthy();
  expect(discord.gateway.identifies).toHaveLength(1);
});

test("of two shards the one that is away counts", async () => {
  const { discord } = await set({ settings: { shards: 2 } });
  discord.gateway.drop(0);
  await soon(() => expect(health().ready).toBe(false));
  await soon(() => expect(health().ready).toBe(true));
});

test.each([4010, 4011, 4004])(
  "a connection that Discord ends with %i is made anew where Discord lets it, and answers",
  async (code) => {
    const { discord, ben, store } = await set();
    discord.gateway.close(code);
    await soon(() => expect(discord.gateway.identifies).toHaveLength(2));
    await soon(() => expect(health()).toEqual({ ready: true }));
    expect((await ben.command("papers", "help").answered).id).toBeTruthy();
    expect(errors()).toHaveLength(1);
    expect(await store.logins.since("discord", 0)).toHaveLength(2);
    expect(discord.gateway.sockets).toBe(1);
  },
);

test("a token that was reset in the night is over, said once with its cure, and nothing is tried again", async () => {
  const { discord } = await set();
  discord.faults.always("GET /gateway/bot", { status: 401 });
  discord.gateway.close(4004);
  await soon(() => expect(health()).toMatchObject({ ready: false, over: true }));
  expect(health()).toMatchObject({ why: expect.stringContaining("copy a fresh one") });
  expect(discord.gateway.identifies).toHaveLength(1);
  const asked = discord.calls("GET /gateway/bot").length;
  await stage.platform.stop();
  expect(discord.calls("GET /gateway/bot")).toHaveLength(asked);
  expect(JSON.stringify(stage.lines)).not.toContain(discord.token);
});

test("a Discord that is down when it ended the connection is waited for", async () => {
  const { discord, waits } = await set();
  discord.faults.next("GET /gateway/bot", { status: 503 }, 12);
  discord.gateway.close(4011);
  await soon(() => expect(waits.length).toBeGreaterThan(1));
  await soon(() => expect(health()).toEqual({ ready: true }));
});

test("a connection that the library does not get back is made anew after some minutes", async () => {
  const { discord, ben } = await set({ away: 300 });
  // It is hung up on as often as it comes back.
  discord.gateway.drop();
  const drops = setInterval(() => discord.gateway.drop(), 20);
  await soon(() => expect(errors()).toHaveLength(1));
  clearInterval(drops);
  expect(errors()[0]?.message).toBe("The connection to Discord did not come back. I log in again.");
  await soon(() => expect(health()).toEqual({ ready: true }));
  expect((await ben.command("papers", "help").answered).id).toBeTruthy();
});

test("a stop while it logs in again ends at once", async () => {
  const { discord, platform } = await set();
  discord.faults.next("GET /gateway/bot", { hang: "before" });
  discord.gateway.close(4011);
  await soon(() => expect(discord.calls("GET /gateway/bot").length).toBeGreaterThan(1));
  await platform.stop();
  expect(discord.gateway.identifies).toHaveLength(1);
  expect(health()).toEqual({ ready: false, why: "I have left Discord." });
});
