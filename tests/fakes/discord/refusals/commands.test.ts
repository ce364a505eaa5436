import { describe, expect, test } from "vitest";
import type { Json } from "../json.ts";
import { fake } from "../stage.ts";
import { type Bad, expectRefusal } from "./expect-refusal.ts";
import { long } from "./parts.ts";

const option = (more: Json = {}) => ({ type: 3, name: "query", description: "Words", ...more });
const command = (more: Json = {}) => ({ name: "papers", description: "Papers", ...more });
const withOption = (more: Json) => [command({ options: [option(more)] })];

/** 25 choices with names and values of so many characters. */
const choicesOf = (name: number, value: number) =>
  Array.from({ length: 25 }, (_, n) => ({
    name: `${n}`.padEnd(name, "x"),
    value: `${n}`.padEnd(value, "x"),
  }));

const BAD: readonly Bad[] = [
  ["a name in capitals", [command({ name: "Papers" })], "0.name"],
  ["a name with a space", [command({ name: "my papers" })], "0.name"],
  ["a name of 33", [command({ name: long(33) })], "0.name"],
  [
    "a localized name in capitals",
    [command({ name_localizations: { de: "Papiere" } })],
    "0.name_localizations.de",
  ],
  [
    "a locale that is none",
    [command({ name_localizations: { xx: "a" } })],
    "0.name_localizations.xx",
  ],
  ["no description", [{ name: "papers" }], "0.description"],
  ["a description of 101", [command({ description: long(101) })], "0.description"],
  ["the same name twice", [command(), command()], "1.name"],
  ["101 commands", Array.from({ length: 101 }, (_, n) => command({ name: `c${n}` })), ""],
  ["16 message commands", Array.from({ length: 16 }, (_, n) => ({ type: 3, name: `c${n}` })), ""],
  [
    "a description of a message command",
    [{ type: 3, name: "Find", description: "a" }],
    "0.description",
  ],
  [
    "8,001 characters",
    [
      command({
        options: [
          option({ name: "o0", choices: choicesOf(100, 100) }),
          option({ name: "o1", choices: choicesOf(59, 60) }),
        ],
      }),
    ],
    "0",
  ],
  [
    "26 options",
    [command({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) })],
    "0.options",
  ],
  ["an option's name in capitals", withOption({ name: "Query" }), "0.options.0.name"],
  ["an option without description", withOption({ description: "" }), "0.options.0.description"],
  ["an option twice", [command({ options: [option(), option()] })], "0.options.1.name"],
  [
    "required after optional",
    [command({ options: [option(), option({ name: "b", required: true })] })],
    "0.options.1",
  ],
  [
    "choices beside autocomplete",
    withOption({ autocomplete: true, choices: [{ name: "a", value: "a" }] }),
    "0.options.0.autocomplete",
  ],
  [
    "26 choices",
    withOption({
      choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })),
    }),
    "0.options.0.choices",
  ],
  [
    "a choice of 101 characters",
    withOption({ choices: [{ name: "a", value: long(101) }] }),
    "0.options.0.choices.0.value",
  ],
  [
    "a choice twice",
    withOption({
      choices: [
        { name: "a", value: "a" },
        { name: "a", value: "b" },
      ],
    }),
    "0.options.0.choices.1.name",
  ],
  [
    "subcommands beside options",
    [command({ options: [option(), { type: 1, name: "a", description: "a" }] })],
    "0.options",
  ],
  [
    "a group of nothing",
    [command({ options: [{ type: 2, name: "a", description: "a" }] })],
    "0.options.0.options",
  ],
  [
    "a group in a group",
    [
      command({
        options: [
          {
            type: 2,
            name: "a",
            description: "a",
            options: [{ type: 2, name: "b", description: "b", options: [] }],
          },
        ],
      }),
    ],
    "0.options.0.options.0.type",
  ],
  ["an unknown type of option", withOption({ type: 99 }), "0.options.0.type"],
  ["a key no option has", withOption({ placeholder: "a" }), "0.options.0.placeholder"],
  [
    "private channels without user install",
    [command({ contexts: [2], integration_types: [0] })],
    "0.contexts",
  ],
  ["no context at all", [command({ contexts: [] })], "0.contexts"],
];

describe("commands are refused for", () => {
  test.each(BAD)("%s", async (_, body, path) => {
    const discord = await fake();
    const request = `PUT /applications/${discord.applicationId}/commands`;
    await expectRefusal(discord, request, body, path);
    expect(discord.commands()).toEqual([]);
  });
});
