import { MessageFlags } from "discord.js";
import { expect, test } from "vitest";
import { call, fake, post } from "../stage.ts";

const NOON = Date.UTC(2026, 0, 1, 12);

test("embeds and files need their permissions", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  channel.denyBot("EmbedLinks");
  expect((await post(discord, channel, { embeds: [{ title: "a" }] })).body.code).toBe(50013);
  expect((await post(discord, channel)).status).toBe(200);
});

test("a thread that is only archived opens for a message", async () => {
  const discord = await fake();
  const guild = discord.guild();
  const thread = guild.thread(guild.channel(), { archived: true });
  expect((await post(discord, thread)).status).toBe(200);
  expect(thread.thread).toMatchObject({ archived: false });
});

test("the same nonce gives the earlier message for some minutes, and then a new one", async () => {
  let now = NOON;
  const discord = await fake({ now: () => now });
  const channel = discord.guild().channel();
  const body = { content: "a", nonce: "delivery-1", enforce_nonce: true };
  const first = await post(discord, channel, body);
  now += 4 * 60_000;
  const second = await post(discord, channel, { ...body, content: "b" });
  expect(second.body).toMatchObject({ id: first.body.id, content: "a", nonce: "delivery-1" });
  now += 60_000;
  expect((await post(discord, channel, body)).body.id).not.toBe(first.body.id);
  expect(channel.messages).toHaveLength(2);
  expect(channel.messages[0]).not.toHaveProperty("nonce");
});

test("messages are read in pages, newest first", async () => {
  const discord = await fake({ rates: false });
  const channel = discord.guild().channel();
  const ids: string[] = [];
  for (const content of ["a", "b", "c"])
    ids.push(String((await post(discord, channel, { content })).body.id));
  const read = async (query: string) => {
    const got = await call(discord, `GET /channels/${channel.id}/messages?${query}`);
    return (got.body as unknown as { content: string }[]).map(({ content }) => content);
  };
  expect(await read("limit=2")).toEqual(["c", "b"]);
  expect(await read(`after=${ids[0]}`)).toEqual(["c", "b"]);
  expect(await read(`before=${ids[1]}`)).toEqual(["a"]);
  channel.denyBot("ReadMessageHistory");
  expect(await read("limit=2")).toEqual([]);
});

test("an edit keeps what it leaves out, and belongs to its author", async () => {
  const discord = await fake();
  const guild = discord.guild();
  const channel = guild.channel();
  const { body } = await post(discord, channel, { content: "a", embeds: [{ title: "t" }] });
  const path = `PATCH /channels/${channel.id}/messages/${body.id}`;
  const edited = await call(discord, path, { content: "b" });
  expect(edited.body).toMatchObject({ content: "b", embeds: [{ title: "t" }] });
  const theirs = discord.person({ guild }).say("mine");
  const refused = await call(discord, `PATCH /channels/${channel.id}/messages/${theirs.id}`, {
    content: "b",
  });
  expect(refused.body.code).toBe(50005);
});

test("a message of components cannot turn back, a plain one can be turned", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const { body } = await post(discord, channel, { content: "a" });
  const path = `PATCH /channels/${channel.id}/messages/${body.id}`;
  const display = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: "b" }] };
  expect((await call(discord, path, display)).status).toBe(400);
  expect((await call(discord, path, { ...display, content: null })).status).toBe(200);
  expect((await call(discord, path, { content: "c" })).status).toBe(400);
  expect((await call(discord, path, { components: [{ type: 10, content: "c" }] })).body.flags).toBe(
    MessageFlags.IsComponentsV2,
  );
});

test("a crosspost is made once, in an announcement channel, ten times an hour", async () => {
  let now = NOON;
  const discord = await fake({ now: () => now, rates: { messages: false } });
  const guild = discord.guild();
  const channel = guild.channel({ type: "announcement" });
  const crosspost = async (id: unknown, where = channel) =>
    call(discord, `POST /channels/${where.id}/messages/${id}/crosspost`);
  const { body } = await post(discord, channel);
  expect((await crosspost(body.id)).body.flags).toBe(MessageFlags.Crossposted);
  expect((await crosspost(body.id)).body.code).toBe(40033);
  for (let n = 3; n <= 10; n += 1) await crosspost((await post(discord, channel)).body.id);
  const last = (await post(discord, channel)).body.id;
  const limited = await crosspost(last);
  expect(limited).toMatchObject({ status: 429, body: { retry_after: 3_600, global: false } });
  expect(limited.headers.get("retry-after")).toBe("3600");
  now += 3_600_000;
  expect((await crosspost(last)).status).toBe(200);
  const text = guild.channel();
  expect((await crosspost((await post(discord, text)).body.id, text)).body.code).toBe(50024);
});

test("everyone is called only by those who may, and as far as it was allowed", async () => {
  const discord = await fake({ rates: false });
  const guild = discord.guild();
  const channel = guild.channel();
  const { user } = discord.person({ guild });
  const content = `@everyone <@${user.id}>`;
  expect((await post(discord, channel, { content })).body.mention_everyone).toBe(false);
  guild.letBot("ViewChannel", "SendMessages", "MentionEveryone");
  expect((await post(discord, channel, { content })).body).toMatchObject({
    mention_everyone: true,
    mentions: [{ id: user.id }],
  });
  const quiet = { content, allowed_mentions: { parse: [] } };
  expect((await post(discord, channel, quiet)).body).toMatchObject({
    mention_everyone: false,
    mentions: [],
  });
});
