import { describe, expect, test } from "vitest";
import type { Channel, Guild } from "../index.ts";
import { call, fake } from "../stage.ts";

describe("a place the bot cannot write to is answered", () => {
  const cases: readonly (readonly [string, (guild: Guild) => Channel | string, number, number])[] =
    [
      ["10003 when there is none", () => "175928847299117063", 404, 10003],
      ["10003 when it was deleted", (guild) => gone(guild.channel()), 404, 10003],
      [
        "50001 when the bot cannot see it",
        (guild) => without(guild.channel(), "ViewChannel"),
        403,
        50001,
      ],
      ["50001 when the bot was removed", (guild) => kicked(guild), 403, 50001],
      [
        "50013 when it may not write",
        (guild) => without(guild.channel(), "SendMessages"),
        403,
        50013,
      ],
      [
        "50013 in a thread when it may not write there",
        (guild) => guild.thread(without(guild.channel(), "SendMessagesInThreads")),
        403,
        50013,
      ],
      [
        "50083 when the thread is archived and locked",
        (guild) => guild.thread(guild.channel(), { archived: true, locked: true }),
        400,
        50083,
      ],
      [
        "160005 when the thread is locked",
        (guild) => guild.thread(guild.channel(), { locked: true }),
        403,
        160005,
      ],
      ["50008 when it is a forum", (guild) => guild.channel({ type: "forum" }), 400, 50008],
    ];

  test.each(cases)("%s", async (_, make, status, code) => {
    const discord = await fake();
    const made = make(discord.guild());
    const id = typeof made === "string" ? made : made.id;
    const got = await call(discord, `POST /channels/${id}/messages`, { content: "a" });
    expect(got).toMatchObject({ status, body: { code } });
    expect(discord.invalidRequests).toBe(status === 403 ? 1 : 0);
  });

  test("50007 when a person takes no direct messages", async () => {
    const discord = await fake();
    const { user } = discord.person({ direct: false });
    const direct = await call(discord, "POST /users/@me/channels", { recipient_id: user.id });
    const got = await call(discord, `POST /channels/${direct.body.id}/messages`, { content: "a" });
    expect(got).toMatchObject({ status: 403, body: { code: 50007 } });
  });
});

function gone(channel: Channel): Channel {
  channel.delete();
  return channel;
}

function without(
  channel: Channel,
  permission: "ViewChannel" | "SendMessages" | "SendMessagesInThreads",
) {
  channel.denyBot(permission);
  return channel;
}

function kicked(guild: Guild): Channel {
  const channel = guild.channel();
  guild.kickBot();
  return channel;
}
