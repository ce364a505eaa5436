import { type ClientOptions, Events, GatewayIntentBits } from "discord.js";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { FakeDiscord } from "../index.ts";
import type { Json } from "../json.ts";
import { call, clientOf, fake, login } from "../stage.ts";

/** discord.js waits 5 s of real time between two IDENTIFYs of a shard; this one does not. */
const HURRIED: Partial<ClientOptions> = {
  ws: { buildIdentifyThrottler: () => ({ waitForIdentify: async () => undefined }) },
};

/** Resolves when the fake has granted so many resumes. */
function resumed(discord: FakeDiscord, count = 1): Promise<boolean> {
  return discord.until(
    () => discord.gateway.resumes.length === count || undefined,
    `Resume ${count}`,
  );
}

test("two shards each know their own servers", async () => {
  const discord = await fake({ shards: 2 });
  const [even, odd] = [discord.guild(), discord.guild()];
  const client = await login(discord, undefined, { shards: "auto" });
  expect(discord.gateway.identifies.map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(client.guilds.cache.get(even.id)?.shardId).toBe(0);
  expect(client.guilds.cache.get(odd.id)?.shardId).toBe(1);
  expect(discord.gateway.starts.remaining).toBe(998);
});

test("an interaction goes to one shard, that of its server; a direct message to the first", async () => {
  const discord = await fake({ shards: 2 });
  const guilds = [discord.guild(), discord.guild()];
  const heard: (number | undefined)[] = [];
  await login(
    discord,
    async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      heard.push(interaction.guild?.shardId);
      await interaction.reply("heard");
    },
    { shards: "auto" },
  );
  for (const guild of [...guilds, undefined]) {
    const person = discord.person({ ...(guild ? { guild } : {}), unchecked: true });
    await person.command("ping", null).answered;
  }
  expect(heard).toEqual([0, 1, undefined]);
});

test.each([
  ["a close", (discord: FakeDiscord) => discord.gateway.close(4000)],
  ["a cut connection", (discord: FakeDiscord) => discord.gateway.drop()],
  ["a request to reconnect", (discord: FakeDiscord) => discord.gateway.reconnect()],
])("what was missed at %s is replayed on resume", async (_, interrupt) => {
  const discord = await fake();
  const guild = discord.guild();
  await login(discord, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply("heard");
  });
  interrupt(discord);
  await discord.until(() => discord.gateway.connected === 0 || undefined, "The end");
  const asked = discord.person({ guild, unchecked: true }).command("ping", null);
  await resumed(discord);
  expect(await asked.answered).toMatchObject({ content: "heard" });
  expect(discord.gateway.identifies).toHaveLength(1);
});

test.each([
  ["forgotten", (discord: FakeDiscord) => discord.gateway.forget()],
  ["called invalid", (discord: FakeDiscord) => discord.gateway.invalidate()],
])("a session that is %s is begun anew", async (_, end) => {
  const discord = await fake();
  const client = await login(discord, undefined, HURRIED);
  const anew = new Promise<void>((resolve) => client.once(Events.ShardReady, () => resolve()));
  end(discord);
  discord.gateway.drop();
  await anew;
  expect(discord.gateway.resumes).toEqual([]);
  expect(discord.gateway.identifies).toHaveLength(2);
  expect(discord.gateway.starts.remaining).toBe(998);
});

test("a bad token is refused by REST and by the gateway", async () => {
  const discord = await fake();
  const client = clientOf(discord);
  await expect(client.login("a.bad.token")).rejects.toMatchObject({ code: "TokenInvalid" });
  const { hello, closed } = await raw(discord, { op: 2, d: { token: "bad", intents: 0 } });
  expect(hello).toMatchObject({ op: 10 });
  expect(closed).toBe(4004);
});

test("intents without leave are refused", async () => {
  const discord = await fake();
  const client = clientOf(discord, undefined, { intents: [GatewayIntentBits.MessageContent] });
  await expect(client.login(discord.token)).rejects.toThrow("disallowed intents");
});

test.each([
  [{ op: 1_000, d: null }, 4001],
  ["{", 4002],
  [{ op: 3, d: {} }, 4003],
  [{ op: 2, d: { shard: [2, 2] } }, 4010],
  [{ op: 2, d: { intents: 1 << 30 } }, 4013],
])("the frame %j closes the socket with %d", async (frame, code) => {
  const discord = await fake();
  const token = typeof frame === "object" && frame.op === 2 ? { token: discord.token } : {};
  const sent =
    typeof frame === "string" ? frame : { ...frame, d: { intents: 0, ...token, ...frame.d } };
  expect((await raw(discord, sent)).closed).toBe(code);
});

