import { afterEach, expect, test, vi } from "vitest";
import { type Setting, type Stage, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());
const set = async (setting: Setting = {}) => {
  stage = await setStage(setting);
  return stage;
};
const errors = () => stage.lines.filter(({ level }) => level === "error");

/** What cuts the line between the bot and Discord, in a way after which it goes on where it was. */
const cuts: readonly (readonly [string, (stage: Stage) => void])[] = [
  ["closed", ({ discord }) => discord.gateway.close(4000)],
  ["cut without a word", ({ discord }) => discord.gateway.drop()],
  ["asked to reconnect", ({ discord }) => discord.gateway.reconnect()],
  ["told that its session broke", ({ discord }) => discord.gateway.invalidate({ resumable: true })],
];

test.each(cuts)("a connection that is %s is taken up again and misses nothing", async (_, cut) => {
  const { discord, ben } = await set();
  cut(stage);
  const answer = await ben.command("papers", "help").answered;
  expect(answer.components?.length).toBeGreaterThan(0);
  await vi.waitFor(() =>
    expect(stage.lines.map(({ message }) => message)).toContain("Connected to Discord again"),
  );
  expect(discord.gateway.resumes).toHaveLength(1);
  expect(discord.gateway.identifies).toHaveLength(1);
  expect(errors()).toEqual([]);
});

test("a bot that leaves does not say that Discord hung up", async () => {
  const { platform } = await set();
  await platform.stop();
  expect(stage.lines.map(({ message }) => message).join()).not.toContain("hung up");
});

test("a connection whose heart stopped is given up for a new one", async () => {
  const { discord, ben } = await set({ settings: { heartbeat: 60 } });
  discord.gateway.acknowledges = false;
  await vi.waitFor(() => expect(discord.gateway.resumes.length).toBeGreaterThan(0), 2_000);
  discord.gateway.acknowledges = true;
  expect((await ben.command("papers", "help").answered).id).toBeTruthy();
});

test("one of two shards that breaks leaves the other alone", async () => {
  const { discord } = await set({ settings: { shards: 2 } });
  const places = Array.from({ length: 8 }, () => discord.guild());
  discord.gateway.drop(0);
  for (const guild of places) {
    const person = discord.person({ guild, channel: guild.channel() });
    expect((await person.command("papers", "help").answered).id).toBeTruthy();
  }
  expect(discord.gateway.resumes).toHaveLength(1);
  expect(discord.gateway.identifies).toHaveLength(2);
});

test.each([
  [4004, "Discord refuses the token"],
  [4014, "Discord refuses what the bot wants to be told"],
  [4011, "Discord wants another number of shards"],
])("a connection that is closed with %i for good is told of once", async (code, sentence) => {
  const { discord } = await set();
  discord.gateway.close(code);
  await vi.waitFor(() => expect(errors()).toHaveLength(1));
  await stage.platform.stop();
  expect(errors()).toMatchObject([{ message: expect.stringContaining(sentence) }]);
});
