import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { call, fake } from "../stage.ts";

/** JSON that looks a little like what Discord takes: its keys, with anything at all in them. */
const body = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      null,
      true,
      0,
      1,
      2,
      3,
      9,
      10,
      17,
      18,
      -1,
      1.5,
      32_768,
      "",
      " ",
      "a",
      "https://a.b",
    ),
    tie("object"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
  object: fc.dictionary(
    fc.constantFrom(
      ...["type", "data", "name", "description", "options", "choices", "value", "components"],
      ...["component", "accessory", "content", "embeds", "fields", "custom_id", "label", "emoji"],
      ...["flags", "media", "items", "url", "attachments", "nonce", "message", "applied_tags"],
      ...["allowed_mentions", "message_reference", "message_id", "title", "__proto__"],
    ),
    tie("value"),
    { maxKeys: 6 },
  ),
})).value;

describe("whatever is sent, the fake answers as Discord might", () => {
  test.each([
    "POST /channels/CHANNEL/messages",
    "POST /channels/CHANNEL/threads",
    "POST /channels/FORUM/threads",
    "PUT /applications/APPLICATION/commands",
    "POST /users/@me/channels",
  ])("%s", async (request) => {
    const discord = await fake({ rates: false });
    const guild = discord.guild();
    const forum = guild.channel({ type: "forum" });
    const path = request
      .replace("CHANNEL", guild.channel().id)
      .replace("FORUM", forum.id)
      .replace("APPLICATION", discord.applicationId);
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const got = await call(discord, path, sent);
        expect(got.status, JSON.stringify(got.body)).toBeLessThan(500);
        if (got.status >= 400) expect(got.body.code).toBeGreaterThan(0);
      }),
      { seed: 20_261_124, numRuns: 150 },
    );
  });
});