test("a login can be refused on demand", async () => {
  const discord = await fake();
  discord.gateway.refuseNext(4014);
  await expect(clientOf(discord).login(discord.token)).rejects.toThrow("disallowed intents");
  await login(discord);
  expect(discord.gateway.identifies).toHaveLength(2);
});

test("when starts run out, the client does not try", async () => {
  const discord = await fake({ sessionStarts: { total: 1_000, remaining: 0 } });
  await expect(clientOf(discord).login(discord.token)).rejects.toThrow("Not enough sessions");
  expect(discord.gateway.identifies).toEqual([]);
});

test("one start too many resets the token", async () => {
  const discord = await fake({ sessionStarts: { total: 1_000, remaining: 0 } });
  await raw(discord, { op: 2, d: { token: discord.token, intents: 0 } });
  expect(await call(discord, "GET /users/@me")).toMatchObject({ status: 401 });
});

test("a second start of the same key within five seconds is sent away, if enforced", async () => {
  let now = Date.UTC(2026, 0, 1);
  const sessionStarts = { maxConcurrency: 1, enforced: true };
  const discord = await fake({ now: () => now, sessionStarts });
  const identify = { op: 2, d: { token: discord.token, intents: 0 } };
  expect((await raw(discord, identify, 1)).frames).toMatchObject([{ t: "READY" }]);
  now += 4_999;
  expect((await raw(discord, identify, 1)).frames).toMatchObject([{ op: 9, d: false }]);
  now += 5_000;
  expect((await raw(discord, identify, 1)).frames).toMatchObject([{ t: "READY" }]);
});

test("a client whose heartbeats are not acknowledged connects again", async () => {
  const discord = await fake({ heartbeat: 40 });
  await login(discord);
  discord.gateway.acknowledges = false;
  await resumed(discord);
  discord.gateway.acknowledges = true;
  expect(discord.gateway.heartbeats).toBeGreaterThan(0);
});

test("a server that comes, changes and goes is told", async () => {
  const discord = await fake();
  const client = await login(discord);
  const next = (event: Events) =>
    new Promise<void>((resolve) => client.once(event as Events.GuildCreate, () => resolve()));
  const come = next(Events.GuildCreate);
  const guild = discord.guild({ name: "Late" });
  await come;
  const channelCome = next(Events.ChannelCreate);
  const channel = guild.channel({ name: "papers" });
  await channelCome;
  const role = next(Events.GuildRoleUpdate);
  guild.letBot("ViewChannel");
  await role;
  const me = client.guilds.cache.get(guild.id)?.members.me;
  expect(me?.permissions.toArray()).toEqual(["ViewChannel"]);
  const overwritten = next(Events.ChannelUpdate);
  channel.denyBot("ViewChannel");
  await overwritten;
  const cached = client.guilds.cache.get(guild.id)?.channels.cache.get(channel.id);
  expect(me && cached?.permissionsFor(me).has("ViewChannel")).toBe(false);
  const deleted = next(Events.ChannelDelete);
  channel.delete();
  await deleted;
  const gone = next(Events.GuildDelete);
  guild.kickBot();
  await gone;
  expect(client.guilds.cache.size).toBe(0);
});

test("a client that leaves closes its socket, and the fake leaves nothing open", async () => {
  const discord = await fake();
  const client = await login(discord);
  expect(discord.gateway.sockets).toBe(1);
  await client.destroy();
  await discord.until(() => discord.gateway.sockets === 0 || undefined, "The end");
  await discord.close();
  await expect(fetch(discord.api)).rejects.toThrow();
});

/** Talks to the gateway by hand: sends one frame after HELLO, and collects frames or the close code. */
async function raw(discord: FakeDiscord, frame: Json | string, wanted = Number.POSITIVE_INFINITY) {
  const { url } = (await call(discord, "GET /gateway", undefined, { auth: false })).body;
  const socket = new WebSocket(`${url}?v=10&encoding=json`);
  const frames: Json[] = [];
  return new Promise<{ hello: Json | undefined; frames: Json[]; closed?: number }>((resolve) => {
    let hello: Json | undefined;
    socket.on("message", (data) => {
      const got = JSON.parse(String(data)) as Json;
      if (!hello) {
        hello = got;
        socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
        return;
      }
      frames.push(got);
      if (frames.length < wanted) return;
      socket.close();
      resolve({ hello, frames });
    });
    socket.on("close", (closed) => resolve({ hello, frames, closed }));
  });
}
