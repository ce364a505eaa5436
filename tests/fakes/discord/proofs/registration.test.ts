import { expect, test } from "vitest";
import type { FakeDiscord } from "../index.ts";
import type { Json } from "../json.ts";
import { call, fake } from "../stage.ts";

const COMMAND = {
  name: "papers",
  description: "Papers",
  default_member_permissions: "32",
  contexts: [2, 0],
  integration_types: [0, 1],
  options: [
    {
      type: 1,
      name: "search",
      description: "Find",
      options: [
        { type: 3, name: "query", description: "Words", required: true, autocomplete: true },
        {
          type: 3,
          name: "sort",
          description: "By",
          required: false,
          choices: [{ name: "New", value: "new" }],
        },
      ],
    },
    { type: 1, name: "help", description: "Help", options: [] },
  ],
};

const path = (discord: FakeDiscord) => `/applications/${discord.applicationId}/commands`;
const put = async (discord: FakeDiscord, body: unknown, where = path(discord)) =>
  (await call(discord, `PUT ${where}`, body)).body as unknown as Json[];

test("Discord fills in what was left out, and leaves out what says nothing", async () => {
  const discord = await fake();
  const [stored] = await put(discord, [COMMAND]);
  expect(stored).toEqual({
    id: expect.stringMatching(/^\d{17,19}$/),
    application_id: discord.applicationId,
    version: expect.stringMatching(/^\d{17,19}$/),
    default_member_permissions: "32",
    type: 1,
    name: "papers",
    name_localizations: null,
    description: "Papers",
    description_localizations: null,
    dm_permission: false,
    contexts: [0, 2],
    integration_types: [0, 1],
    nsfw: false,
    options: [
      {
        type: 1,
        name: "search",
        name_localizations: null,
        description: "Find",
        description_localizations: null,
        options: [
          {
            type: 3,
            name: "query",
            name_localizations: null,
            description: "Words",
            description_localizations: null,
            required: true,
            autocomplete: true,
          },
          {
            type: 3,
            name: "sort",
            name_localizations: null,
            description: "By",
            description_localizations: null,
            choices: [{ name: "New", name_localizations: null, value: "new" }],
          },
        ],
      },
      {
        type: 1,
        name: "help",
        name_localizations: null,
        description: "Help",
        description_localizations: null,
      },
    ],
  });
});

test("a list comes without localizations, unless they are asked for", async () => {
  const discord = await fake();
  await put(discord, [{ ...COMMAND, name_localizations: { de: "papiere" } }]);
  const [bare] = (await call(discord, `GET ${path(discord)}`)).body as unknown as Json[];
  expect(bare).not.toHaveProperty("name_localizations");
  const asked = await call(discord, `GET ${path(discord)}?with_localizations=true`);
  expect(asked.body).toMatchObject([{ name_localizations: { de: "papiere" } }]);
});

test("a command keeps its id, and its version while it does not change", async () => {
  const discord = await fake();
  const [first] = await put(discord, [COMMAND]);
  const [same] = await put(discord, [COMMAND]);
  expect(same).toEqual(first);
  const [changed] = await put(discord, [{ ...COMMAND, description: "More papers" }]);
  expect(changed?.id).toBe(first?.id);
  expect(changed?.version).not.toBe(first?.version);
  expect(await put(discord, [])).toEqual([]);
});

test("a server has commands of its own, and only where the bot is", async () => {
  const discord = await fake();
  const guild = discord.guild();
  const where = `/applications/${discord.applicationId}/guilds/${guild.id}/commands`;
  const [stored] = await put(discord, [{ name: "papers", description: "Here" }], where);
  expect(stored).toMatchObject({ guild_id: guild.id, contexts: null });
  expect(stored).not.toHaveProperty("dm_permission");
  expect(discord.commands()).toEqual([]);
  expect(discord.commands(guild)).toHaveLength(1);
  guild.kickBot();
  expect((await call(discord, `GET ${where}`)).body.code).toBe(50001);
});

test("200 new commands a day, old ones aside", async () => {
  let now = Date.UTC(2026, 0, 1);
  const discord = await fake({ now: () => now, rates: false });
  const hundred = (letter: string) =>
    Array.from({ length: 100 }, (_, n) => ({ name: `${letter}${n}`, description: "a" }));
  await put(discord, hundred("a"));
  await put(discord, hundred("a"));
  await put(discord, hundred("b"));
  expect(await put(discord, [{ name: "c", description: "a" }])).toMatchObject({ code: 30034 });
  now += 86_400_000;
  expect(await put(discord, [{ name: "c", description: "a" }])).toHaveLength(1);
});

test("another application's commands are not to be had", async () => {
  const discord = await fake();
  expect((await call(discord, "GET /applications/1/commands")).body.code).toBe(10002);
});
