import { expect, test } from "vitest";
import { call, fake } from "../stage.ts";

test("a message that shows nothing is refused", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const got = await call(discord, `POST /channels/${channel.id}/messages`, { content: " " });
  expect(got).toMatchObject({ status: 400, body: { code: 50006 } });
  expect(discord.refusals).toHaveLength(1);
});

test("a body that is no JSON is refused", async () => {
  const discord = await fake();
  const response = await fetch(`${discord.api}/v10/users/@me/channels`, {
    method: "POST",
    headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
    body: "{",
  });
  expect(await response.json()).toMatchObject({ code: 50109 });
  expect(discord.refusals).toHaveLength(1);
});

test("a path or a method that is none is refused", async () => {
  const discord = await fake();
  expect(await call(discord, "GET /chanels/1")).toMatchObject({
    status: 404,
    body: { message: "404: Not Found", code: 0 },
  });
  expect(await call(discord, "DELETE /users/@me")).toMatchObject({ status: 405 });
  expect(discord.refusals).toHaveLength(2);
});

test("a bad token is answered 401, and is no rule broken", async () => {
  const discord = await fake();
  const got = await call(discord, "GET /users/@me", undefined, { auth: false });
  expect(got).toMatchObject({ status: 401, body: { message: "401: Unauthorized", code: 0 } });
  expect(discord.refusals).toEqual([]);
  expect(discord.invalidRequests).toBe(1);
});

test("a file of more than 10 MiB is refused", async () => {
  const discord = await fake();
  const channel = discord.guild().channel();
  const form = new FormData();
  form.append("files[0]", new Blob([new Uint8Array(10_485_761)]), "a.bin");
  const path = `POST /channels/${channel.id}/messages`;
  const got = await call(discord, path, undefined, { form });
  expect(got).toMatchObject({ status: 413, body: { code: 40005 } });
});
