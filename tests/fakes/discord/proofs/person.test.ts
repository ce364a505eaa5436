import { InteractionContextType, MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import type { Json } from "../json.ts";
import { call, fake } from "../stage.ts";
import { scene } from "./scene.ts";

test("what a person gives arrives typed, with what Discord resolves of it", async () => {
  const { discord, guild } = await scene();
  const channel = guild.channel({ name: "papers" });
  channel.denyBot("SendMessages");
  const role = guild.role("readers");
  const ada = discord.person({ guild, permissions: ["ManageGuild"], locale: "fr" });
  const { payload } = ada.command("papers", "search", {
    query: "a",
    page: 2,
    exact: true,
    channel,
    role,
    by: ada.user,
  });
  expect(payload).toMatchObject({
    type: 2,
    guild_id: guild.id,
    guild_locale: "de",
    locale: "fr",
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { 0: guild.id },
    entitlements: [],
    member: { user: { id: ada.user.id } },
    data: {
      name: "papers",
      options: [
        {
          type: 1,
          name: "search",
          options: [
            { name: "query", type: 3, value: "a" },
            { name: "page", type: 4, value: 2 },
            { name: "exact", type: 5, value: true },
            { name: "channel", type: 7, value: channel.id },
            { name: "role", type: 8, value: role.id },
            { name: "by", type: 6, value: ada.user.id },
          ],
        },
      ],
      resolved: {
        channels: { [channel.id]: { name: "papers", app_permissions: expect.any(String) } },
        roles: { [role.id]: { name: "readers" } },
        users: { [ada.user.id]: { id: ada.user.id } },
        members: { [ada.user.id]: { permissions: expect.any(String) } },
      },
    },
  });
  const { resolved } = payload.data as { resolved: { channels: Record<string, Json> } };
  const may = BigInt(String(resolved.channels[channel.id]?.app_permissions));
  expect(may & (1n << 11n)).toBe(0n);
  const { permissions } = payload.member as { permissions: string };
  expect(BigInt(permissions) & (1n << 5n)).not.toBe(0n);
});

describe("a person cannot", () => {
  test.each([
    [
      "use a command that is not registered",
      "paper",
      "search",
      { query: "a" },
      "registered are: papers",
    ],
    ["use a subcommand that is not registered", "papers", "find", { query: "a" }, "it has search"],
    ["leave the subcommand out", "papers", null, {}, "needs a subcommand: search"],
    [
      "give an option that is not registered",
      "papers",
      "search",
      { query: "a", paeg: 1 },
      'No option "paeg"',
    ],
    ["leave a required option out", "papers", "search", {}, '"query" is required'],
    ["give text for a number", "papers", "search", { query: "a", page: "1" }, "it is a number"],
    ["give too small a number", "papers", "search", { query: "a", page: 0 }, "at least 1"],
    ["give too long a text", "papers", "search", { query: "a".repeat(11) }, "at most 10"],
    ["give what is no choice", "papers", "search", { query: "a", sort: "old" }, "choose of new"],
  ] as const)("%s", async (_, root, subcommand, options, words) => {
    const { discord, guild } = await scene();
    const ada = discord.person({ guild });
    expect(() => ada.command(root, subcommand, options)).toThrow(words);
  });

  test("see a command without its permissions", async () => {
    const { discord, guild } = await scene(undefined, { default_member_permissions: "32" });
    const asks = (permissions: readonly "ManageGuild"[]) => () =>
      discord.person({ guild, permissions }).command("papers", "search", { query: "a" });
    expect(asks([])).toThrow("so few permissions");
    expect(asks(["ManageGuild"])).not.toThrow();
  });

  test("see a command outside its contexts", async () => {
    const { discord } = await scene(undefined, { contexts: [0] });
    const ada = discord.person();
    expect(() => ada.command("papers", "search", { query: "a" })).toThrow("its contexts are 0");
  });

  test("see a command that is installed for others", async () => {
    const { discord } = await scene(undefined, { integration_types: [0] });
    const guild = discord.guild({ installed: false });
    const ada = discord.person({ guild, userInstall: true });
    expect(() => ada.command("papers", "search", { query: "a" })).toThrow("not installed");
  });

  test("press what is not there, disabled, a link, or another's", async () => {
    const { discord, guild } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply({
        content: "a",
        flags: MessageFlags.Ephemeral,
        components: [
          {
            type: 1,
            components: [
              { type: 2, style: 1, label: "Off", custom_id: "off", disabled: true },
              { type: 2, style: 5, label: "Page", url: "https://example.org" },
              { type: 2, style: 1, label: "On", custom_id: "on" },
            ],
          },
        ],
      });
    });
    const ada = discord.person({ guild });
    const message = await ada.command("papers", "search", { query: "a" }).answered;
    expect(() => ada.press(message, "Next")).toThrow("there are: Off, Page, On");
    expect(() => ada.press(message, "Off")).toThrow("disabled");
    expect(() => ada.press(message, "Page")).toThrow("is a link");
    const eve = discord.person({ guild, name: "Eve" });
    expect(() => eve.press(message, "On")).toThrow("Someone else alone");
    expect(ada.press(message, "On").payload).toMatchObject({
      type: 3,
      data: { custom_id: "on", component_type: 2 },
      message: { id: message.id, flags: 64 },
    });
  });

  test("ask when nobody listens", async () => {
    const discord = await fake();
    const ada = discord.person({ guild: discord.guild(), unchecked: true });
    expect(() => ada.command("papers", null)).toThrow("Nobody would hear this");
  });
});

test("a message's menu carries the message", async () => {
  const { discord, guild } = await scene(async (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return;
    await interaction.reply(interaction.targetMessage.content.toUpperCase());
  });
  const ada = discord.person({ guild });
  const asked = ada.messageMenu("Find papers", ada.say("see arxiv.org/abs/2401.01234"));
  expect(await asked.answered).toMatchObject({ content: "SEE ARXIV.ORG/ABS/2401.01234" });
});

test("a bot brought by a user install answers in servers it does not know, in direct messages and in groups", async () => {
  const { discord } = await scene(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply(`${interaction.context}`);
  });
  const guild = discord.guild({ installed: false });
  const fields = [{ guild, userInstall: true }, {}, { group: true, userInstall: true }];
  const asked = fields.map((one) =>
    discord.person(one).command("papers", "search", { query: "a" }),
  );
  const answers = await Promise.all(asked.map(({ answered }) => answered));
  expect(answers.map(({ content }) => content)).toEqual(["0", "1", "2"]);
  expect(
    asked.map(({ payload }) => Object.keys(payload.authorizing_integration_owners as Json)),
  ).toEqual([["1"], ["0"], ["1"]]);
  const posted = await call(discord, `POST /channels/${guild.channels[0]?.id}/messages`, {
    content: "a",
  });
  expect(posted.body.code).toBe(50001);
  expect(discord.refusals).toEqual([]);
});
