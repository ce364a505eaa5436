import { afterEach, expect, test, vi } from "vitest";
import { PlatformError } from "#chat";
import { type Setting, type Stage, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());
const set = async (setting: Setting = {}) => {
  stage = await setStage({ start: false, ...setting });
  return stage;
};
const said = ({ lines }: Stage) => lines.map(({ message }) => message).join("\n");

test("it asks for servers alone, says who it is, and how to add it", async () => {
  const { platform, bot, discord } = await set();
  await platform.start(bot.host);
  expect(discord.gateway.identifies).toMatchObject([{ shard: [0, 1], intents: 1 }]);
  expect(said(stage)).toContain(`client_id=${discord.applicationId}`);
  expect(said(stage)).toMatch(/https:\/\/discord\.com\/oauth2\/authorize\?.*permissions=\d+/);
  expect(await stage.store.logins.since("discord", 0)).toHaveLength(1);
});

test("many servers are shared between as many shards as Discord says", async () => {
  const { platform, bot, discord } = await set({ settings: { shards: 3 } });
  const elsewhere = Array.from({ length: 6 }, () => discord.guild());
  await platform.start(bot.host);
  expect(discord.gateway.identifies.map(({ shard }) => shard[0]).toSorted()).toEqual([0, 1, 2]);
  for (const guild of elsewhere) {
    const channel = guild.channel();
    const person = discord.person({ guild, channel });
    const answer = await person.command("papers", "trending").answered;
    expect(answer.id).toBeTruthy();
  }
  expect(discord.refusals).toEqual([]);
});

test("a refused token is one plain sentence, without the token", async () => {
  const { platform, bot, discord } = await set();
  discord.faults.next("GET /gateway/bot", { status: 401 });
  const refused = platform.start(bot.host);
  await expect(refused).rejects.toThrow(PlatformError);
  await expect(refused).rejects.toThrow(/^Discord refuses the token: copy .*DISCORD_TOKEN\.$/);
  await expect(refused).rejects.not.toThrow(discord.token);
  expect(discord.gateway.identifies).toEqual([]);
});

test.each([
  [4004, "Discord refuses the token"],
  [4014, "Discord refuses what the bot wants to be told"],
  [4013, "Discord refuses what the bot wants to be told"],
])("a gateway that closes with %i is one plain sentence", async (code, sentence) => {
  const { platform, bot, discord } = await set();
  discord.gateway.refuseNext(code);
  await expect(platform.start(bot.host)).rejects.toThrow(sentence);
  expect(discord.gateway.identifies).toHaveLength(1);
});

test("a Discord that is down is tried again until it is there", async () => {
  const { platform, bot, discord, waits } = await set();
  discord.faults.next("GET /gateway/bot", { status: 503 }, 8);
  discord.faults.next("GET /gateway/bot", { reset: "before" });
  await platform.start(bot.host);
  expect(waits.length).toBeGreaterThan(1);
  expect(waits).toEqual(waits.map((_, i) => 5_000 * 2 ** i));
  expect(said(stage)).toContain("Discord can't be reached; trying again in 5 s");
});

test("a Discord that stays down is asked every five minutes, and no less often", async () => {
  const { platform, bot, discord, waits } = await set();
  const mend = discord.faults.always("GET /gateway/bot", { status: 503 });
  const started = platform.start(bot.host);
  await discord.until(() => (waits.length > 8 ? true : undefined), "the waits");
  mend();
  await started;
  expect(Math.max(...waits)).toBe(5 * 60_000);
});

test("with fewer logins left than shards it does not begin with some of them", async () => {
  const { platform, bot, discord, waits } = await set({
    settings: { shards: 3, sessionStarts: { remaining: 2, resetAfter: 60_000 } },
  });
  const started = platform.start(bot.host);
  await discord.until(() => (waits.length > 0 ? true : undefined), "the wait");
  discord.gateway.starts.remaining = 1000;
  await started;
  expect(waits[0]).toBe(60_000);
});

test("a process that keeps restarting waits before it logs in again", async () => {
  const clock = { now: Date.now() };
  const { platform, bot, store, waits } = await set({ clock });
  for (let i = 7; i > 0; i -= 1) await store.logins.record("discord", clock.now - i);
  await platform.start(bot.host);
  expect(waits).toEqual([4 * 60_000 - 1]);
  expect(said(stage)).toContain("Logged in to Discord very often; logging in again in 4 min");
});

test("with no logins left for the day it waits for the next one instead of losing its token", async () => {
  const { platform, bot, discord, waits } = await set({
    settings: { sessionStarts: { remaining: 0, resetAfter: 7_200_000 } },
  });
  const started = platform.start(bot.host);
  await discord.until(() => (waits.length > 0 ? true : undefined), "the wait");
  expect(waits[0]).toBe(7_200_000);
  expect(discord.gateway.identifies).toEqual([]);
  discord.gateway.starts.remaining = 1000;
  await started;
  expect(said(stage)).toContain("Discord allows no more logins today");
});

test("a stop while it waits for Discord ends at once", async () => {
  const { platform, bot, discord } = await set();
  discord.faults.next("GET /gateway/bot", { hang: "before" });
  const started = platform.start(bot.host);
  await discord.until(() => (discord.requests.length > 0 ? true : undefined), "a request");
  await platform.stop();
  expect(discord.gateway.identifies).toEqual([]);
  await started;
});

test("a stop while it registers its commands ends at once, and is no failure", async () => {
  const { platform, bot, discord } = await set();
  discord.faults.next("GET /applications/*/commands", { hang: "before" });
  const started = platform.start(bot.host);
  const asked = () => discord.calls("GET /applications/*/commands")[0];
  await discord.until(asked, "the registration");
  await platform.stop();
  await started;
  expect(stage.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test.each(["removed from the server", "channel deleted", "thread deleted"])(
  "being %s stops the posts there and forgets nothing",
  async (what) => {
    const { platform, bot, guild, channel, ada, store } = await set();
    const place = what === "thread deleted" ? guild.thread(channel) : channel;
    await platform.start(bot.host);
    await ada.at(place).command("papers", "subscribe", { zone: "Europe/Berlin" }).answered;
    if (what === "removed from the server") guild.kickBot();
    else place.delete();
    await vi.waitFor(() => expect(stage.lost).toHaveLength(1));
    const [kept] = await store.subscriptions.inTenant({ platform: "discord", tenant: guild.id });
    expect(kept).toMatchObject({ state: "disabled", channel: place.id });
    expect(kept?.reason).toBeTruthy();
  },
);
