import { ChannelType, Events } from "discord.js";
import { expect, test } from "vitest";
import type { Json } from "../json.ts";
import { call, fake, login } from "../stage.ts";

test("the bot reads itself and its servers", async () => {
  const discord = await fake();
  const guild = discord.guild({ name: "Lab" });
  const channel = guild.channel({ name: "papers", topic: "Daily" });
  guild.role("readers", "ManageGuild");
  const get = async (path: string) => (await call(discord, `GET ${path}`)).body;
  expect(await get("/users/@me")).toMatchObject({ id: discord.bot.id, bot: true });
  expect(await get("/applications/@me")).toMatchObject({ id: discord.applicationId });
  expect(await get(`/guilds/${guild.id}`)).toMatchObject({ name: "Lab" });
  expect(await get(`/guilds/${guild.id}/channels`)).toMatchObject([{ id: channel.id }]);
  expect(await get(`/channels/${channel.id}`)).toMatchObject({
    type: ChannelType.GuildText,
    topic: "Daily",
  });
  const roles = (await get(`/guilds/${guild.id}/roles`)) as unknown as Json[];
  expect(roles.map(({ name }) => name)).toEqual(["@everyone", "members", "Paperboy", "readers"]);
  expect(await get(`/guilds/${guild.id}/members/@me`)).toMatchObject({
    user: { id: discord.bot.id },
    roles: [guild.botRole.id],
  });
  expect(await get(`/guilds/${discord.guild({ installed: false }).id}`)).toMatchObject({
    code: 10004,
  });
});

test("a server with an outage is unavailable, not gone", async () => {
  const discord = await fake();
  const guild = discord.guild();
  const client = await login(discord);
  let removed = 0;
  client.on(Events.GuildDelete, () => {
    removed += 1;
  });
  const next = (event: Events.GuildUnavailable | Events.GuildAvailable) =>
    new Promise<void>((resolve) => client.once(event, () => resolve()));
  const out = next(Events.GuildUnavailable);
  guild.outage(true);
  await out;
  const back = next(Events.GuildAvailable);
  guild.outage(false);
  await back;
  expect(client.guilds.cache.get(guild.id)?.available).toBe(true);
  expect(removed).toBe(0);
});
