import { expect, test } from "vitest";
import type { Asked, FakeDiscord, Person } from "../index.ts";
import { call, fake, login } from "../stage.ts";

const open = { auth: false } as const;
const say = (content = "a", flags = 0) => ({ type: 4, data: { content, flags } });
const respond = (discord: FakeDiscord, { id, token }: Asked, body: unknown, query = "") =>
  call(discord, `POST /interactions/${id}/${token}/callback${query}`, body, open);
const hook = (discord: FakeDiscord, { token }: Asked, method: string, rest = "", body?: unknown) =>
  call(discord, `${method} /webhooks/${discord.applicationId}/${token}${rest}`, body, open);
const ORIGINAL = "/messages/%40original";

/** A person who can send anything, a bot that only listens, and a clock. */
async function scene() {
  const clock = { now: Date.UTC(2026, 0, 1, 12) };
  const discord = await fake({ now: () => clock.now, patience: 100 });
  const guild = discord.guild();
  await login(discord);
  const ada: Person = discord.person({ guild, unchecked: true });
  return { clock, discord, guild, ada, ask: () => ada.command("ping", null) };
}

test("the first response must come within three seconds", async () => {
  const { clock, discord, ask } = await scene();
  const [prompt, late] = [ask(), ask()];
  clock.now += 3_000;
  expect((await respond(discord, prompt, say())).status).toBe(204);
  expect(await prompt.first).toMatchObject({ kind: "message", ms: 3_000 });
  clock.now += 1;
  expect(await respond(discord, late, say())).toMatchObject({ status: 404, body: { code: 10062 } });
  await expect(late.first).rejects.toThrow('"ping" did not come');
  expect(discord.refusals).toMatchObject([{ code: 10062 }]);
});

test("an interaction is acknowledged once", async () => {
  const { discord, ask } = await scene();
  const asked = ask();
  await respond(discord, asked, { type: 5 });
  expect(await respond(discord, asked, say())).toMatchObject({
    status: 400,
    body: { code: 40060 },
  });
  expect(discord.refusals).toMatchObject([{ code: 40060 }]);
});

test("a response needs the id and the token of one interaction", async () => {
  const { discord, ask } = await scene();
  const got = await respond(discord, { ...ask(), id: ask().id }, say());
  expect(got.body.code).toBe(10062);
});

test("with_response gives the message back", async () => {
  const { discord, ask } = await scene();
  const asked = ask();
  const { body } = await respond(discord, asked, say("a", 64), "?with_response=true");
  expect(body).toMatchObject({
    interaction: {
      id: asked.id,
      response_message_ephemeral: true,
      response_message_loading: false,
    },
    resource: { type: 4, message: { content: "a", flags: 64 } },
  });
});

test("the token lasts fifteen minutes", async () => {
  const { clock, discord, ask } = await scene();
  const asked = ask();
  await respond(discord, asked, { type: 5 });
  clock.now += 15 * 60_000;
  expect((await hook(discord, asked, "PATCH", ORIGINAL, { content: "a" })).status).toBe(200);
  clock.now += 1;
  expect(await hook(discord, asked, "PATCH", ORIGINAL, { content: "b" })).toMatchObject({
    status: 401,
    body: { code: 50027 },
  });
  expect(await asked.answered).toMatchObject({ content: "a" });
});

test("there is no original before the first response", async () => {
  const { discord, ask } = await scene();
  const asked = ask();
  expect((await hook(discord, asked, "GET", ORIGINAL)).body.code).toBe(10008);
  expect((await hook(discord, asked, "POST", "", { content: "a" })).body.code).toBe(10015);
});

test("whether an answer is private is fixed by the first response", async () => {
  const { discord, ada, guild, ask } = await scene();
  const asked = ask();
  await respond(discord, asked, { type: 5, data: { flags: 64 } });
  const { body } = await hook(discord, asked, "PATCH", ORIGINAL, { content: "a" });
  expect(body.flags).toBe(64);
  const eve = discord.person({ guild, name: "Eve" });
  expect(ada.seen()).toHaveLength(1);
  expect(eve.seen()).toEqual([]);
  const read = await call(discord, `GET /channels/${ada.channel.id}/messages/${body.id}`);
  expect(read.body.code).toBe(10008);
});

test("the first followup after a defer fills the message that waits", async () => {
  const { discord, ada, ask } = await scene();
  const asked = ask();
  await respond(discord, asked, { type: 5, data: { flags: 64 } });
  await hook(discord, asked, "POST", "", { content: "a" });
  await hook(discord, asked, "POST", "", { content: "b" });
  expect(await asked.answered).toMatchObject({ content: "a", flags: 64 });
  expect(await asked.followup()).toMatchObject({ content: "b", flags: 0 });
  expect(ada.seen()).toHaveLength(2);
});

test("an answer that is deleted is no answer", async () => {
  const { discord, ask } = await scene();
  const asked = ask();
  await respond(discord, asked, say());
  expect((await hook(discord, asked, "DELETE", ORIGINAL)).status).toBe(204);
  await expect(asked.answered).rejects.toThrow("was deleted");
  expect((await hook(discord, asked, "GET", ORIGINAL)).body.code).toBe(10008);
});

test("a wait for the wrong kind of answer fails at once and says so", async () => {
  const { discord, ask } = await scene();
  const asked = ask();
  await respond(discord, asked, say());
  await expect(asked.modal).rejects.toThrow("answered by a message, not by a modal");
});

test("what a user install alone brought gets five followups", async () => {
  const { discord } = await scene();
  const elsewhere = discord.guild({ installed: false });
  const asked = discord
    .person({ guild: elsewhere, userInstall: true, unchecked: true })
    .command("ping", null);
  await respond(discord, asked, say());
  const codes = [];
  for (let n = 0; n < 6; n += 1) {
    codes.push((await hook(discord, asked, "POST", "", { content: "a" })).body.code);
  }
  expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, 40094]);
});

test("where apps may not speak, an answer a user install brought is private", async () => {
  const { discord } = await scene();
  const elsewhere = discord.guild({ installed: false });
  elsewhere.memberRole.permissions &= ~(1n << 50n);
  const asked = discord
    .person({ guild: elsewhere, userInstall: true, unchecked: true })
    .command("ping", null);
  await respond(discord, asked, say());
  expect(await asked.first).toMatchObject({ flags: 0, ephemeral: true });
  expect(await asked.answered).toMatchObject({ flags: 64 });
});
