import { ChannelType } from "discord.js";
import { expect, test } from "vitest";
import { call, fake, login, post } from "../stage.ts";

test("a thread is opened once under a message", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const { body } = await post(discord, channel);
  const path = `POST /channels/${channel.id}/messages/${body.id}/threads`;
  const made = await call(discord, path, { name: "Discussion" });
  expect(made).toMatchObject({
    status: 201,
    body: { id: body.id, type: ChannelType.PublicThread },
  });
  expect((await call(discord, path, { name: "Again" })).body.code).toBe(160004);
  channel.denyBot("CreatePublicThreads");
  const other = (await post(discord, channel)).body.id;
  const denied = await call(discord, `POST /channels/${channel.id}/messages/${other}/threads`, {
    name: "a",
  });
  expect(denied.body.code).toBe(50013);
});

test("a post in a forum needs its tags and its first message", async () => {
  const discord = await fake();
  const forum = discord.guild().channel({ type: "forum", tags: ["papers"], requireTag: true });
  const path = `POST /channels/${forum.id}/threads`;
  const body = { name: "Today", message: { content: "a" } };
  expect((await call(discord, path, body)).body.code).toBe(40067);
  expect((await call(discord, path, { ...body, applied_tags: ["1"] })).body.code).toBe(10087);
  const tags = { applied_tags: [forum.tags[0]?.id] };
  expect((await call(discord, path, { name: "Today", ...tags })).body.code).toBe(50035);
  const made = await call(discord, path, { ...body, ...tags });
  expect(made).toMatchObject({
    status: 201,
    body: { message: { content: "a", id: made.body.id } },
  });
  expect(forum.threads[0]?.messages).toHaveLength(1);
});

test("the real client writes posts, threads, replies and files", async () => {
  const discord = await fake();
  const guild = discord.guild();
  const forum = guild.channel({ type: "forum", tags: ["papers"] });
  const channel = guild.channel();
  const client = await login(discord);
  const there = client.channels.cache.get(forum.id);
  if (there?.type !== ChannelType.GuildForum) throw new Error("no forum");
  const appliedTags = there.availableTags.map(({ id }) => id);
  await there.threads.create({ name: "Today", appliedTags, message: { content: "a" } });
  expect(forum.threads[0]).toMatchObject({ name: "Today", thread: { appliedTags } });
  const here = client.channels.cache.get(channel.id);
  if (!here?.isSendable()) throw new Error("no text channel");
  const sent = await here.send({ content: "b", nonce: "n", enforceNonce: true });
  expect((await here.send({ content: "c", nonce: "n", enforceNonce: true })).id).toBe(sent.id);
  await sent.startThread({ name: "Discussion" });
  await sent.reply({ files: [{ attachment: Buffer.from("@article{}"), name: "a.bib" }] });
  const [, reply] = channel.messages;
  const [file] = reply?.attachments ?? [];
  expect(file).toMatchObject({ filename: "a.bib", size: 10 });
  expect(discord.file({ id: file?.id ?? "" }).toString()).toBe("@article{}");
  expect(await (await fetch(file?.url ?? "")).text()).toBe("@article{}");
  expect(discord.refusals).toEqual([]);
});

test("a thread of its own is private, unless it is said to be public", async () => {
  const discord = await fake();
  const guild = discord.guild();
  const channel = guild.channel();
  const open = (where: string, body: object) =>
    call(discord, `POST /channels/${where}/threads`, body);
  expect((await open(channel.id, { name: "a" })).body.type).toBe(ChannelType.PrivateThread);
  expect((await open(channel.id, { name: "a", type: 11 })).body.type).toBe(
    ChannelType.PublicThread,
  );
  expect((await open(channel.id, { name: "a", type: 10 })).body.code).toBe(50024);
  const news = guild.channel({ type: "announcement" });
  expect((await open(news.id, { name: "a", type: 10 })).status).toBe(201);
  guild.maxActiveThreads = 3;
  expect((await open(channel.id, { name: "a" })).body.code).toBe(160006);
});

test("the bot archives and opens a thread of its own", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const { body } = await call(discord, `POST /channels/${channel.id}/threads`, {
    name: "a",
    type: 11,
  });
  const patch = (change: object) => call(discord, `PATCH /channels/${body.id}`, change);
  expect((await patch({ archived: true })).status).toBe(200);
  expect(channel.threads[0]?.thread).toMatchObject({ archived: true });
  expect((await patch({ archived: false })).status).toBe(200);
  expect((await patch({ locked: true })).body.code).toBe(50013);
});
