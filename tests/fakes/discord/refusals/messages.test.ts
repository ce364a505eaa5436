import { describe, expect, test } from "vitest";
import { fake } from "../stage.ts";
import { type Bad, expectRefusal } from "./expect-refusal.ts";
import { embed, long } from "./parts.ts";

const BAD: readonly Bad[] = [
  ["content of 2,001 characters", { content: long(2_001) }, "content"],
  ["a nonce of 26 characters", { content: "a", nonce: long(26) }, "nonce"],
  ["enforce_nonce without a nonce", { content: "a", enforce_nonce: true }, "nonce"],
  ["a flag that is not the bot's to set", { content: "a", flags: 64 }, "flags"],
  ["a key Discord does not know", { content: "a", contents: "b" }, "contents"],
  [
    "parse and ids of the same kind",
    { content: "a", allowed_mentions: { parse: ["users"], users: ["1"] } },
    "allowed_mentions",
  ],
  [
    "an attachment that was not sent",
    { content: "a", attachments: [{ id: "0" }] },
    "attachments.0.id",
  ],
  ["eleven embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "t" })) }, "embeds"],
  [
    "embeds of 6,001 characters",
    { embeds: [{ description: long(4_000) }, { description: long(2_001) }] },
    "embeds",
  ],
  ["an embed title of 257", embed({ title: long(257) }), "embeds.0.title"],
  ["an embed of nothing", { embeds: [{ color: 1 }] }, "embeds.0"],
  [
    "an empty embed field",
    embed({ fields: [{ name: "n", value: " " }] }),
    "embeds.0.fields.0.value",
  ],
  ["an embed url that is none", embed({ url: "nope" }), "embeds.0.url"],
  ["an embed image by ftp", embed({ image: { url: "ftp://a.b/c" } }), "embeds.0.image.url"],
  [
    "an embed image that is not attached",
    embed({ image: { url: "attachment://a.png" } }),
    "embeds.0.image.url",
  ],
];

describe("a message is refused for", () => {
  test.each(BAD)("%s", async (_, body, path) => {
    const discord = await fake();
    const channel = discord.guild().channel();
    await expectRefusal(discord, `POST /channels/${channel.id}/messages`, body, path);
    expect(channel.messages).toEqual([]);
  });
});
