import { RateLimitError } from "discord.js";
import { describe, expect, test } from "vitest";
import { call, fake, login, post } from "../stage.ts";

const NOON = Date.UTC(2026, 0, 1, 12);

describe("rates", () => {
  test("five messages in five seconds, by channel", async () => {
    let now = NOON;
    const discord = await fake({ now: () => now });
    const guild = discord.guild();
    const channel = guild.channel();
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await post(discord, channel));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[1]?.headers.get("x-ratelimit-remaining")).toBe("3");
    expect(answers[5]?.headers.get("x-ratelimit-scope")).toBe("user");
    expect((await post(discord, guild.channel())).status).toBe(200);
    now += 5_000;
    expect((await post(discord, channel)).status).toBe(200);
    expect(channel.messages).toHaveLength(6);
  });

  test("fifty requests a second in all, answers to interactions aside", async () => {
    let now = NOON;
    const discord = await fake({ now: () => now });
    for (let n = 0; n < 50; n += 1) await call(discord, "GET /users/@me");
    const got = await call(discord, "GET /users/@me");
    expect(got).toMatchObject({ status: 429, body: { global: true } });
    expect(got.headers.get("x-ratelimit-global")).toBe("true");
    const open = await call(discord, "GET /webhooks/1/x/messages/@original", undefined, {
      auth: false,
    });
    expect(open.status).toBe(404);
    now += 1_000;
    expect((await call(discord, "GET /users/@me")).status).toBe(200);
  });

  test("the real client reads them from the headers and waits", async () => {
    const discord = await fake({ rates: { messages: { limit: 2, window: 60_000 } } });
    const channel = discord.guild().channel();
    const client = await login(discord, undefined, { rest: { rejectOnRateLimit: () => true } });
    const here = client.channels.cache.get(channel.id);
    if (!here?.isSendable()) throw new Error("no text channel");
    await here.send("a");
    await here.send("b");
    await expect(here.send("c")).rejects.toBeInstanceOf(RateLimitError);
    expect(discord.calls("POST /channels/*/messages")).toHaveLength(2);
  });
});
