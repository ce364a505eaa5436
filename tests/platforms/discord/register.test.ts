import { afterEach, beforeEach, expect, test } from "vitest";
import { type CommandCard, visibleOptions } from "#chat";
import { commands } from "#commands";
import { definitionOf } from "../../../src/platforms/discord/definition.ts";
import { difference } from "../../../src/platforms/discord/difference.ts";
import { register, restOf } from "../../../src/platforms/discord/index.ts";
import { locales } from "../../../src/platforms/discord/locales.ts";
import { type FakeDiscord, startDiscord } from "../../fakes/discord/index.ts";

let discord: FakeDiscord;
beforeEach(async () => {
  discord = await startDiscord({ rates: false });
});
afterEach(() => discord.close());

const rest = () => restOf({ token: discord.token, apiUrl: discord.api });
const to = (more: Partial<Parameters<typeof register>[1]> = {}) => ({
  ...{ applicationId: discord.applicationId, commands, root: "papers" },
  ...more,
});
/** A command or an option as it is sent, as far as these tests look. */
type Defined = {
  readonly name: string;
  readonly type: number;
  readonly choices?: readonly unknown[];
  readonly options: readonly Defined[];
};
const namesOf = (of: unknown) => (of as readonly { name: unknown }[]).map(({ name }) => name);
const puts = () => discord.requests.filter(({ method }) => method === "PUT").length;

test("every command stands below one root, and Discord takes all of it", async () => {
  await register(rest(), to());
  const [root] = discord.commands();
  expect(namesOf(root?.options)).toEqual(commands.map(({ name }) => name));
  expect(root).toMatchObject({ name: "papers", contexts: [0, 1, 2], integration_types: [0, 1] });
  expect(namesOf(discord.commands())).toEqual(["papers", "Find papers in this message"]);
  expect(discord.refusals).toEqual([]);
});

test("what Discord has already is not sent again, whatever Discord adds to it", async () => {
  expect((await register(rest(), to())).length).toBeGreaterThan(0);
  expect(await register(rest(), to())).toEqual([]);
  expect(puts()).toBe(1);
});

test("a server's own commands change there alone, and are not sent again either", async () => {
  const guild = discord.guild();
  await register(rest(), to({ guildId: guild.id }));
  expect(await register(rest(), to({ guildId: guild.id }))).toEqual([]);
  expect(discord.commands(guild)).toHaveLength(2);
  expect(discord.commands()).toEqual([]);
  expect(discord.refusals).toEqual([]);
});

test("one word changed is one request, and the difference says which", async () => {
  await register(rest(), to());
  const changed = commands.map(
    (one): CommandCard => (one.name === "cite" ? { ...one, about: "The BibTeX" } : one),
  );
  expect(await register(rest(), to({ commands: changed }))).toEqual([
    '- papers › cite: description "BibTeX of a paper"',
    '- papers › cite: description_localizations {"de":"BibTeX eines Artikels"}',
    '+ papers › cite: description "The BibTeX"',
  ]);
  expect(puts()).toBe(2);
});

test("a dry run tells the difference and changes nothing", async () => {
  const lines = await register(rest(), to({ dryRun: true }));
  expect(lines).toContain("+ papers › search › query: required true");
  expect(puts()).toBe(0);
  expect(discord.commands()).toEqual([]);
});

test("a new order of options is a difference, another order of keys is none", () => {
  const option = (name: string) => ({ type: 3, name, description: name });
  const command = (...options: object[]) => [{ name: "a", type: 1, options }];
  expect(difference(command(option("x"), option("y")), command(option("y"), option("x")))).toEqual([
    "- a: options x, y",
    "+ a: options y, x",
  ]);
  expect(
    difference(command({ name: "x", type: 3, description: "x" }), command(option("x"))),
  ).toEqual([]);
});

test("options are of Discord's own kinds, required ones first, hidden ones nowhere", () => {
  const [root] = definitionOf(commands, "papers", "global");
  const { options: subcommands } = root as unknown as Defined;
  const sub = (name: string) => subcommands.find((one) => one.name === name)?.options ?? [];
  const kinds = Object.fromEntries(sub("subscribe").map((one) => [one.name, one.type]));
  expect(kinds).toMatchObject({ time: 3, count: 4, loud: 5, channel: 7, mention: 8 });
  expect(kinds).not.toHaveProperty("which");
  expect(sub("search")[0]).toMatchObject({ name: "query", required: true, autocomplete: true });
  expect(sub("search").find((one) => one.name === "sort")?.choices).toEqual([
    { name: "best", value: "best" },
    { name: "newest", value: "newest" },
    { name: "upvotes", value: "upvotes" },
  ]);
});

test("words in other languages are words of ours: no phrase that nothing says", () => {
  const said = new Set(
    commands.flatMap((one) => [
      one.about,
      one.onMessage?.label,
      ...visibleOptions(one).map((name) => one.options[name]?.about),
    ]),
  );
  said.add("Research papers: search, what is trending, your own list and a daily post");
  for (const words of Object.values(locales))
    expect(Object.keys(words).filter((phrase) => !said.has(phrase))).toEqual([]);
});
